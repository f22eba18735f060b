import { expect, test } from "vitest";
import { everybody, originOf, readAddress, sameOrigin } from "./address.ts";
import type { HeardActivity } from "./heard-activity.ts";
import { readActivity } from "./read-activity.ts";
import { readBody } from "./read-body.ts";

const now = Temporal.Instant.from("2026-11-25T12:00:00Z");
const mallory = "https://evil.example/u/m";
const alice = "https://victim.example/u/a";

function read(activity: object, httpAllowed = false) {
  const body = readBody(new TextEncoder().encode(JSON.stringify(activity)), "application/activity+json");
  return body.done ? readActivity(body.value, { httpAllowed, now }) : body;
}
function refusal(activity: object): string | null {
  const outcome = read(activity);
  return outcome.done ? null : outcome.refusal;
}
function heard(activity: object): HeardActivity {
  const outcome = read(activity);
  if (!outcome.done) throw new Error(outcome.refusal);
  return outcome.value;
}
const create = (object: object | string, more: object = {}) => ({ id: "https://evil.example/a/1", type: "Create", actor: mallory, object, ...more });
const note = (more: object = {}) => ({ id: "https://evil.example/n/1", type: "Note", attributedTo: mallory, content: "x", ...more });

test("an act of somebody about a thing of their own is heard whole", () => {
  const activity = heard(create(note(), { to: "as:Public", cc: [`${mallory}/followers`, "nowhere", { id: alice }], published: "2026-11-24T10:00:00+01:00" }));

  expect(activity).toMatchObject({ id: "https://evil.example/a/1", type: "Create", named: "Create", actor: mallory, origin: "https://evil.example", target: null, to: [everybody], cc: [`${mallory}/followers`, alice], open: true });
  expect(activity.object).toMatchObject({ kind: "embedded", id: "https://evil.example/n/1", type: "Note", author: mallory });
  expect(activity.published?.toString()).toBe("2026-11-24T09:00:00Z");
});

test("S5: an activity named on another origin than its actor's is refused", () => {
  expect(refusal({ ...create({ id: "https://victim.example/n/5", type: "Note", attributedTo: alice }), id: "https://victim.example/a/5" })).toBe("foreign-id");
  for (const id of ["https://evil.example:8443/a/1", "http://evil.example/a/1", "https://evil.example.victim.example/a/1", "https://www.evil.example/a/1"]) expect(refusal({ ...create(note()), id })).not.toBeNull();
});

test("S6: an embedded thing of another host is only named, and nothing in it is read", () => {
  const object = heard(create({ id: "https://victim.example/n/5", type: "Note", attributedTo: mallory, content: "forged" })).object;

  expect(object).toEqual({ kind: "reference", id: "https://victim.example/n/5", type: "Note", claim: null });
});

test("S7: an embedded thing without a name is refused, whoever it says wrote it", () => {
  for (const type of ["Create", "Update", "Delete", "Announce", "Like", "Follow"]) expect(refusal({ ...create({ type: "Note", attributedTo: alice, content: "x" }), type })).toBe("object-without-id");
  expect(refusal(create({ id: null, type: "Note" }))).toBe("object-without-id");
});

test("S8: an activity without a name is refused", () => {
  expect(refusal({ type: "Create", actor: mallory, object: "https://victim.example/n/1" })).toBe("no-id");
  for (const id of [1, {}, [], "", "urn:uuid:1", "#1", "/a/1"]) expect(refusal({ ...create(note()), id })).toBe("id-not-an-address");
});

test("S9: exactly one actor", () => {
  for (const actor of [[mallory, alice], [mallory], []]) expect(refusal({ ...create(note()), actor })).toBe("several-actors");
  for (const actor of [null, undefined]) expect(refusal({ ...create(note()), actor })).toBe("no-actor");
  for (const actor of [1, "m", {}, { id: [mallory] }, `${mallory}#x`]) expect(refusal({ ...create(note()), actor })).toBe("actor-not-an-address");
  expect(heard({ ...create(note()), actor: { id: mallory, name: "Alice", publicKey: { id: alice } } }).actor).toBe(mallory);
});

