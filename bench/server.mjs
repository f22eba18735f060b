// The real built server, as `npm start` runs it, and what is asked of it before it is measured.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { lasting, pinnedNode, root } from "../scripts/prepare.mjs";

/** Starts the server on this data. With `record`, each SQL statement that it sends is told (bench/record.mjs). */
export async function startServer(data, { record = null, workers = "1", more = {} } = {}) {
  const port = await freePort();
  const child = spawn(pinnedNode(), record ? ["--import", join(root, "bench", "record.mjs"), join(root, "dist", "server", "cli.js"), "serve"] : [join(root, "scripts", "start.mjs")], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit", ...(record ? ["ipc"] : [])],
    serialization: "advanced",
    env: { ...process.env, PORT: String(port), HOST: "127.0.0.1", BASE_URL: `http://bench.test:${port}`, DATA_DIR: data.folder, DATABASE_URL: data.url, WORKERS: workers, DEMO: "0", LOG_LEVEL: "warn", NODE_ENV: "development", TRUSTED_PROXY: "1", ...more },
  });
  if (record) child.on("message", record);
  await new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
      if (said.includes(`port ${port}`)) resolve();
    });
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
  });
  const portal = `bench.test:${port}`;
  return {
    port,
    portal,
    host: `grenoble.${portal}`,
    ask: (host, path, options) => ask(port, host, path, options),
    /** Bytes held in memory by the Node processes of this server, and the most they held. */
    memory: () => treeOf(child.pid).map(memoryOf).reduce((sum, each) => ({ now: sum.now + each.now, most: sum.most + each.most }), { now: 0, most: 0 }),
    pid: child.pid,
    async stop() {
      if (child.exitCode !== null) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    },
  };
}

/** A process that only works, for the same network as this server. */
export async function startWorker(server, data) {
  const { flags, env } = lasting();
  const child = spawn(pinnedNode(), [...flags, join(root, "dist", "server", "cli.js"), "worker"], { cwd: root, stdio: ["ignore", "pipe", "inherit"], env: { ...env, PORT: String(server.port), BASE_URL: `http://${server.portal}`, DATA_DIR: data.folder, DATABASE_URL: data.url, WORKERS: "4", LOG_LEVEL: "info", NODE_ENV: "development", ALLOW_PRIVATE_NETWORK: "1" } });
  await new Promise((resolve, reject) => {
    child.stdout.on("data", (chunk) => String(chunk).includes("working") && resolve());
    child.once("exit", (code) => reject(new Error(`The worker ended with ${code}`)));
  });
  return {
    memory: () => treeOf(child.pid).map(memoryOf).reduce((sum, each) => ({ now: sum.now + each.now, most: sum.most + each.most }), { now: 0, most: 0 }),
    async stop() {
      child.removeAllListeners("exit");
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    },
  };
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export function ask(port, host, path, { method = "GET", headers = {}, form = null, body: given = null } = {}) {
  const body = form ? new URLSearchParams(form).toString() : given;
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port, path, method, headers: { host, ...(form ? { "content-type": "application/x-www-form-urlencoded", origin: `http://${host}` } : {}), ...headers } }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks), cookies: (response.headers["set-cookie"] ?? []).map((each) => each.split(";")[0]).filter((each) => !each.endsWith("=")).join("; ") }));
    });
    // A connection that rested may be closed at the very moment when it is used again.
    outgoing.on("error", (error) => (outgoing.reusedSocket && error.code === "ECONNRESET" ? resolve(ask(port, host, path, { method, headers, form, body: given })) : reject(error)));
    outgoing.end(body);
  });
}

/** The cookie of `host` after a log-in at the portal, gone round as a browser goes. */
export async function logIn(server, email, host) {
  const cookie = (await server.ask(server.portal, "/connexion", { method: "POST", form: { email, password: "culture-scientifique", retour: "/" } })).cookies;
  if (!cookie.includes("session")) throw new Error(`${email} could not log in`);
  const leave = await server.ask(host, "/connexion?retour=/mon-espace");
  const toPortal = new URL(leave.headers.location);
  const atPortal = await server.ask(server.portal, `${toPortal.pathname}${toPortal.search}`, { headers: { cookie } });
  const back = new URL(atPortal.headers.location);
  return (await server.ask(host, `${back.pathname}${back.search}`, { headers: { cookie: leave.cookies } })).cookies;
}

function treeOf(pid) {
  const parents = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      return [{ pid: Number(name), parent: Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, "utf8"))?.[1]) }];
    } catch {
      return [];
    }
  });
  const below = (id) => [id, ...parents.filter((each) => each.parent === id).flatMap((each) => below(each.pid))];
  return below(pid);
}

/** Milliseconds of processor that these processes and those below them have had. */
export function workOf(pids) {
  return pids.flatMap(treeOf).reduce((sum, pid) => sum + workOfOne(pid), 0);
}

/** User and system time, of the process and of its children that ended; none of one that has just ended. */
function workOfOne(pid) {
  try {
    // In hundredths of a second, behind a name that may hold anything.
    return readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ").slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
  } catch {
    return 0;
  }
}

function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const bytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0) * 1024;
  return { now: bytes("VmRSS"), most: bytes("VmHWM") };
}
