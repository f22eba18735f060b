import { sql } from "kysely";
import { expect, test } from "vitest";
import { articleInput, writeArticle } from "../../src/features/articles/write-article.ts";
import { addComment } from "../../src/features/comments/add-comment.ts";
import { withdrawComment } from "../../src/features/comments/withdraw-comment.ts";
import { withdraw } from "../../src/features/contents/change-state.ts";
import { follow } from "../../src/features/follows/follow.ts";
import { like } from "../../src/features/likes/like.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { ContentId, MemberId } from "../../src/platform/ids.ts";
import type { Database } from "../../src/platform/database.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { serverApart, type ServerApart } from "./apart.ts";

const seed = Number(process.env["KILL_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const random = randomBy(seed);
const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
const wait = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));
const [articles, versions, deaths] = [5, 4, 12];
const published = { intent: "publish", publishAt: null, submission: null, revision: null } as const;

/** One side: who writes, who reads what the other side writes, and how that one is known here. */
interface Side {
  readonly server: ServerApart;
  readonly territory: Territory;
  readonly author: MemberViewer;
  readonly readers: readonly MemberViewer[];
  readonly contents: ContentId[];
  /** What its readers said and didn't take back. */
  readonly said: string[];
  other: MemberId | null;
}

async function sideOf(name: string): Promise<Side> {
  const server = await serverApart(name);
  const territory = await server.world.territory();
  const member = (title: string) => server.world.member(territory, { name: `${title} de ${name}` });
  return { server, territory, author: await member("Autrice"), readers: [await member("Lectrice"), await member("Passant"), await member("Tardive")], contents: [], said: [], other: null };
}

const handleOf = ({ server, territory, author }: Side) => `@${author.handle}@${server.hostOf(territory.slug)}`;

async function write({ server, territory, author, contents }: Side, n: number, version: number): Promise<void> {
  const [as, title, content] = [server.world.as(author), `${server.name} ${n}, version ${version}`, contents[n]];
  const input = articleInput.parse({ title, body: fromMarkdown(`Version ${version}.`), tags: [], themes: [] });
  const written = await writeArticle(as, content ? { content, moderation: "after" } : { territory }, input, published);
  if (!written.done) throw new Error(JSON.stringify(written));
  contents[n] = written.value.id;
}

/** Readers speak of what has come; not of the first two, which are withdrawn: what comes before and what after that is left to chance. */
async function speak({ server, readers, said }: Side, about: string): Promise<void> {
  const { rows } = await sql<{ id: ContentId; name: string }>`select c.id, split_part(c.title, ',', 1) as name from contents c join federation.objects o on o.content_id = c.id where c.title !~ '^[a-z]+ [01],' order by c.title`.execute(server.world.db);
  for (const reader of rows.length > 0 ? readers : []) {
    const as = server.world.as(reader);
    await like(as, one(rows).id, random() < 0.7);
    const content = one(rows);
    const comment = await addComment(as, { content: content.id, parent: null, body: fromMarkdown(`${about} par ${reader.name}.`), submission: null });
    if (!comment.done) throw new Error(JSON.stringify(comment));
    if (random() < 0.25) await withdrawComment(as, comment.value);
    else said.push(`${content.name}: ${reader.name}: ${about} par ${reader.name}.`);
  }
}

/** All that both sides must agree on: what was written, said, liked and followed, by names. */
async function stateOf(db: Database): Promise<Record<string, readonly string[]>> {
  const list = async (query: ReturnType<typeof sql<{ line: string }>>) => (await query.execute(db)).rows.map(({ line }) => line).sort();
  return {
    // What was withdrawn before it was told needn't be told any more.
    contents: await list(sql`select title || ' ' || state as line from contents where state <> 'withdrawn'`),
    // Elsewhere the name of whom one answers stands before what is said.
    comments: await list(sql`select split_part(c.title, ',', 1) || ': ' || m.name || ': ' || coalesce(substring(k.body::text from 'Lu [^"]*'), '?') as line from comments k join contents c on c.id = k.content_id join members m on m.id = k.author_id where k.state = 'visible'`),
    likes: await list(sql`select split_part(c.title, ',', 1) || ': ' || m.name as line from likes l join contents c on c.id = l.content_id join members m on m.id = l.member_id`),
    follows: await list(sql`select f.handle || ' ' || a.handle as line from (select actor_id, follower_id from federation.followers union all select actor_id, follower_id from federation.following where state = 'accepted') each join federation.actors a on a.id = each.actor_id join federation.actors f on f.id = each.follower_id`),
    // Sending is asked for anew each minute: one of its jobs that failed after a later one had replaced it is missed by nobody.
    undone: await list(sql`select 'to send: ' || state || ' ' || coalesce(answer, '') as line from federation.deliveries where state <> 'delivered' union all select state || ' ' || type || ' ' || coalesce(reason, '') from federation.received where state in ('waiting', 'refused') union all select 'given up: ' || task_identifier || ' ' || coalesce(last_error, '') from graphile_worker.jobs where attempts >= max_attempts and task_identifier <> 'deliver'`),
  };
}

