import { mkdtemp } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { sql } from "kysely";
import { listTerritoriesAnywhere } from "../../src/features/territories/list-territories.ts";
import { makeDirectory, type Directory } from "../../src/features/territories/directory.ts";
import { readConfig } from "../../src/main/config.ts";
import { serve, type RunningServer } from "../../src/main/serve.ts";
import { makeLog } from "../../src/platform/log.ts";
import { newWorld, type World } from "./world.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
  readonly cookies: readonly string[];
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly cookie?: string;
  readonly form?: Record<string, string | string[]>;
  readonly body?: string | Uint8Array;
}

/** A real server on a port of its own, over this file's database. Hosts are `<slug>.echo.test` unless BASE_URL says otherwise. */
export interface TestServer {
  readonly world: World;
  readonly port: number;
  readonly portal: string;
  /** Where its files are. */
  readonly dataDir: string;
  hostOf(slug: string): string;
  ask(host: string, path: string, ask?: Ask): Promise<Answer>;
  /** The cookie of this host after a real log-in through the portal. */
  logIn(email: string, password: string, host?: string): Promise<string>;
  /** Until the server knows the territories as they are now. */
  reload(): Promise<void>;
}

const running: RunningServer[] = [];

export async function testServer(more: Record<string, string> = {}, database = ""): Promise<TestServer> {
  const world = await newWorld(database);
  const dataDir = await mkdtemp(join(tmpdir(), "echosciences-files-"));
  const read = readConfig({ PORT: "0", BASE_URL: "http://echo.test", DATA_DIR: dataDir, DATABASE_URL: world.url, WORKERS: "1", LOG_LEVEL: "silent", NODE_ENV: "test", ...more });
  if ("problems" in read) throw new Error(read.problems.join("\n"));
  // No test depends on the hour at which it runs: what the clock asks for is asked for by name.
  const server = await serve({ config: read.config, log: makeLog("silent"), url: world.url, connections: world.connections }, "");
  running.push(server);
  const ask = (host: string, path: string, options: Ask = {}) => send(server.port, host, path, options);
  const portal = new URL(read.config.baseUrl).host;
  return {
    world,
    port: server.port,
    portal,
    dataDir,
    hostOf: (slug) => `${slug}.${portal}`,
    ask,
    async reload() {
      await sql`select pg_notify('echosciences_touched', 'territories')`.execute(world.db);
      // All that the server knows is what the database holds, however long a busy machine takes to hear of it.
      const written = ({ platforms, territories }: Directory) => JSON.stringify([platforms, territories]);
      await until(async () => written(server.directory()) === written(makeDirectory(await listTerritoriesAnywhere(world.db), read.config.baseUrl)));
    },
    async logIn(email, password, host = portal) {
      const first = await ask(portal, "/connexion", { method: "POST", form: { email, password, retour: "/" } });
      const cookie = pairs(first.cookies);
      if (!cookie.includes("es_session")) throw new Error(`No session: ${first.status}`);
      return host === portal ? cookie : goRound(ask, host, cookie);
    },
  };
}

/** From a territory to the portal and back, as a browser would follow it. */
export async function goRound(ask: TestServer["ask"], host: string, portalCookie: string): Promise<string> {
  const leave = await ask(host, "/connexion?retour=/mon-espace");
  const state = pairs(leave.cookies);
  const toPortal = new URL(String(leave.headers["location"]));
  const atPortal = await ask(toPortal.host, `${toPortal.pathname}${toPortal.search}`, { cookie: portalCookie });
  const back = new URL(String(atPortal.headers["location"]));
  const home = await ask(back.host, `${back.pathname}${back.search}`, { cookie: state });
  return pairs(home.cookies);
}

function pairs(cookies: readonly string[]): string {
  return cookies.map((cookie) => cookie.split(";")[0] ?? "").filter((pair) => !pair.endsWith("=")).join("; ");
}

/** Waits for a final state. The patience is for the busiest machine: nothing waits longer than it has to. */
export async function until(condition: () => Promise<boolean>, millis = 90_000): Promise<void> {
  const end = Date.now() + millis;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error("It did not happen in time");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Until the workers have done all that is due, with what follows from it: what is read from then on changes by itself no more. */
export function settled({ db }: World): Promise<void> {
  return until(async () => (await sql`select from graphile_worker.jobs where run_at < now() + interval '5 seconds' and attempts < max_attempts`.execute(db)).rows.length === 0);
}

function send(port: number, host: string, path: string, { method = "GET", headers = {}, cookie, form, body }: Ask): Promise<Answer> {
  const encoded = form ? new URLSearchParams(Object.entries(form).flatMap(([name, value]) => [value].flat().map((each) => [name, each]))).toString() : body;
  const all: Record<string, string> = { host, ...(form ? { "content-type": "application/x-www-form-urlencoded" } : {}), ...(method === "POST" ? { origin: `http://${host}` } : {}), ...(cookie ? { cookie } : {}), ...headers };
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port, path, method, headers: all }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString("utf8"), cookies: response.headers["set-cookie"] ?? [] }));
    });
    outgoing.on("error", reject);
    outgoing.end(encoded);
  });
}

afterAll(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});
