import { readFile, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { freePort } from "../support/free-port.ts";
import { command, eventually, get, newFolder, processesOf, run, start } from "../support/operator.ts";

async function place(more: Record<string, string> = {}) {
  const [folder, port] = [await newFolder(), await freePort()];
  return { folder, port, env: { DATA_DIR: folder, PORT: String(port), ...more } };
}

async function nothingLeft(folder: string) {
  await eventually(async () => processesOf(folder).length === 0, 60, () => `Left behind: ${processesOf(folder).join(" ")}`);
}

const postmaster = async (folder: string) => Number((await readFile(join(folder, "postgres", "postmaster.pid"), "utf8")).split("\n")[0]);
const databaseUrl = async (folder: string) => {
  const port = (await readFile(join(folder, "postgres", "postmaster.pid"), "utf8")).split("\n")[3];
  return `postgres://echosciences:${(await readFile(join(folder, "postgres.password"), "utf8")).trim()}@127.0.0.1:${port}/postgres`;
};

test("Ctrl-C, which reaches the whole group of processes, stops all that was started", async () => {
  const { folder, port, env } = await place();
  const launcher = run("npm", ["start"], env);
  await launcher.says(/Ctrl-C stops it/);
  expect((await get(port, "/readyz", "127.0.0.1")).status).toBe(200);

  process.kill(-launcher.pid, "SIGINT");

  await launcher.ended();
  await nothingLeft(folder);
});

test.each([["npm", ["start"], "SIGTERM"], [process.execPath, ["scripts/start.mjs"], "SIGINT"]] as const)("%s %s alone stops all that was started when it gets %s", async (program, args, signal) => {
  const { folder, env } = await place();
  const launcher = run(program, args, env);
  await launcher.says(/Ctrl-C stops it/);

  process.kill(launcher.pid, signal);

  await launcher.ended();
  await nothingLeft(folder);
});

test("a signal while the network is being founded leaves nothing running, and nothing half-founded", async () => {
  const { folder, port, env } = await place({ DEMO: "1" });
  const first = start(env);
  await first.says(/Founding/);
  process.kill(first.pid, "SIGTERM");
  expect(await first.ended()).toBe(0);
  await nothingLeft(folder);

  const second = start(env);
  await second.says(/Ctrl-C stops it/, 240);

  expect(second.said()).toContain("Founding");
  expect((await get(port, "/agenda", `grenoble.echosciences.localhost:${port}`)).status).toBe(200);
  process.kill(second.pid, "SIGTERM");
  await second.ended();
});

test("when npm, the launcher or the server is killed outright, the next start serves, and stops cleanly", async () => {
  const { folder, port, env } = await place();
  for (const victim of [/npm/, /scripts\/start\.mjs/, /cli\.js serve/]) {
    const launcher = run("npm", ["start"], env);
    await launcher.says(/Ctrl-C stops it/);
    const [pid] = processesOf(folder, victim);
    if (!pid) throw new Error(`Nothing runs that is called ${victim}`);
    process.kill(pid, "SIGKILL");
    await eventually(async () => (await get(port, "/livez").catch(() => null)) === null);
  }

  const next = start(env);
  await next.says(/Ctrl-C stops it/);
  expect((await get(port, "/readyz")).status).toBe(200);
  process.kill(next.pid, "SIGTERM");

  expect(await next.ended()).toBe(0);
  await nothingLeft(folder);
});

test("a database killed outright under a running server is raised again, and its workers, killed at work, do all that there was to do", async () => {
  const { folder, port, env } = await place({ WORKERS: "2" });
  const running = start(env);
  await running.says(/Ctrl-C stops it/);
  const killed = await postmaster(folder);
  const before = new pg.Client({ connectionString: await databaseUrl(folder) });
  before.on("error", () => undefined);
  await before.connect();
  await before.query("select graphile_worker.add_job('recount') from generate_series(1, 400)");

  process.kill(killed, "SIGKILL");

  await eventually(async () => (await postmaster(folder)) !== killed && (await get(port, "/readyz")).status === 200, 120);
  expect((await get(port, "/")).status).toBe(200);
  const client = new pg.Client({ connectionString: await databaseUrl(folder) });
  await client.connect();
  await client.query("select graphile_worker.add_job('recount')");
  await eventually(async () => (await client.query("select from graphile_worker.jobs where task_identifier = 'recount'")).rows.length === 0, 240);
  expect(running.child.exitCode).toBeNull();
  await client.end();
  process.kill(running.pid, "SIGTERM");
  expect(await running.ended()).toBe(0);
  await nothingLeft(folder);
});

test("a lock file of the database whose number another program now bears doesn't stop a start", async () => {
  const { folder, env } = await place();
  const first = start(env);
  await first.says(/Ctrl-C stops it/);
  const file = join(folder, "postgres", "postmaster.pid");
  const lines = (await readFile(file, "utf8")).split("\n");
  for (const pid of [...processesOf(folder, /start\.mjs|cli\.js/), await postmaster(folder)]) process.kill(pid, "SIGKILL");
  await first.ended();
  await writeFile(file, [String(process.pid), ...lines.slice(1)].join("\n"));

  const second = start(env);
  await second.says(/Ctrl-C stops it/);

  process.kill(second.pid, "SIGTERM");
  expect(await second.ended()).toBe(0);
  await nothingLeft(folder);
});

test("two processes share a new data directory: one founds, and the last to leave stops the database", async () => {
  const { folder, port, env } = await place({ DEMO: "1" });
  const otherPort = await freePort();
  const [one, other] = [start(env), start({ ...env, PORT: String(otherPort) })];
  await Promise.all([one.says(/Ctrl-C stops it/, 240), other.says(/Ctrl-C stops it/, 240)]);

  process.kill(one.pid, "SIGTERM");
  expect(await one.ended()).toBe(0);

  await expect(get(port, "/livez")).rejects.toThrow();
  expect((await get(otherPort, "/", `grenoble.echosciences.localhost:${otherPort}`)).status).toBe(200);
  process.kill(other.pid, "SIGTERM");
  expect(await other.ended()).toBe(0);
  await nothingLeft(folder);
});

test("what changes through one process is seen through another within a second, also when the line between them is cut", async () => {
  const { folder, port, env } = await place();
  const otherPort = await freePort();
  const base = { ...env, BASE_URL: "http://echo.test" };
  const [one, other] = [start(base), start({ ...base, PORT: String(otherPort) })];
  await Promise.all([one.says(/Ctrl-C/), other.says(/Ctrl-C/)]);
  const opened = await command(["territory", "open", "--slug", "lyon", "--name", "Lyon 0", "--perimeter", "departement:69", "--structure", "La Rotonde"], base);
  expect(opened.code).toBe(0);
  const title = async (from: number) => /<title>([^<]*)/.exec((await get(from, "/", "lyon.echo.test")).text)?.[1] ?? "";
  await eventually(async () => (await title(port)).includes("Lyon 0") && (await title(otherPort)).includes("Lyon 0"));
  const client = new pg.Client({ connectionString: await databaseUrl(folder) });
  await client.connect();

  const seenAfter: number[] = [];
  for (let round = 1; round <= 6; round++) {
    // Pages are asked for all the while, so that one rendered just before the change is there to be kept.
    const name = `Lyon ${round}`;
    if (round > 3) await client.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'echosciences listener'");
    await client.query("begin");
    await client.query("update territories set name = $1 where slug = 'lyon'", [name]);
    await client.query("select pg_notify('echosciences_touched', 'territories')");
    await client.query("commit");
    const committed = performance.now();
    await eventually(async () => (await title(port)).includes(name) && (await title(otherPort)).includes(name), 60, () => `round ${round} was not seen`);
    seenAfter.push(performance.now() - committed);
    for (let again = 0; again < 20; again++) expect(await title(otherPort)).toContain(name);
  }

  // The middle one of the line that holds, and of the line that is cut: what else holds up the machine for once says nothing of us.
  for (const three of [seenAfter.slice(0, 3), seenAfter.slice(3)]) expect(three.toSorted((a, b) => a - b)[1]).toBeLessThan(1000);
  await client.end();
  for (const each of [one, other]) process.kill(each.pid, "SIGTERM");
  await Promise.all([one.ended(), other.ended()]);
});

test("a stop finishes the requests that run", async () => {
  const { port, env } = await place();
  const running = start(env);
  await running.says(/Ctrl-C stops it/);
  const body = "email=quelqu-un%40example.org&password=une+phrase+assez+longue&retour=%2F";
  const host = `echosciences.localhost:${port}`;
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => (answer += chunk.toString("utf8")));
  socket.write(`POST /connexion HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 20)}`);
  // The request runs from here on.
  await eventually(async () => answer.startsWith("HTTP/1.1 100 Continue"));

  process.kill(running.pid, "SIGTERM");
  await new Promise((resolve) => setTimeout(resolve, 700));
  socket.write(body.slice(20));

  await eventually(async () => answer.includes("</html>"), 60, () => `The answer was: ${answer.slice(0, 300)}`);
  expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 [24]/);
  expect(await running.ended()).toBe(0);
});