test("processes killed outright at any moment, on both sides, lose nothing and apply nothing twice", async () => {
  console.log(`KILL_SEED=${seed}`);
  const sides = [await sideOf("lievre"), await sideOf("martre")] as const;
  await Promise.all(sides.map(({ server }) => server.start()));
  for (const [side, other] of [sides, [sides[1], sides[0]]] as const) side.other = (await side.server.meet(handleOf(other))).id;
  const follows = ({ server, readers, other }: Side, reader: 0 | 1 | 2, wanted: boolean) => follow(server.world.as(readers[reader] as MemberViewer), { kind: "member", target: other as MemberId }, wanted);
  for (const side of sides) for (const reader of [0, 1] as const) await follows(side, reader, true);
  await until("the follows", async () => (await Promise.all(sides.map(({ server }) => stateOf(server.world.db)))).every((each) => each["follows"]?.length === 4), sides);

  const killer = (async () => {
    for (let times = 0; times < deaths; times++) {
      await wait(300 + random() * 4500);
      await one(sides).server.kill(random() < 0.5 ? "serve" : "worker");
    }
  })();
  for (let version = 1; version <= versions; version++) {
    for (let n = 0; n < articles; n++) for (const side of sides) await write(side, n, version);
    await wait(1500);
    for (const side of sides) await speak(side, `Lu à la version ${version}`);
    if (version === 2) for (const side of sides) await follows(side, 2, true);
    if (version === 3) for (const side of sides) await follows(side, 1, false);
  }
  for (const side of sides) for (const content of side.contents.slice(0, 2)) await withdraw(side.server.world.as(side.author), content);
  await until("something to speak of", () => hurry(sides).then(async () => (await copies(sides)).every((n) => n > 2)), sides);
  for (const side of sides) await speak(side, "Lu à la fin");
  await killer;

  const agreed = async () => {
    await hurry(sides);
    const [a, b] = await Promise.all(sides.map(({ server }) => stateOf(server.world.db)));
    return JSON.stringify(a) === JSON.stringify(b) && a?.["undone"]?.length === 0;
  };
  await until("both agree, and nothing waits", agreed, sides);
  const end = await stateOf(sides[0].server.world.db);
  const wanted = sides.flatMap(({ server: { name } }) => Array.from({ length: articles - 2 }, (_, n) => `${name} ${n + 2}, version ${versions} published`));
  expect(end["contents"]).toEqual(wanted.sort());
  expect(end["follows"]).toEqual((await Promise.all(sides.map(async (side, index) => [0, 2].map((reader) => `${side.readers[reader]?.handle} ${sides[1 - index]?.author.handle}`)))).flat().sort());
  expect(end["comments"]).toEqual(sides.flatMap(({ said }) => said).sort());
}, 800_000);

/** What a dead worker had taken to send is free a minute and a half later, and what wasn't answered is asked again after a while: that time passes here. */
async function hurry(sides: readonly Side[]): Promise<void> {
  for (const { server: { world: { db } } } of sides) {
    await sql`update federation.deliveries set due_at = least(due_at, now()), leased_until = null where state = 'waiting' and (leased_until is null or leased_until < now() + interval '1 minute')`.execute(db);
    await sql`update federation.servers set closed_until = null where closed_until is not null`.execute(db);
    await sql`select graphile_worker.add_job('deliver', '{}'::json, job_key => 'deliver-hurried')`.execute(db);
  }
}

const copies = (sides: readonly Side[]) => Promise.all(sides.map(async ({ server }) => (await sql`select from contents c join federation.objects o on o.content_id = c.id`.execute(server.world.db)).rows.length));

async function until(what: string, holds: () => Promise<boolean>, sides: readonly Side[]): Promise<void> {
  const end = Date.now() + 180_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It did not come: ${what}: ${JSON.stringify(await Promise.all(sides.map(({ server }) => stateOf(server.world.db))), null, 1)}`);
    await wait(500);
  }
}

/** Mulberry32: the same numbers for the same seed, so that a run that fails can be run again. */
function randomBy(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
