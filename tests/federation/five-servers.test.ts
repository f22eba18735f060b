import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { articleInput, writeArticle } from "../../src/features/articles/write-article.ts";
import { addComment } from "../../src/features/comments/add-comment.ts";
import { withdraw } from "../../src/features/contents/change-state.ts";
import { askToCompare } from "../../src/features/federation/ask-to-compare.ts";
import { meetActor, viewerOfActor } from "../../src/features/federation/meet-actor.ts";
import { follow } from "../../src/features/follows/follow.ts";
import { like } from "../../src/features/likes/like.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import { readConfig } from "../../src/main/config.ts";
import { serve, type RunningServer } from "../../src/main/serve.ts";
import { connect, type Database } from "../../src/platform/database.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import { makeLog } from "../../src/platform/log.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { freePort } from "../support/free-port.ts";
import { newWorld, type World } from "../support/world.ts";

/** A server that a test stops, starts and starts again from another database. */
interface Node {
  readonly name: string;
  readonly world: World;
  readonly port: number;
  readonly dataDir: string;
  readonly territory: Territory;
  readonly member: MemberViewer;
  db: Database;
  running: RunningServer | null;
}

const nodes: Node[] = [];
const closing: (() => Promise<unknown>)[] = [];
const published = { intent: "publish", publishAt: null, submission: null, revision: null } as const;

async function start(node: Node, url: string, connections = node.world.connections): Promise<void> {
  const read = readConfig({ PORT: String(node.port), BASE_URL: `http://${node.name}.localhost:${node.port}`, DATA_DIR: node.dataDir, DATABASE_URL: url, WORKERS: "1", LOG_LEVEL: "silent", NODE_ENV: "test", ALLOW_PRIVATE_NETWORK: "1" });
  if ("problems" in read) throw new Error(read.problems.join("\n"));
  node.db = connections.db;
  node.running = await serve({ config: read.config, log: makeLog("silent"), url, connections });
}

async function stop(node: Node): Promise<void> {
  await node.running?.stop();
  node.running = null;
}

const uriOf = (node: Node) => `http://${node.territory.slug}.${node.name}.localhost:${node.port}/ap/members/${node.member.id}`;
const as = (node: Node, viewer = node.member) => ({ ...node.world.as(viewer), db: node.db });
const write = async (node: Node, title: string, content?: ContentId) => {
  const written = await writeArticle(as(node), content ? { content, moderation: "after" } : { territory: node.territory }, articleInput.parse({ title, body: fromMarkdown("Un texte.") }), published);
  if (!written.done) throw new Error(written.refusal.kind);
  return written.value.id;
};
const held = async (node: Node, title: string) => (await sql<{ id: ContentId; state: string; comments: number; likes: number }>`select id, state, comments, likes from contents where title = ${title}`.execute(node.db)).rows[0];