test("S10, S11: another word is never read as the actor's", () => {
  const context = ["https://www.w3.org/ns/activitystreams", { actor: "as:summary", doer: "as:actor" }];

  expect(refusal({ "@context": context, ...create(note()), actor: alice, doer: mallory })).toBe("redefined");
  expect(refusal({ "@context": context[0], "@graph": [create(note())] })).toBe("reshaped");
  expect(refusal({ ...create(note()), signature: { type: "RsaSignature2017" }, "@included": [{ id: alice }] })).toBe("reshaped");
  expect(heard({ ...create(note()), doer: alice, "http://example.org/actor": alice }).actor).toBe(mallory);
});

test("S17: addresses compare by their host as it is, over a secure connection alone", () => {
  expect(heard({ ...create(note({ id: "https://EVIL.example:443/n/1" })), id: "HTTPS://EVIL.EXAMPLE.:443/a/1" })).toMatchObject({ id: "https://evil.example/a/1", object: { kind: "embedded", id: "https://evil.example/n/1" } });
  expect(refusal({ ...create("http://evil.example/n/1") })).toBe("insecure");
  expect(refusal({ type: "Create", id: "http://evil.example/a/1", actor: "http://evil.example/u/m", object: "http://evil.example/n/1" })).toBe("insecure");
  expect(read({ type: "Create", id: "http://127.0.0.1:3000/a/1", actor: "http://127.0.0.1:3000/u/m", object: "http://127.0.0.1:3000/n/1" }, true).done).toBe(true);
  expect(readAddress("https://échosciences.example/a?p=1&q=é#x")).toBe("https://xn--chosciences-99a.example/a?p=1&q=é#x");
  expect(sameOrigin("https://victim.example/", "https://vіctim.example/")).toBe(false);
  expect([originOf("https://a.example"), originOf("https://A.example.:443/x/../y"), originOf("https://a.example:8443?p=1"), originOf("a.example")]).toEqual(["https://a.example", "https://a.example", "https://a.example:8443", null]);
  expect(sameOrigin("nothing", "nothing")).toBe(false);
});

test("F6, A14: what isn't the address of a server is no address", () => {
  for (const address of [
    "https://victim.example@evil.example/", "https://a:b@evil.example/", "https://evil.example\\@victim.example/", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "gopher://a/", "acct:a@b", "https://", "https:///x", "https://a b/", "https://a.example/\u202e", "https://a.example/\n",
    "https://a..example/", "https://./", " https://a.example/", "https://a.example:99999/", "https://[::1/", `https://a.example/${"x".repeat(3000)}`, "//a.example/", "https:a.example", null, 5, {},
  ]) expect(readAddress(address), String(address)).toBeNull();
});

test("who wrote a thing is the one who says so, or a group of their own server", () => {
  const author = (more: object) => {
    const { object } = heard(create(note(more)));
    return object?.kind === "embedded" ? object.author : object?.kind;
  };
  const group = "https://evil.example/g/1";

  expect(author({ attributedTo: undefined })).toBe(mallory);
  expect(author({ attributedTo: [{ type: "Person", id: mallory }, { type: "Group", id: group }] })).toBe(mallory);
  expect(author({ attributedTo: group, actor: mallory })).toBe(group);
  expect(author({ attributedTo: group })).toBe("reference");
  expect(author({ attributedTo: mallory, actor: "https://evil.example/u/other" })).toBe("reference");
  expect(author({ attributedTo: [group, "https://evil.example/g/2"], actor: mallory })).toBe("reference");
  for (const attributedTo of [alice, [mallory, alice], { id: alice }, "Alice", [mallory, 5]]) expect(refusal(create(note({ attributedTo }))), JSON.stringify(attributedTo)).toBe("foreign-author");
  expect(refusal(create(note({ actor: alice })))).toBe("foreign-author");
  expect(heard({ ...create({ id: mallory, type: "Person", attributedTo: "https://evil.example/moderators" }), type: "Update" }).object).toMatchObject({ kind: "embedded", author: mallory });
});

