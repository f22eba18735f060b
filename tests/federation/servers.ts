import { sql } from "kysely";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { MemberId } from "../../src/platform/ids.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { afterAll, expect } from "vitest";
import { freePort } from "../support/free-port.ts";
import { testServer, type TestServer } from "../support/server.ts";
import { lint } from "./lint.ts";

const reachable: TestServer[] = [];

/** A server of ours that others on this machine can reach by its name, with workers that tell and hear. */
export async function reachableServer(name: string): Promise<TestServer> {
  const port = await freePort();
  const server = await testServer({ PORT: String(port), BASE_URL: `http://${name}.localhost:${port}`, ALLOW_PRIVATE_NETWORK: "1", WORKERS: "2" }, name);
  reachable.push(server);
  return server;
}

/** The same behind a door that it shares with others: its addresses name the door's port. */
export async function serverBehind(name: string, door: number): Promise<TestServer> {
  const server = await testServer({ PORT: String(await freePort()), BASE_URL: `http://${name}.localhost:${door}`, ALLOW_PRIVATE_NETWORK: "1", WORKERS: "2" }, name);
  reachable.push(server);
  return server;
}

// Whatever a test was about, nothing that its servers said held a trap of another server. Runs before they are closed.
afterAll(async () => {
  for (const server of reachable) {
    const { rows } = await sql<{ body: string }>`select body from federation.activities where body <> '' order by at limit 2000`.execute(server.world.db);
    expect(rows.flatMap(({ body }) => lint(ownWords(JSON.parse(body) as Record<string, unknown>)).map((each) => `${each} in ${body.slice(0, 2000)}`)).slice(0, 5)).toEqual([]);
  }
});

/** What was asked is repeated in an answer as it came: its address is another's to write. */
function ownWords(said: Record<string, unknown>): Record<string, unknown> {
  const { type, object } = said;
  const repeats = (type === "Accept" || type === "Reject") && typeof object === "object" && object !== null;
  return repeats ? { ...said, object: { ...object, id: "https://other.example/asked" } } : said;
}

export function originOf(server: TestServer, slug: string): string {
  return `http://${server.hostOf(slug)}`;
}

export const acceptsActivity = { accept: "application/activity+json" };

/** How many rows of everything that traffic from elsewhere could change: what an attack must leave as it was. */
export async function countRows({ world }: TestServer): Promise<Record<string, number>> {
  const tables = ["contents", "comments", "likes", "relays", "follows", "members", "federation.followers", "federation.following", "federation.received", "federation.objects"];
  const counts = await Promise.all(tables.map(async (table) => [table, (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`.execute(world.db)).rows[0]?.n ?? -1] as const));
  return Object.fromEntries(counts);
}

/** A member with a session at their own host, who acts there as in a browser. */
export interface Person {
  readonly viewer: MemberViewer;
  readonly host: string;
  readonly cookie: string;
  /** Looks up what stands elsewhere, and says where that led. */
  lookUp(typed: string): Promise<string>;
  send(path: string, form: Record<string, string>): Promise<number>;
}

export async function personOf(server: TestServer, home: Territory, name: string): Promise<Person> {
  const viewer = await server.world.member(home, { name });
  const email = await server.world.account(viewer);
  const host = server.hostOf(home.slug);
  const cookie = await server.logIn(email, "une phrase assez longue", host);
  return {
    viewer,
    host,
    cookie,
    async lookUp(typed) {
      const answer = await server.ask(host, `/interactions?uri=${encodeURIComponent(typed)}`, { cookie });
      return String(answer.headers["location"] ?? `${answer.status}`);
    },
    async send(path, form) {
      return (await server.ask(host, path, { method: "POST", form, cookie })).status;
    },
  };
}

/** The row of somebody elsewhere by the name that is shown here. */
export async function standInOf({ world }: TestServer, name: string): Promise<MemberId> {
  const { rows } = await sql<{ id: MemberId }>`select id from members where remote and name = ${name}`.execute(world.db);
  if (!rows[0]) throw new Error(`Nobody elsewhere is called ${name}`);
  return rows[0].id;
}

/** Until a question has this answer; else what it answered last, and what waits or failed on these servers. */
export async function eventually<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean, servers: readonly TestServer[] = []): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`It did not come: ${JSON.stringify(answer)}\n${(await Promise.all(servers.map(trouble))).join("\n")}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function trouble({ world, portal }: TestServer): Promise<string> {
  const [jobs, deliveries, received] = await Promise.all([
    sql`select task_identifier, attempts, left(last_error, 400) as error from graphile_worker.jobs where last_error is not null`.execute(world.db),
    sql`select d.state, d.status, d.answer, e.type, e.object_uri from federation.deliveries d join federation.activities e on e.id = d.activity_id order by d.id desc limit 8`.execute(world.db),
    sql`select type, state, reason, uri from federation.received order by at desc limit 8`.execute(world.db),
  ]);
  return `${portal}: ${JSON.stringify([jobs.rows, deliveries.rows, received.rows], null, 1)}`;
}
