import { existsSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Fetching } from "../../src/edge/activitypub/fetching.ts";
import { readActivity } from "../../src/edge/activitypub/guard/read-activity.ts";
import { readBody } from "../../src/edge/activitypub/guard/read-body.ts";
import { hearServer } from "../../src/edge/activitypub/hearing/hear.ts";
import { findOwnActorAnywhere } from "../../src/features/federation/find-actor.ts";
import { findOrMakeOwnActor, signingKeyOf } from "../../src/edge/activitypub/own-actors.ts";
import { meetActor } from "../../src/features/federation/meet-actor.ts";
import { makeLetterbox } from "../../src/features/federation/receive.ts";
import { makeDirectory } from "../../src/features/territories/directory.ts";
import { listTerritoriesAnywhere } from "../../src/features/territories/list-territories.ts";
import { localFiles } from "../../src/platform/files/file-store.ts";
import { makeQuotas } from "../../src/platform/limits.ts";
import { refused } from "../../src/platform/outcome.ts";
import { newWorld, type World } from "../support/world.ts";

/** How many: as many as time allows here; `FUZZ=100000` for the long run. */
const wanted = Number(process.env["FUZZ"] ?? 2000);
const folder = resolve("../shared/data/federation");
const present = existsSync(folder);
if (!present) console.log("The recordings of other servers don't lie beside this checkout: only the acts written here are mutated.");

const evil = "https://mauvais.example";
const alice = "https://victime.example/users/alice";
const mallory = `${evil}/users/mallory`;
const everybody = "https://www.w3.org/ns/activitystreams#Public";
type Value = string | number | boolean | null | Value[] | { [word: string]: Value };

/** A generator that says the same each time for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** What is others': the attacker's acts may not change a word of it. */
async function othersThings({ db }: World): Promise<unknown> {
  const questions = [
    sql`select c.id, c.title, c.body, c.state, c.slug, c.created_by from contents c join members m on m.id = c.created_by where not m.remote or m.handle like '%@victime.example'`,
    sql`select k.id, k.body, k.state, k.author_id from comments k join members m on m.id = k.author_id where not m.remote or m.handle like '%@victime.example'`,
    sql`select uri, name, inbox, state, kind from federation.actors where server_id is null or uri like 'https://victime.example/%'`,
    sql`select f.* from federation.followers f join federation.actors a on a.id = f.follower_id where a.uri like 'https://victime.example/%'`,
    sql`select f.* from federation.following f join federation.actors a on a.id = f.actor_id where a.uri like 'https://victime.example/%'`,
    sql`select o.uri, o.content_id, o.comment_id, o.gone_at from federation.objects o where o.uri like 'https://victime.example/%'`,
    sql`select l.* from likes l join members m on m.id = l.member_id where not m.remote or m.handle like '%@victime.example'`,
    sql`select id, handle, name, state, home_id from members where not remote`,
    sql`select uri, public_pem from federation.keys k where uri not like 'https://mauvais.example/%'`,
    sql`select count(*) from dossier_items`,
    sql`select count(*) from accounts.users`,
  ];
  return Promise.all(questions.map(async (question) => (await question.execute(db)).rows.map((row) => JSON.stringify(row)).sort()));
}