test("A6: what is relayed with a copy of it is only named, and so is what the copy carries", () => {
  const copy = { id: "https://victim.example/a/7", type: "Create", actor: alice, object: { id: "https://victim.example/n/7", type: "Note", content: "forged" } };
  const own = { id: "https://evil.example/n/9", type: "Note", attributedTo: alice };

  expect(heard({ ...create(copy), type: "Announce" }).object).toEqual({ kind: "reference", id: copy.id, type: "Create", claim: { type: "Create", actor: alice, object: "https://victim.example/n/7" } });
  expect(heard({ ...create(own), type: "Announce" }).object).toEqual({ kind: "reference", id: own.id, type: "Note", claim: null });
});

test("A4, A5: taking back and answering name an act by its address, or by who did what to whom", () => {
  const follow = { type: "Follow", actor: mallory, object: alice };
  const undo = (object: object | string) => heard({ ...create(object), type: "Undo" }).object;

  expect(undo(follow)).toEqual({ kind: "claim", id: null, type: "Follow", claim: follow });
  expect(undo({ ...follow, id: "https://evil.example/f/1", actor: { id: mallory } })).toMatchObject({ kind: "embedded", claim: follow });
  expect(undo({ ...follow, id: "https://evil.example/f/1", actor: alice })).toMatchObject({ kind: "reference", claim: { actor: alice } });
  expect(undo("https://evil.example/f/1")).toEqual({ kind: "reference", id: "https://evil.example/f/1", type: null, claim: null });
  expect(heard({ ...create({ ...follow, id: "https://victim.example/f/1", actor: alice, object: mallory }), type: "Accept" }).object).toEqual({ kind: "reference", id: "https://victim.example/f/1", type: "Follow", claim: { type: "Follow", actor: alice, object: mallory } });
  expect(refusal({ ...create({ type: "Note" }), type: "Undo" })).toBe("object-without-id");
  for (const type of ["Announce", "Create", "Add", "Delete"]) expect(refusal({ ...create(follow), type, target: alice })).toBe("object-without-id");
});

test("a report names several things, nothing else does; what moves or is added says where", () => {
  expect(heard({ ...create([alice, "https://victim.example/n/1"] as object), type: "Flag" })).toMatchObject({ object: null, objects: [{ id: alice }, { id: "https://victim.example/n/1" }] });
  expect(refusal({ ...create([alice, alice] as object), type: "Announce" })).toBe("several-objects");
  expect(refusal({ ...create(alice), type: "Follow", object: undefined })).toBe("no-object");
  expect(heard({ ...create(alice), type: "Move", target: { id: `${alice}2` } }).target).toBe(`${alice}2`);
  for (const type of ["Add", "Remove", "Move"]) expect(refusal({ ...create(alice), type, target: "x" })).toBe("target-not-an-address");
  expect(heard({ ...create("as:Public"), type: "Follow" }).object?.id).toBe(everybody);
});

test("an act that nobody here knows is heard as such, of several types the known one counts", () => {
  expect(heard({ id: "https://evil.example/a/1", type: "Juggle", actor: mallory, object: [1, {}, "x"] })).toMatchObject({ type: null, named: "Juggle", objects: [] });
  expect(heard({ ...create(note()), type: ["farm:Plant", "Create"] })).toMatchObject({ type: "Create" });
  for (const type of [undefined, null, 5, {}, [], "", "\u202e<script>", "x".repeat(101)]) expect(refusal({ ...create(note()), type })).toBe("no-type");
});

test("D9: nothing was published later than now, and a date of no year is none", () => {
  const published = (text: unknown) => heard(create(note(), { published: text })).published?.toString() ?? null;

  expect([published("2090-01-01T00:00:00Z"), published("2026-11-25T11:00:00.123Z")]).toEqual(["2026-11-25T12:00:00Z", "2026-11-25T11:00:00.123Z"]);
  for (const text of ["0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "+010000-01-01T00:00:00Z", "1066-01-01T00:00:00Z", "yesterday", 5, "2026-02-30T00:00:00Z", "2026-11-25", `2026-11-25T11:00:00.${"0".repeat(90_000)}Z`]) expect(published(text)).toBeNull();
});
