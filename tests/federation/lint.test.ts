import { expect, test } from "vitest";
import type { WireObject } from "../../src/edge/activitypub/wire/wire.ts";
import { lint } from "./lint.ts";
import { awkwardEvents, everythingSaid } from "./said.ts";

test("nothing that we say holds a trap of another server", () => {
  const problems = Object.entries({ ...everythingSaid, ...awkwardEvents }).map(([name, told]) => [name, lint(JSON.parse(JSON.stringify(told)))] as const).filter(([, found]) => found.length > 0);

  expect(Object.fromEntries(problems)).toEqual({});
});

/** A well-formed event with one thing spoilt: in itself, or anywhere inside by a change of its text. */
function spoilt(change: Readonly<Record<string, unknown>>): unknown {
  const { object } = everythingSaid["create-event"] ?? {};
  return { ...everythingSaid["create-event"], object: { ...(object as WireObject), ...change } };
}

const traps: readonly (readonly [trap: string, object: unknown, rule: string])[] = [
  ["a place in a list", spoilt({ location: [{ type: "Place" }] }), "one object"],
  ["two authors", spoilt({ attributedTo: ["https://grenoble.example/a", "https://grenoble.example/b"] }), "one string"],
  ["a null", spoilt({ inReplyTo: null }), "null at"],
  ["one attachment without a list", spoilt({ attachment: { type: "Link" } }), "list"],
  ["an attachment without a media type", spoilt({ attachment: [{ type: "Image", url: "https://grenoble.example/a.webp" }] }), "media type of an attachment"],
  ["a field of a profile on an object", spoilt({ attachment: [{ type: "PropertyValue", name: "mz:x", value: "1" }] }), "no PropertyValue on objects"],
  ["a whole number of degrees", spoilt({ location: { type: "Place", name: "Ici", latitude: 45, longitude: 5.7, address: { type: "PostalAddress" } } }), "a number with a fraction"],
  ["a status that is none", spoilt({ status: undefined }), "status"],
  ["a category that Mobilizon doesn't know", spoilt({ category: "science" }), "category"],
  ["a hashtag by another name", spoilt({ tag: [{ type: "as:Hashtag", name: "#climat", href: "https://grenoble.example/t" }] }), "literally Hashtag"],
  ["a hashtag that is too long", spoilt({ tag: [{ type: "Hashtag", name: `#${"a".repeat(40)}`, href: "https://grenoble.example/t" }] }), "hashtag"],
  ["an id with a query", spoilt({ id: "https://grenoble.example/?p=12" }), "id without query"],
  ["an id on another host", spoilt({ id: "https://lille.example/ap/events/1" }), "one host"],
  ["HTML in a title", spoilt({ name: "<b>Nuit</b>" }), "name is short"],
  ["a title that goes on", spoilt({ name: "a".repeat(101) }), "name is short"],
  ["a summary that goes on", spoilt({ summary: `<p>📅 ${"a".repeat(501)}</p>` }), "summary is short"],
  ["a script in the text", spoilt({ content: "<p>Bonjour</p><script>alert(1)</script>" }), "content"],
  ["a link to nowhere", spoilt({ content: '<p><a href="/articles">Lire</a></p>' }), "content"],
  ["a tag that isn't closed", spoilt({ content: "<p>Bonjour" }), "content"],
  ["a time without its offset", spoilt({ startTime: "2027-01-16T19:00:00Z" }), "local time with its offset"],
  ["a time that ends before it begins", spoilt({ endTime: "2026-01-16T19:00:00+01:00" }), "ends before it begins"],
  ["a picture that is no attachment", spoilt({ attachment: [] }), "the picture is the first attachment"],
  ["a word that no context explains", spoilt({ maximumAttendees: 12 }), "no context explains maximumAttendees"],
  ["a recurrence", spoilt({ rrule: "FREQ=WEEKLY" }), "no recurrence"],
  ["a cancelled event whose title says nothing", spoilt({ status: "CANCELLED" }), "cancelled is said"],
  ["another addressing than what is carried", spoilt({ cc: [] }), "addressed as what it carries"],
  ["public in cc only", { ...everythingSaid["announce"], to: [], cc: ["https://www.w3.org/ns/activitystreams#Public"] }, "public is in to"],
  ["public by a short name", { ...everythingSaid["announce"], to: ["as:Public"] }, "whole addresses"],
  ["a context to be fetched", { ...everythingSaid["event"], "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/fep/8a8e"] }, "contexts are written out"],
  ["two keys", { ...everythingSaid["actor-structure"], publicKey: [{}, {}] }, "one public key"],
  ["a user name with a hyphen in front", { ...everythingSaid["actor-structure"], preferredUsername: "-casemate" }, "a user name"],
  ["an undo that repeats nothing", { ...everythingSaid["undo-like"], object: "https://grenoble.example/ap/activities/1" }, "repeats what it answers"],
  ["a comment with a title", { ...everythingSaid["event-changed"], name: "Annulé" }, "neither title nor summary"],
  ["another's activity", { ...everythingSaid["like"], id: "https://lille.example/ap/activities/1" }, "one host"],
];

test.each(traps)("%s is noticed", (_trap, object, rule) => {
  expect(lint(object).join("\n")).toContain(rule);
});