/** What waits for a server that didn't answer is due at once: the time that passes between. */
async function hurry(): Promise<void> {
  for (const { db } of nodes) {
    await sql`update federation.servers set closed_until = null, failures = 0`.execute(db);
    await sql`update federation.deliveries set due_at = now() where state = 'waiting' and leased_until is null`.execute(db);
    await sql`select graphile_worker.add_job('deliver', '{}'::json, job_key => 'deliver-0')`.execute(db);
  }
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 120_000;
  for (let round = 0; !(await holds()); round++) {
    if (Date.now() > end) throw new Error(`It did not come: ${what}`);
    if (round % 20 === 19) await hurry();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const everywhere = (title: string, but: readonly Node[] = []) => until(title, async () => (await Promise.all(nodes.filter((each) => !but.includes(each)).map((each) => held(each, title)))).every((row) => row?.state === "published"));

async function followEach(follower: Node, followed: Node): Promise<void> {
  const met = await meetActor(follower.db, { uri: uriOf(followed), kind: "member", handle: followed.member.handle, name: followed.member.name, about: "", url: "", icon: "", inbox: `${uriOf(followed)}/inbox`, sharedInbox: `${new URL(uriOf(followed)).origin}/inbox`, followersUri: `${uriOf(followed)}/followers`, outboxUri: `${uriOf(followed)}/outbox`, alsoKnownAs: [], movedTo: null, suspended: false, keys: [] }, Temporal.Now.instant().subtract({ hours: 30 }));
  const standIn = await viewerOfActor(follower.db, met, Temporal.Now.instant());
  await follow(as(follower), { kind: "member", target: standIn.id }, true);
}

beforeAll(async () => {
  for (const name of ["un", "deux", "trois", "quatre", "cinq"]) {
    const world = await newWorld(name);
    const territory = await world.territory();
    const node: Node = { name, world, port: await freePort(), dataDir: await mkdtemp(join(tmpdir(), "echosciences-five-")), territory, member: await world.member(territory, { name: `Membre ${name}` }), db: world.db, running: null };
    nodes.push(node);
    await start(node, world.url);
  }
  for (const one of nodes) for (const other of nodes) if (one !== other) await followEach(one, other);
  await until("everybody follows everybody", async () => (await Promise.all(nodes.map(async ({ db }) => (await sql`select from federation.following where state = 'accepted'`.execute(db)).rows.length))).every((n) => n === 4));
  for (const { db } of nodes) {
    await sql`update federation.servers set trust = 'known'`.execute(db);
    await sql`update federation.following set at = at - interval '3 days'`.execute(db);
  }
});

afterAll(async () => {
  for (const node of nodes) await stop(node);
  for (const close of closing) await close();
});

test("five servers exchange everything, while one stops, starts again, and is restored from an older copy of its database", async () => {
  const [un, deux, trois] = nodes as [Node, Node, Node];
  const first = new Map<Node, ContentId>();
  for (const node of nodes) first.set(node, await write(node, `Premier de ${node.name}`));
  for (const node of nodes) await everywhere(`Premier de ${node.name}`);
  const corrected = first.get(trois) as ContentId;
  const lost = await write(trois, "Retiré avant la panne");
  await everywhere("Retiré avant la panne");

  // One stops, and a copy of its database is put aside; the others go on.
  await stop(trois);
  const admin = new pg.Client({ connectionString: inject("serverUrl") });
  await admin.connect();
  const [name, copy] = [new URL(trois.world.url).pathname.slice(1), `${new URL(trois.world.url).pathname.slice(1)}_copie`];
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
  await admin.query(`create database ${copy} template ${name}`);
  await write(un, "Pendant l’arrêt");
  await everywhere("Pendant l’arrêt", [trois]);
  await start(trois, trois.world.url);
  await everywhere("Pendant l’arrêt");

  // What happens now is in no copy.
  const copyAtUn = (await held(un, "Premier de trois"))?.id as ContentId;
  await addComment(as(un), { content: copyAtUn, parent: null, body: fromMarkdown("Bravo !"), submission: null });
  await like(as(un), copyAtUn, true);
  await until("the comment", async () => ((await held(trois, "Premier de trois"))?.comments ?? 0) === 1);
  await write(trois, "Premier de trois, corrigé", corrected);
  await write(trois, "Écrit après la copie");
  await withdraw(as(trois), lost);
  for (const title of ["Premier de trois, corrigé", "Écrit après la copie"]) await everywhere(title);
  await until("the withdrawal", async () => (await Promise.all(nodes.map((each) => held(each, "Retiré avant la panne")))).every((row) => row?.state === "withdrawn"));
  await write(deux, "Après la copie, de deux");
  await everywhere("Après la copie, de deux");

  // It is restored from the copy, and remembers none of it.
  await stop(trois);
  const restored = connect({ url: trois.world.url.replace(/\/[^/]*$/, `/${copy}`), max: 8, onError: () => undefined });
  closing.push(async () => {
    await restored.close();
    await admin.query(`drop database if exists ${copy} with (force)`);
    await admin.end();
  });
  await start(trois, trois.world.url.replace(/\/[^/]*$/, `/${copy}`), restored);
  expect([await held(trois, "Écrit après la copie"), (await held(trois, "Premier de trois"))?.comments]).toEqual([undefined, 0]);

  // What it says from now on is heard by all, also about what it had said otherwise meanwhile.
  await write(trois, "Premier de trois, corrigé encore", corrected);
  await write(trois, "Après la restauration");
  for (const title of ["Premier de trois, corrigé encore", "Après la restauration"]) await everywhere(title);
  // What others say goes on, and what they said meanwhile comes again, at the latest the next night; what it lost itself is taken back.
  await write(un, "Encore un mot");
  await everywhere("Encore un mot");
  for (const { db } of nodes) await askToCompare(db, null);
  await everywhere("Après la copie, de deux");
  await until("what was lost is taken back", async () => (await Promise.all(nodes.filter((each) => each !== trois).map((each) => held(each, "Écrit après la copie")))).every((row) => row?.state === "withdrawn"));
  // Nothing was applied twice.
  for (const { db } of nodes) expect((await sql`select title from contents group by title, created_by having count(*) > 1`.execute(db)).rows).toEqual([]);
}, 480_000);