function meet(world: World, uri: string, kind: "member" | "other" = "member") {
  return meetActor(world.db, { uri, kind, handle: uri.split("/").at(-1)?.replace(/[^a-z0-9]/gi, "").slice(0, 40) || "x", name: "Quelqu’un", about: "", url: uri, icon: "", inbox: `${new URL(uri).origin}/inbox`, sharedInbox: null, followersUri: null, outboxUri: null, alsoKnownAs: [], movedTo: null, suspended: false, keys: [{ uri: `${uri}#k`, publicPem: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----" }] }, Temporal.Now.instant());
}

test("mutated acts of others, each as if rightly signed by the one it names: nothing breaks or grows, and what isn't theirs stays as it is", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const bob = await world.member(here);
  const [article, dossier] = [await world.article(bob, here), await world.dossier(bob, here)];
  const directory = makeDirectory(await listTerritoriesAnywhere(world.db), "https://echo.test");
  // Nothing is fetched: what isn't carried isn't there.
  const fetching: Fetching = { db: world.db, directory: () => directory, now: () => Temporal.Now.instant(), httpAllowed: false, files: localFiles(tmpdir()), quota: makeQuotas(), outgoing: { get: async () => refused("unreachable"), post: async () => refused("unreachable") } };
  const origin = directory.originOf(here.id);
  const person = `${origin}/ap/members/${bob.id}`;
  const page = `${origin}/ap/articles/${article}`;
  // With the keys that they would be given at the first word.
  for (const [kind, subject] of [["member", bob.id], ["territory", here.id]] as const) {
    const made = await findOrMakeOwnActor(fetching, kind, subject, here.id);
    expect(made && (await signingKeyOf(fetching, made)).uri).toMatch(/#main-key$/);
  }
  const own = await findOwnActorAnywhere(world.db, "member", bob.id, null);
  const [attacker, victim] = [await meet(world, mallory), await meet(world, alice)];
  const letterbox = makeLetterbox(world.db);
  const say = async (from: Awaited<ReturnType<typeof meet>>, activity: { [word: string]: Value }) => {
    const uri = String(activity["id"]);
    await letterbox.keep({ uri, type: String(activity["type"]), body: JSON.stringify(activity), actor: from.id, server: from.server, at: Temporal.Now.instant() });
    await hearServer(fetching, from.server);
  };
  // What alice has here before anybody attacks: an answer, a follow, a "j'aime", and one of ours who follows her and mallory.
  await say(victim, { id: `${alice}/a/1`, type: "Create", actor: alice, object: { id: "https://victime.example/n/1", type: "Note", attributedTo: alice, content: "<p>Le mien</p>", inReplyTo: page, to: [everybody] } });
  await say(victim, { id: `${alice}/a/2`, type: "Follow", actor: alice, object: person });
  await say(victim, { id: `${alice}/a/3`, type: "Like", actor: alice, object: page });
  for (const followed of [victim, attacker]) await sql`insert into federation.following (actor_id, follower_id, activity_uri, state, at) values (${followed.id}, ${own?.id}, ${`${origin}/ap/activities/${crypto.randomUUID()}`}, 'accepted', now())`.execute(world.db);
  const before = await othersThings(world);
  expect(JSON.stringify(before)).toContain("Le mien");

  // Every recording as mallory's own: all hosts are mallory's, and the actor is mallory.
  const theirs = [alice, `${alice}/a/2`, `${alice}/a/1`, `${alice}/a/3`, "https://victime.example/n/1", page, person, `${origin}/ap/dossiers/${dossier}`, `${origin}/ap/actor`, "https://victime.example/n/2"];
  const acts = ["Create", "Update", "Delete", "Undo", "Accept", "Reject", "Announce", "Like", "Follow", "Add", "Remove", "Move", "Block", "Flag", "Join", "Leave", "Invite", "Offer", "Ignore"];
  const written: Value[] = acts.flatMap((type) => theirs.map((object): Value => ({ id: `${evil}/a/x`, type, actor: mallory, object, target: theirs[2] ?? "", to: [everybody] })));
  const notes: Value[] = ["Create", "Update"].map((type): Value => ({ id: `${evil}/a/x`, type, actor: mallory, object: { id: `${evil}/n/x`, type: "Note", attributedTo: mallory, content: "<p>Moi</p>", inReplyTo: page, to: [everybody] }, to: [everybody] }));
  const recorded = present ? readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json") && !name.startsWith("contexts")).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8").replace(/https?:\/\/(?!www\.w3\.org|w3id\.org|schema\.org|joinmastodon)[^/"\s\\]+/g, evil)) as Value).filter((value): value is { [word: string]: Value } => typeof value === "object" && value !== null && !Array.isArray(value) && "actor" in value && "object" in value) : [];
  const seeds = [...written, ...notes, ...notes, ...notes, ...recorded.map((value): Value => ({ ...value, actor: mallory }))];
  const random = chance(20_261_125);
  const oneOf = <T>(list: readonly T[], otherwise: T): T => list[Math.floor(random() * list.length)] ?? otherwise;
  const strange = (): Value => oneOf<Value>([null, 7, -1, 1e308, true, "", "x", [], {}, [null], "\u202e<script>", "\u0000", "9999-99-99T99:99:99Z", "toString", "__proto__", ...theirs, ...acts, { id: oneOf(theirs, alice), type: "Note", attributedTo: mallory, content: "Faux", inReplyTo: page, to: [everybody] }, { id: oneOf(theirs, alice), type: oneOf(acts, "Like"), actor: oneOf([alice, mallory], alice), object: oneOf(theirs, page) }, [oneOf(theirs, alice), mallory], [[[["x"]]]]], null);
  const mutate = (value: Value, depth = 0): Value => {
    if (depth > 5 || typeof value !== "object" || value === null) return random() < 0.5 ? strange() : value;
    if (Array.isArray(value)) return random() < 0.2 ? strange() : value.map((each) => (random() < 0.4 ? mutate(each, depth + 1) : each));
    const words = Object.keys(value);
    const word = oneOf(words, "object");
    if (random() < 0.1) return Object.fromEntries(Object.entries(value).filter(([each]) => each !== word));
    return { ...value, [random() < 0.1 ? oneOf(["object", "target", "actor", "attributedTo", "type", "id", "inReplyTo", "to", "cc", "updated", "url", "tag"], "object") : word]: random() < 0.5 ? strange() : mutate(value[word] ?? null, depth + 1) };
  };

  const counts = { read: 0, refused: 0, foreign: 0, applied: 0 };
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const heap: number[] = [];
  const one = async (n: number) => {
    let value = oneOf(seeds, null);
    for (let times = Math.floor(random() * 4); times > 0; times--) value = mutate(value);
    // Each is another act, unless its name was meddled with.
    if (typeof value === "object" && value !== null && !Array.isArray(value) && typeof value["id"] === "string" && value["id"].startsWith(evil)) value = { ...value, id: `${evil}/a/${n}` };
    const body = JSON.stringify(value) ?? "null";
    counts.read++;
    const read = readBody(new TextEncoder().encode(body), "application/activity+json");
    const activity = read.done ? readActivity(read.value, { httpAllowed: false, now: Temporal.Now.instant() }) : read;
    if (!activity.done) return void counts.refused++;
    // In place of the signature: only mallory's key is mallory's, so that who names somebody else was refused by now.
    if (activity.value.actor !== mallory) return void counts.foreign++;
    await letterbox.keep({ uri: activity.value.id, type: activity.value.named, body, actor: attacker.id, server: attacker.server, at: Temporal.Now.instant() });
  };
  for (let at = 0; at < wanted; at += 1000) {
    for (let next = at; next < Math.min(at + 1000, wanted); next += 25) {
      await Promise.all(Array.from({ length: 25 }, (_, n) => one(next + n)));
      await hearServer(fetching, attacker.server);
      // Taking leave is an act of mallory's own, after which the rest would be refused for that alone.
      await sql`update federation.actors set state = 'active' where uri = ${mallory}`.execute(world.db);
    }
    expect(await othersThings(world)).toEqual(before);
    collect();
    heap.push(Math.round(process.memoryUsage().heapUsed / 1e6));
    await meet(world, mallory);
  }
  const { rows } = await sql<{ state: string; n: number }>`select state, count(*)::int as n from federation.received group by state order by state`.execute(world.db);
  counts.applied = rows.find((row) => row.state === "applied")?.n ?? 0;
  const strangers = (await sql<{ n: number }>`select count(*)::int as n from federation.actors where server_id is not null`.execute(world.db)).rows[0]?.n;
  console.log(`${counts.read} mutated acts: ${counts.refused} refused as they stand, ${counts.foreign} in another's name, heard: ${rows.map((row) => `${row.n} ${row.state}`).join(", ")}; heap in MB after each thousand: ${heap.filter((_, at) => at % Math.ceil(heap.length / 20) === 0).join(" ")}.`);
  expect(rows.find((row) => row.state === "waiting")).toBeUndefined();
  expect(counts.applied).toBeGreaterThan(wanted / 100);
  expect(strangers).toBe(2);
  expect((heap.at(-1) ?? 0) - (heap[0] ?? 0)).toBeLessThan(60);
}, 3_600_000);
