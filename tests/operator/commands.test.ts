import { spawnSync } from "node:child_process";
import { readFile, truncate, writeFile, mkdir, access, copyFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { freePort } from "../support/free-port.ts";
import { command, get, newFolder, run, start } from "../support/operator.ts";

let home: { DATA_DIR: string };
const picture = `${"a1".repeat(32)}-320.webp`;

beforeAll(async () => {
  home = { DATA_DIR: await newFolder() };
  await mkdir(join(home.DATA_DIR, "files", "a1"), { recursive: true });
  await writeFile(join(home.DATA_DIR, "files", "a1", picture), "not really a picture");
  expect((await command(["territory", "open", "--slug", "lyon", "--name", "Lyon", "--perimeter", "departement:69", "--structure", "La Rotonde"], home)).code).toBe(0);
  expect((await command(["member", "add", "--name", "Ada Lovelace", "--email", "ada@example.org", "--territory", "lyon", "--animator"], home)).code).toBe(0);
});

const names = ["territory open", "territory rename", "member add", "member login-link", "token create", "seed", "import", "federation servers", "federation server", "federation trust", "federation replay", "federation queue", "federation rotate-keys", "network list", "network invite", "network accept", "network decline", "network leave", "export", "backup", "restore", "doctor", "worker", "migrate"];

test("each command explains itself, without a database", async () => {
  const overview = await command(["--help"], { DATA_DIR: "/nowhere/at/all" });

  expect(overview.code).toBe(0);
  for (const name of names) expect(overview.out).toContain(name);
  for (const name of ["backup", "token create"]) {
    const help = await command([...name.split(" "), "--help"], { DATA_DIR: "/nowhere/at/all" });
    expect(help).toMatchObject({ code: 0 });
    expect(help.out).toContain(`echosciences ${name} <`);
  }
});

test.each([[["fly"], "There is no command"], [["doctor", "--colour"], "--colour"], [["backup"], "Say one file"], [["token", "create", "ada@example.org"], "--name"], [["member", "add", "--name", "X"], "Needed"]])("%j is wrongly called, and says how it is called", async (args, words) => {
  const { code, out } = await command(args, home);

  expect(code).toBe(64);
  expect(out).toContain(words);
  expect(out).not.toContain("    at ");
});

test("a backup restored elsewhere holds the same rows, jobs and files, and serves", async () => {
  const [file, again] = [join(home.DATA_DIR, "one.backup"), join(home.DATA_DIR, "two.backup")];
  const other = { DATA_DIR: await newFolder() };
  const made = await command(["backup", file, "--json"], home);
  expect(made.code).toBe(0);

  const restored = await command(["restore", file, "--json"], other);

  expect(restored).toMatchObject({ code: 0 });
  const copy = await command(["backup", again, "--json"], other);
  const [first, second] = [JSON.parse(made.out), JSON.parse(copy.out)] as { tables: Record<string, { rows: number; digest: string }>; jobs: number; files: number }[];
  expect(second?.tables).toEqual(first?.tables);
  expect(first?.tables["public.members"]?.rows).toBe(1);
  expect(first?.tables["accounts.users"]?.rows).toBe(1);
  expect([second?.jobs, second?.files]).toEqual([first?.jobs, 1]);
  expect(await readFile(join(other.DATA_DIR, "files", "a1", picture), "utf8")).toBe("not really a picture");
  const port = await freePort();
  const server = start({ ...other, PORT: String(port) });
  await server.says(/Ctrl-C stops it/);
  expect((await get(port, "/", `lyon.echosciences.localhost:${port}`)).text).toContain("Lyon");
  process.kill(server.pid, "SIGTERM");
  expect(await server.ended()).toBe(0);
});

test("a backup that was cut, or isn't one, restores nothing; an inhabited database is never overwritten", async () => {
  const [file, cut, other] = [join(home.DATA_DIR, "three.backup"), join(home.DATA_DIR, "cut.backup"), { DATA_DIR: await newFolder() }];
  expect((await command(["backup", file], home)).code).toBe(0);
  await copyFile(file, cut);
  await truncate(cut, Math.floor((await readFile(file)).length * 0.8));
  await writeFile(join(home.DATA_DIR, "letter.txt"), "Dear Ada");

  expect(await command(["restore", cut], other)).toMatchObject({ code: 1, out: expect.stringContaining("damaged") as string });
  expect(await command(["restore", join(home.DATA_DIR, "letter.txt")], other)).toMatchObject({ code: 1, out: expect.stringContaining("isn't a backup") as string });
  expect(await command(["restore", "/nowhere/at/all"], other)).toMatchObject({ code: 1, out: expect.stringContaining("can't be read") as string });
  expect(await command(["restore", file], home)).toMatchObject({ code: 1, out: expect.stringContaining("isn't empty") as string });
  expect(await command(["backup", file], home)).toMatchObject({ code: 1, out: expect.stringContaining("exists already") as string });

  expect((await command(["member", "login-link", "ada@example.org"], home)).code).toBe(0);
  // What was refused left the other database as good as new.
  expect((await command(["restore", file], other)).code).toBe(0);
});

test("an export is one archive that ordinary tools open, and replaces nothing", async () => {
  const file = join(home.DATA_DIR, "lyon.tar.gz");
  const calendar = join(home.DATA_DIR, "agenda.ics");
  await writeFile(calendar, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//FR\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTART:20300510T180000Z\r\nDTEND:20300510T200000Z\r\nSUMMARY:Nuit des étoiles\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  expect((await command(["import", calendar, "--territory", "lyon"], home)).code).toBe(0);

  const made = await command(["export", file, "--territory", "lyon", "--json"], home);

  expect(made.code, made.out).toBe(0);
  expect((JSON.parse(made.out) as { counts: Record<string, number> }).counts).toMatchObject({ territories: 1, contents: 1, events: 1, members: 1 });
  const rows = spawnSync("tar", ["xzOf", file, "rows/000001.jsonl", "rows/000002.jsonl", "rows/000003.jsonl"], { encoding: "utf8" }).stdout;
  expect(rows).toContain("Nuit des étoiles");
  expect(await command(["export", file, "--territory", "lyon"], home)).toMatchObject({ code: 1, out: expect.stringContaining("exists already") as string });
  expect(await command(["export", `${file}2`, "--territory", "lyons"], home)).toMatchObject({ code: 1, out: expect.stringContaining("no territory") as string });
});

test("a backup into a folder that isn't there leaves nothing half-written", async () => {
  const file = join(home.DATA_DIR, "no", "such", "x.backup");

  expect(await command(["backup", file], home)).toMatchObject({ code: 1, out: expect.stringContaining("can't be written") as string });
  await expect(access(`${file}.partial`)).rejects.toThrow();
});

test("a personal token raises what a program may ask; an unknown one is refused", async () => {
  const made = await command(["token", "create", "ada@example.org", "--name", "the town's site", "--json"], home);
  const { token } = JSON.parse(made.out) as { token: string };
  const port = await freePort();
  const server = start({ ...home, PORT: String(port) });
  await server.says(/Ctrl-C stops it/);
  const ask = (authorization?: string) => new Promise<{ status: number; policy: string }>((resolve, reject) => {
    request({ host: "127.0.0.1", port, path: "/api/v1/contents", headers: { host: `lyon.echosciences.localhost:${port}`, ...(authorization ? { authorization } : {}) } }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, policy: String(response.headers["ratelimit-policy"]) });
    }).on("error", reject).end();
  });

  expect(await ask()).toEqual({ status: 200, policy: '"api";q=1200;w=300' });
  expect(await ask(`Bearer ${token}`)).toEqual({ status: 200, policy: '"api-token";q=12000;w=300' });
  expect((await ask(`Bearer ${token}x`)).status).toBe(401);
  process.kill(server.pid, "SIGTERM");
  await server.ended();
});

