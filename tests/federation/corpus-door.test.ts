import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { activityTypes } from "../../src/edge/activitypub/guard/heard-activity.ts";
import { makeKeyPair } from "../../src/features/federation/ensure-actor.ts";
import { makeDoor } from "./door.ts";
import { otherServer, type Stranger } from "./other-server.ts";

const folder = resolve("../shared/data/federation");
const present = existsSync(folder);
if (!present) console.log("The recordings of other servers don't lie beside this checkout: none is posted.");

type Act = Record<string, unknown>;

/** What may come of a recording, by what the index says that a good server makes of it; the first that fits counts. */
const expectations: readonly (readonly [said: RegExp, became: RegExp])[] = [
  [/^If object is a local actor/, /^applied$/],
  [/^If object is local: record|^As Like/, /^(?:applied|ignored: nothing is made of it)$/],
  [/^Ignore|^ATTACK|^Unknown|^INVALID|^Lemmy-specific|^Optional|^Check canQuote|^Moderation|^Do not act|^May be stored/, /^(?:ignored|refused)/],
  [/^Fetch the object from ITS|^Announce not addressed|^FEP-1b12/, /^(?:applied|ignored: (?:nothing|it isn't))/],
  [/^Private chat|^Not addressed|^Poll vote/, /^ignored/],
  [/^Accept of OUR Follow|^Only if the inner Follow|^Only for signer|^Quote refused|^Store `result`/, /^(?:refused: nobody of ours had asked|ignored)/],
  [/^Only if signer == (?:inner|followed) actor|^Signer == inner actor|^Lemmy restore|^Undo whose|^Look up by id/, /^(?:applied|ignored|refused: (?:somebody else's act|nobody of ours had asked))/],
  [/^Delete only|^Same as Delete|^Account deletion/, /^(?:applied|refused: (?:another server's|somebody else's))/],
  [/^Refetch the actor|^Apply only|^Accept only if signer/, /^(?:applied|ignored)/],
  [/^Signer must own|^FEP-171b|^Account move|^Flag|^Signed by the other|^To a local Event/, /^(?:applied|ignored|refused)/],
  [/^Accept|^Store|^Show|^Title|^Parse dates|^Lemmy-style|^Preview card|^`tag`|^`actor`|^Fetchable|^Quote properties|^.*/, /^(?:applied|ignored: (?:nothing|not for everybody|long past|nobody here follows|private|no-|other-type|an answer to nothing|what it says doesn't fit|it was taken back|vote|an older word|.* isn't taken back here)|refused: (?:unknown|empty|closed|somebody else's))/],
];
/** Refused at the door, and why: its reasons are the guard's own. */
const atTheDoor = /^(?:no-actor|no-id|no-type|no-object|several-actors|several-objects|foreign-id|foreign-author|id-not-an-address|actor-not-an-address|object-not-an-address|object-without-id|target-not-an-address|redefined|reshaped|not-an-object)$/;

function isAct(value: unknown): value is Act {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const types = [(value as Act)["type"]].flat();
  return activityTypes.some((type) => types.includes(type)) || ("actor" in value && "object" in value);
}

test.runIf(present)("every recorded act of others, signed and posted at the real door, gives what the index says or a refusal with its reason", async () => {
  const door = await makeDoor("recueil");
  const article = await door.server.world.article(door.bob, door.here);
  const page = `${door.origin}/ap/articles/${article}`;
  const recorders = await otherServer("enregistre");
  const port = new URL(recorders.origin).port;
  const pair = await makeKeyPair();
  // Each host of a recording, also where its slashes are escaped, as one of this machine; what names the vocabularies stays.
  const local = (text: string) => text.replaceAll("\\/", "/").replace(/https?:\/\/(?!www\.w3\.org\/ns|w3id\.org|schema\.org|joinmastodon\.org\/ns|purl\.org|join-lemmy\.org\/(?:ns|context)|litepub\.social|funkwhale\.audio\/ns|joinpeertube\.org\/ns|creativecommons\.org|gotosocial\.org\/ns)([a-z0-9.-]+)(?::\d+)?/gi, (_all, host: string) => `http://${host.toLowerCase().replace(/\./g, "-")}.localhost:${port}`);
  const rows = readFileSync(join(folder, "INDEX.md"), "utf8").split("\n").map((line) => line.split("|").map((cell) => cell.trim())).filter((cells) => (cells[1] ?? "").endsWith(".json") && !(cells[1] ?? "").startsWith(".."));
  const strange: string[] = [];
  const table = new Map<string, Map<string, number>>();
  let posted = 0;

  for (const [at, cells] of rows.entries()) {
    const [file, said] = [cells[1] ?? "", cells.at(-2) ?? ""];
    const recorded = JSON.parse(local(readFileSync(join(folder, file), "utf8"))) as unknown;
    if (!isAct(recorded)) continue;
    const named = recorded["actor"];
    const actor = typeof named === "string" ? named : typeof named === "object" && named !== null && "id" in named ? String(named.id) : "";
    const uri = URL.canParse(actor) && actor.startsWith("http:") && !actor.includes("#") ? actor : `${recorders.origin}/users/somebody`;
    const who = new URL(uri);
    const by: Stranger = { id: uri, inbox: `${who.origin}/inbox`, key: { uri: `${uri}#main-key`, ...pair } };
    recorders.serve(`${who.pathname}${who.search}`, { id: uri, type: "Person", preferredUsername: "somebody", inbox: by.inbox, publicKey: { id: by.key.uri, owner: uri, publicKeyPem: pair.publicPem } });
    const object = recorded["object"];
    const answers = typeof object === "object" && object !== null && "inReplyTo" in object && object.inReplyTo ? { object: { ...object, inReplyTo: page } } : {};
    // What was said to a server of theirs is said to ours: follows to bob, the rest about a page of his.
    const about = recorded["type"] === "Follow" ? { object: `${door.origin}/ap/members/${door.bob.id}` } : ["Like", "Dislike", "EmojiReact"].includes(String(recorded["type"])) ? { object: page } : answers;
    const send = (n: string) => door.say({ ...recorded, ...(Object.keys(about).length > 0 && recorded["object"] !== undefined ? about : {}), ...(typeof recorded["id"] === "string" && URL.canParse(recorded["id"]) ? { id: `${recorded["id"].split("#")[0] ?? ""}${recorded["id"].includes("?") ? "&" : "?"}n=${n}` } : {}) }, by);
    // Several recordings are of one person, who took leave in another.
    await sql`update federation.actors set state = 'active' where server_id is not null`.execute(door.server.world.db);
    let answer = await send(`${at}`);
    if (answer.became === "ignored: nobody here follows them") {
      await sql`insert into federation.following (actor_id, follower_id, activity_uri, state, at) select a.id, o.id, ${`${door.origin}/ap/activities/${crypto.randomUUID()}`}, 'accepted', now()
        from federation.actors a, federation.actors o where a.uri = ${uri} and o.uri = ${`${door.origin}/ap/members/${door.bob.id}`} on conflict do nothing`.execute(door.server.world.db);
      answer = await send(`${at}-followed`);
    }
    posted++;
    const [, became] = expectations.find(([words]) => words.test(said)) ?? [null, /^$/];
    const { reason } = answer;
    const fits = answer.status === 202 ? became.test(answer.became) : answer.status === 400 && atTheDoor.test(reason);
    if (!fits) strange.push(`${file}: ${answer.status} ${reason} ${answer.became}, where the index says: ${said.slice(0, 90)}`);
    const system = file.split("/")[0] ?? "";
    const counts = table.get(system) ?? new Map<string, number>();
    table.set(system, counts);
    const key = answer.status === 202 ? answer.became || "202" : `${answer.status} ${reason}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  console.log(["| system | posted | what came of them |", "| --- | --- | --- |", ...[...table].map(([system, counts]) => `| ${system} | ${[...counts.values()].reduce((sum, n) => sum + n, 0)} | ${[...counts].sort(([, a], [, b]) => b - a).map(([what, n]) => `${what} ×${n}`).join("; ")} |`)].join("\n"));
  expect(strange).toEqual([]);
  expect(posted).toBeGreaterThanOrEqual(169);
  // It still answers, and nobody of ours was touched.
  expect((await door.server.ask(door.host, "/")).status).toBe(200);
  expect((await sql`select from contents where id = ${article} and state = 'published'`.execute(door.server.world.db)).rows).toHaveLength(1);
}, 600_000);
