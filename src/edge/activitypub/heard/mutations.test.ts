import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { understood } from "../../../../tests/support/understood.ts";
import { readingMoment } from "../../../../tests/support/wire.ts";
import { originOf, readAddress, sameOrigin } from "../guard/address.ts";
import type { HeardActivity } from "../guard/heard-activity.ts";
import { isObject, type Json, type JsonObject } from "../guard/json.ts";
import { readJson } from "../guard/read-body.ts";

const folder = resolve("../shared/data/federation");
const present = existsSync(folder);
if (!present) console.log("The recordings of other servers don't lie beside this checkout: only the cases written here are mutated.");

const hearing = { httpAllowed: true, now: readingMoment };
const victim = "https://victim.example/users/alice";
const host = "https://other.example";
const event = { id: `${host}/e/1`, type: "Event", actor: `${host}/u/m`, attributedTo: `${host}/u/m`, name: "Nuit", content: "<p>x</p>", startTime: "2027-01-16T19:00:00+01:00", timezone: "Europe/Paris", location: { id: `${host}/p/1`, type: "Place", name: "Muséum", latitude: 49.4, longitude: 1.1, address: { type: "PostalAddress", addressLocality: "Rouen" } }, image: { type: "Image", url: `${host}/i.jpg`, name: "x" }, attachment: [{ type: "Link", href: `${host}/v`, name: "Website" }], tag: [{ type: "Hashtag", name: "#a", href: `${host}/t/a` }], to: ["as:Public"], contentMap: { fr: "x" }, "es:parent": `${host}/e/0` };
const own: readonly object[] = [
  { id: `${host}/a/1`, type: "Create", actor: `${host}/u/m`, object: event, to: ["as:Public"], cc: [`${host}/u/m/followers`], published: "2026-11-24T10:00:00Z" },
  { id: `${host}/a/2`, type: "Undo", actor: `${host}/u/m`, object: { id: `${host}/a/3`, type: "Follow", actor: `${host}/u/m`, object: "https://here.example/ap/actor" } },
  { id: `${host}/a/4`, type: "Announce", actor: `${host}/g/1`, object: { id: `${host}/a/1`, type: "Create", actor: `${host}/u/m`, object: event } },
  { id: `${host}/a/5`, type: "Add", actor: `${host}/u/m`, object: `${host}/n/1`, target: `${host}/d/1` },
  { id: `${host}/n/1`, type: "Note", attributedTo: `${host}/u/m`, content: "<p>x</p>", inReplyTo: "https://here.example/ap/events/1", quote: `${host}/n/0`, to: "as:Public" },
  { id: `${host}/d/1`, type: "OrderedCollection", "es:kind": "dossier", attributedTo: `${host}/u/m`, name: "D", summary: "<p>x</p>", orderedItems: [`${host}/n/1`, { id: `${host}/n/2` }], totalItems: 2 },
  { id: `${host}/c/1`, type: "OrderedCollection", totalItems: 3, first: { id: `${host}/c/1?page=1`, type: "OrderedCollectionPage", orderedItems: [{ id: `${host}/a/1`, type: "Create" }], next: `${host}/c/1?page=2` } },
  { id: `${host}/u/m`, type: "Person", inbox: `${host}/u/m/inbox`, preferredUsername: "m", publicKey: { id: `${host}/u/m#k`, owner: `${host}/u/m`, publicKeyPem: "x" }, endpoints: { sharedInbox: `${host}/inbox` }, icon: { url: `${host}/i.png` }, alsoKnownAs: [victim] },
  { subject: "acct:m@other.example", links: [{ rel: "self", type: "application/activity+json", href: `${host}/u/m` }] },
  { version: "2.1", software: { name: "echosciences", version: "1" }, protocols: ["activitypub"], metadata: { nodeName: "x", echosciences: { profile: "1", territory: { name: "x", codes: ["38"] } } } },
];

function seeds(): Json[] {
  const recorded = present ? readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json") && !name.startsWith("contexts")).map((name) => shortened(JSON.parse(readFileSync(join(folder, name), "utf8")) as Json)) : [];
  return [...own.map((each) => JSON.parse(JSON.stringify(each)) as Json), ...recorded].filter(isObject);
}

/** Long texts take long to read, and their length is tried elsewhere. */
function shortened(value: Json): Json {
  return JSON.parse(JSON.stringify(value), (_word, held: Json) => (typeof held === "string" ? held.slice(0, 300) : held)) as Json;
}

/** Where each word stands, up to four things deep; contexts are the guard's own matter. */
function* placesIn(value: Json, depth = 0): Generator<readonly (string | number)[]> {
  if (depth > 4 || typeof value !== "object" || value === null) return;
  for (const [word, held] of Array.isArray(value) ? value.slice(0, 2).map((each: Json, index) => [index, each] as const) : Object.entries(value)) {
    if (word === "@context") continue;
    yield [word];
    for (const rest of placesIn(held ?? null, depth + 1)) yield [word, ...rest];
  }
}

/** Each word is changed in so many ways; which ones goes round. */
const waysEach = present ? 3 : 19;
const gone = Symbol("gone");
const mutations: readonly ((before: Json) => Json | typeof gone)[] = [
  () => gone, () => null, (before) => [before], (before) => [before, before], () => ({}), (before) => ({ id: before, type: before, href: before }), () => 7, () => "x", () => true, () => "", () => [], () => [null], () => victim, () => ({ id: victim, type: "Person" }), () => [[["x"]]], () => "\u202e<script>", () => 1e308, () => "9999-99-99T99:99:99Z", () => "toString",
];

