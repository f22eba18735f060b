import { spawnSync } from "node:child_process";
import { chownSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../support/free-port.ts";
import { command, eventually, get, newFolder, root, run, start } from "../support/operator.ts";

const binaries = "/usr/lib/postgresql/15/bin";
const installed = existsSync(join(binaries, "postgres"));
if (!installed) console.log(`No PostgreSQL 15 in ${binaries}: it isn't tried here.`);

describe.skipIf(!installed)("with a PostgreSQL 15 server of the operator's", () => {
  let url = "";

  beforeAll(async () => {
    const [folder, port] = [await newFolder(), await freePort()];
    const [data, password] = [join(folder, "data"), join(folder, "password")];
    writeFileSync(password, "a-password");
    // It refuses root, as every PostgreSQL does.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    if (nobody.uid) for (const path of [folder, password]) chownSync(path, nobody.uid, nobody.gid);
    const made = spawnSync(join(binaries, "initdb"), ["-D", data, "-U", "operator", "--auth=scram-sha-256", `--pwfile=${password}`, "--encoding=UTF8", "--locale=C.UTF-8"], { cwd: folder, encoding: "utf8", ...nobody });
    expect(made.status, made.stderr).toBe(0);
    const options = ["-D", data, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=200"];
    const server = process.getuid?.() === 0 ? run("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", join(binaries, "postgres"), ...options], {}) : run(join(binaries, "postgres"), options, {});
    url = `postgres://operator:a-password@127.0.0.1:${port}/postgres`;
    await server.says(/ready to accept connections/);
  });

  test("npm start founds the demonstration network there, serves it, and leaves the server running", async () => {
    const [folder, port] = [await newFolder(), await freePort()];
    const env = { DATABASE_URL: url, DATA_DIR: folder, PORT: String(port), DEMO: "1" };
    const server = start(env);
    await server.says(/Ctrl-C stops it/, 240);

    expect((await get(port, "/agenda", `bretagne.echosciences.localhost:${port}`)).status).toBe(200);
    expect((await get(port, "/recherche?q=astronomi", `grenoble.echosciences.localhost:${port}`)).status).toBe(200);
    expect((await get(port, "/api/v1/events?limit=3", `grenoble.echosciences.localhost:${port}`)).status).toBe(200);
    expect(existsSync(join(folder, "postgres"))).toBe(false);
    process.kill(server.pid, "SIGTERM");
    expect(await server.ended()).toBe(0);
    await eventually(async () => (await command(["doctor"], env)).code === 0);
  });

  test("what a database decides (visibility, backups) holds there as well", async () => {
    const { code, out } = await (async () => {
      const tests = run(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", "--project", "unit", "tests/doors/visibility.test.ts", "src/platform/backup", "src/features/agenda"], { TEST_DATABASE_URL: url, NODE_ENV: "test" });
      return { code: await tests.ended(500), out: tests.said() };
    })();

    expect(code, out).toBe(0);
  });
});