test("the doctor finds what is amiss, and the worker stops when asked", async () => {
  const report = await command(["doctor", "--json"], home);
  const { fine, findings } = JSON.parse(report.out) as { fine: boolean; findings: { what: string; said: string }[] };
  expect([report.code, fine]).toEqual([0, true]);
  expect(findings.find((each) => each.what === "media")?.said).toContain("1 files that nothing names");

  const ill = await command(["doctor"], { ...home, SMTP_URL: `smtp://127.0.0.1:${await freePort()}` });
  expect(ill).toMatchObject({ code: 1, out: expect.stringMatching(/LOOK AT mail/) as string });

  const worker = run(process.execPath, ["dist/server/cli.js", "worker"], { ...home, LOG_LEVEL: "info" });
  await worker.says(/working/);
  process.kill(worker.pid, "SIGTERM");
  expect(await worker.ended()).toBe(0);
});

test("an operator blocks a server with a reason, reads it again, and learns what waits", async () => {
  expect((await command(["federation", "trust", "haine.example", "blocked"], home)).code).toBe(64);
  expect(await command(["federation", "trust", "haine.example", "blocked", "--reason", "Insults", "--json"], home)).toMatchObject({ code: 0, out: expect.stringContaining('"changed":true') as string });
  expect((await command(["federation", "trust", "haine.example", "blocked", "--reason", "Insults"], home)).out).toContain("as it was");
  const told = await command(["federation", "server", "haine.example"], home);
  expect(told.out).toMatch(/decided .* blocked, by an operator: Insults/);
  expect(JSON.parse((await command(["federation", "servers", "--trust", "blocked", "--json"], home)).out)).toMatchObject({ servers: [{ host: "haine.example", trust: "blocked" }], more: false });
  expect((await command(["federation", "replay", "haine.example"], home)).out).toContain("0 deliveries");
  expect((await command(["federation", "queue"], home)).out).toContain("0 deliveries wait");
  expect((await command(["federation", "server", "inconnu.example"], home)).code).toBe(1);
});