function mutated(value: Json, place: readonly (string | number)[], change: (before: Json) => Json | typeof gone): Json {
  const [word, ...rest] = place;
  if (word === undefined || typeof value !== "object" || value === null) return value;
  const before = ((value as Record<string | number, Json>)[word] ?? null) as Json;
  const after = rest.length === 0 ? change(before) : mutated(before, rest, change);
  if (Array.isArray(value)) return value.flatMap((each: Json, index) => (index !== word ? [each] : after === gone ? [] : [after as Json]));
  const { [word]: _, ...others } = value as Record<string, Json>;
  return after === gone ? others : { ...others, [word]: after };
}

function readAs(document: Json): JsonObject | null {
  const read = readJson(new TextEncoder().encode(JSON.stringify(document)));
  return read.done ? read.value : null;
}

/** What must hold of whatever was understood, mutated or not. Says what doesn't. */
function faultsOf(value: JsonObject, actorBefore: string | null): string[] {
  const { as, what } = understood(value, hearing);
  const faults: string[] = [];
  const demand = (holds: boolean, fault: string) => {
    if (!holds) faults.push(`${as}: ${fault}`);
  };
  if (typeof what !== "object" || what === null) return faults;
  if ("origin" in what && "objects" in what) {
    const activity = what as HeardActivity;
    demand(sameOrigin(activity.id, activity.actor), "named on another server");
    demand(activity.actor === actorBefore || actorBefore === null, `said by ${activity.actor}`);
    for (const object of activity.objects) if (object.kind === "embedded") demand(sameOrigin(object.id, activity.actor) && sameOrigin(object.author, activity.actor), "a thing of another server is believed");
  }
  if ("author" in what && "id" in what) demand(sameOrigin(what.author, what.id), "written by another server's");
  if ("keys" in what && "uri" in what) demand((what.keys as { uri: string }[]).every((key) => sameOrigin(key.uri, what.uri)), "a key of another server");
  if ("dossier" in what && what.dossier !== null && "id" in what) demand(sameOrigin(what.dossier, what.id), "a dossier of another server");
  if ("next" in what && what.next !== null && "id" in what) demand(sameOrigin(what.next, what.id), "a list goes on elsewhere");
  for (const [word, text] of texts(what)) demand(/^(?:body|full|raw|value|items|publicPem)$/.test(word) || (text.isWellFormed() && !/\p{Cc}|[\u202a-\u202e]/u.test(text) && text.length <= 8000), `${word} isn't clean`);
  return faults;
}

function* texts(value: unknown, word = "", depth = 0): Generator<readonly [string, string]> {
  if (typeof value === "string") yield [word, value];
  else if (depth < 4 && typeof value === "object" && value !== null && !(value instanceof Temporal.Instant)) for (const [key, held] of Object.entries(value)) if (!["raw", "value", "body", "full"].includes(key)) yield* texts(held, key, depth + 1);
}

const actorIn = (value: Json) => (isObject(value) ? readAddress(isObject(value["actor"]) ? value["actor"]["id"] : value["actor"]) : null);

test("whatever word of a document is missing, or is something else, nothing breaks and nobody speaks for another", () => {
  let cases = 0;
  const faults: string[] = [];
  for (const seed of seeds()) {
    const before = actorIn(seed);
    for (const place of placesIn(seed)) {
      for (let way = 0; way < waysEach; way++) {
        const change = mutations[(cases + way * 7) % mutations.length] ?? (() => null);
        // Replaced by somebody else's address, an actor is somebody else: then it must not be heard under the old name.
        const value = readAs(mutated(seed, place, change));
        if (!value) continue;
        cases++;
        const now = actorIn(value);
        faults.push(...faultsOf(value, now === null || now === before ? before : now).map((fault) => `${place.join(".")}: ${fault}`));
      }
    }
  }

  console.log(`${cases} mutated documents were read.`);
  expect([...new Set(faults)].slice(0, 20)).toEqual([]);
  expect(cases).toBeGreaterThan(present ? 20_000 : 1500);
}, 480_000);

test("whatever is said in our words, nothing breaks and nobody speaks for another", () => {
  const words = ["id", "type", "actor", "object", "target", "attributedTo", "to", "cc", "name", "content", "summary", "url", "startTime", "endTime", "location", "tag", "attachment", "image", "icon", "inbox", "publicKey", "first", "next", "orderedItems", "items", "totalItems", "links", "software", "contentMap", "es:kind", "inReplyTo", "duration", "latitude", "address", "quote", "href", "rel", "subject", "@context"];
  const leaf = fc.oneof(fc.constantFrom(`${host}/1`, `${host}/2`, victim, "Create", "Note", "Event", "Person", "OrderedCollection", "Article", "Video", "dossier", "as:Public", "2027-01-16T19:00:00Z", "#a", "<p>x</p>", "self", "application/activity+json", "fr", "PT5S"), fc.string({ unit: "binary", maxLength: 12 }), fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
  const { document } = fc.letrec<{ document: Json; value: Json }>((tie) => ({ document: fc.dictionary(fc.constantFrom(...words), tie("value"), { maxKeys: 14 }) as fc.Arbitrary<Json>, value: fc.oneof({ depthSize: "small", withCrossShrink: true }, leaf as fc.Arbitrary<Json>, tie("document"), fc.array(tie("value"), { maxLength: 4 }) as fc.Arbitrary<Json>) }));

  fc.assert(fc.property(document, (said) => {
    const value = readAs(said);
    if (value) expect(faultsOf(value, actorIn(value))).toEqual([]);
    expect(originOf(victim)).toBe("https://victim.example");
  }), { numRuns: 3000 });
});