test("a port that is taken is said in plain words, and nothing is left running", async () => {
  const { folder, port, env } = await place();
  const squatter = createServer().listen(port, "127.0.0.1");

  const refused = start(env);

  expect(await refused.ended()).toBe(1);
  expect(refused.said()).toContain(`PORT: ${port} is used by another program`);
  expect(refused.said()).not.toContain("    at ");
  await nothingLeft(folder);
  squatter.close();
});

test("all that is wrong with the configuration is said together, in plain words", async () => {
  const { code, out } = await command(["serve"], { PORT: "http", WORKERS: "-1", DATABASE_URL: "mysql://x", BASE_URL: "echosciences.example", METRICS_TOKEN: "short", NODE_ENV: "production", ALLOW_PRIVATE_NETWORK: "1" });

  expect(code).toBe(78);
  for (const name of ["PORT", "WORKERS", "DATABASE_URL", "BASE_URL", "METRICS_TOKEN", "SMTP_URL", "ALLOW_PRIVATE_NETWORK"]) expect(out).toContain(`- ${name}: `);
  expect(out).not.toMatch(/NaN|Invalid input|expected/);
});

test("a database that doesn't answer is said in plain words", async () => {
  const { code, out } = await command(["doctor"], { DATABASE_URL: `postgres://someone:secret-word@127.0.0.1:${await freePort()}/echosciences`, DATA_DIR: await newFolder() });

  expect(code).toBe(1);
  expect(out).toContain("nobody answers for the database echosciences at 127.0.0.1");
  expect(out).not.toContain("secret-word");
});

test("readiness says which part fails; metrics answer to their token alone", async () => {
  const { folder, port, env } = await place({ METRICS_TOKEN: "a-token-of-twenty-four-x" });
  const running = start(env);
  await running.says(/Ctrl-C stops it/);
  const client = new pg.Client({ connectionString: await databaseUrl(folder) });
  await client.connect();
  expect(JSON.parse((await get(port, "/readyz", "10.0.0.7")).text)).toEqual({ status: "ok", database: "ok", migrations: "ok", workers: "ok" });

  await client.query("delete from schema_migrations where name like '0001%'");

  expect(await get(port, "/readyz")).toMatchObject({ status: 503, text: JSON.stringify({ status: "failing", database: "ok", migrations: "pending", workers: "ok" }) });
  expect((await get(port, "/livez", "10.0.0.7")).status).toBe(200);
  expect((await get(port, "/metrics")).status).toBe(404);
  await client.end();
  process.kill(running.pid, "SIGTERM");
  await running.ended();
});
