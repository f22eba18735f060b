import fc from "fast-check";
import { expect, test } from "vitest";
import { stopwatch } from "../../../../tests/support/stopwatch.ts";
import { deepest } from "./scan.ts";
import { isActivityJson, largestBody, readBody } from "./read-body.ts";

const type = "application/activity+json";
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readBody(bytes(text), type);
const refusal = (text: string) => {
  const outcome = read(text);
  return outcome.done ? null : outcome.refusal;
};
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
const within = (milliseconds: number, act: () => void) => {
  const spent = stopwatch();
  act();
  expect(spent()).toBeLessThan(milliseconds);
};

test("D1: what is larger than a megabyte, or squeezed, is not even looked at", () => {
  const large = new Uint8Array(2 * largestBody).fill(0x20);

  expect(readBody(large, type)).toEqual({ done: false, refusal: "too-large" });
  for (const encoding of ["gzip", "br", "deflate", "identity, gzip"]) expect(readBody(bytes("{}"), type, encoding)).toEqual({ done: false, refusal: "encoded" });
  expect(readBody(bytes("{}"), type, "identity").done).toBe(true);
});

test("D2: what is nested too deep is refused before it is parsed, however deep", () => {
  expect(read(nested(deepest)).done).toBe(true);
  for (const depth of [33, 1000, 100_000]) expect(refusal(nested(depth))).toBe("too-deep");
  expect(refusal("[".repeat(1_000_000))).toBe("too-deep");
  expect(refusal(`{"a":"${"[".repeat(1000)}"}`)).toBeNull();
});

test("D3, C3: lists are bounded, each by what honest servers send", () => {
  const many = (count: number) => JSON.stringify(Array.from({ length: count }, (_, index) => `https://a.example/${index}`));

  expect(refusal(`{"to":${many(20_000)}}`)).toBe("too-many");
  expect(refusal(`{"to":${many(150)},"cc":${many(51)}}`)).toBe("too-many");
  expect(refusal(`{"to":${many(150)},"cc":${many(50)}}`)).toBeNull();
  for (const [word, most] of [["tag", 60], ["attachment", 32], ["alsoKnownAs", 20]] as const) {
    expect(refusal(`{"object":{"${word}":${many(most + 1)}}}`)).toBe("too-many");
    expect(refusal(`{"object":{"${word}":${many(most)}}}`)).toBeNull();
  }
  expect(refusal(`{"a":[${"1,".repeat(400_000)}1]}`)).toBe("too-many");
  expect(refusal(`{${Array.from({ length: 400 }, (_, index) => `"k${index}":1`).join(",")}}`)).toBe("too-many");
});

test("D8: letters that a database can't keep are mended in words, and refused in what names somebody", () => {
  const mended = read('{"name":"a\\u0000b\\ud800c","id":"https://a.example/1"}');

  expect(mended.done && mended.value["name"]).toBe("ab\ufffdc");
  for (const word of ["id", "actor", "to", "attributedTo"]) expect(refusal(`{"${word}":"https://victim\\u0000.example/"}`)).toBe("broken-text");
  expect(refusal('{"to":["https://a.example/\\udfff"]}')).toBe("broken-text");
});

test("only UTF-8 is text, and only an object is a document", () => {
  expect(readBody(new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]), type)).toEqual({ done: false, refusal: "not-utf-8" });
  expect(readBody(new Uint8Array([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]), type)).toEqual({ done: false, refusal: "not-utf-8" });
  for (const text of ["[]", "1", "null", '"a"', "true"]) expect(refusal(text)).toBe("not-an-object");
  for (const text of ["", "{", "}", '{"a"', "{'a':1}", '{"a":1,}', '{"a":1}x', '{"a":"\\', "NaN", "<html>"]) expect(refusal(text)).toBe("not-json");
});

test("S18, A12: only what calls itself ActivityPub is taken for it", () => {
  const profile = "https://www.w3.org/ns/activitystreams";
  for (const good of [type, "Application/Activity+JSON; charset=UTF-8", `application/ld+json; profile="${profile}"`, `application/ld+json;charset=utf-8;profile=${profile}`, `application/ld+json; profile="https://w3id.org/security ${profile}"`]) expect(isActivityJson(good), good).toBe(true);
  for (const bad of ["", "text/plain", "application/json", "application/ld+json", "image/png", "text/html; x=application/activity+json", `${type}; charset=iso-8859-1`, "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams#\"", "application/activity+jsonx"]) {
    expect(isActivityJson(bad), bad).toBe(false);
    expect(readBody(bytes("{}"), bad)).toEqual({ done: false, refusal: "not-activity-json" });
  }
});

test("a word that authority rests on, said twice, is refused; even when it is written in two ways", () => {
  expect(refusal('{"actor":"https://a.example/","actor":"https://b.example/"}')).toBe("doubled-word");
  expect(refusal('{"object":{"id":"https://a.example/","\\u0069d":"https://b.example/"}}')).toBe("doubled-word");
  expect(refusal('{"id":1,"object":{"id":2},"items":[{"id":3},{"id":4}],"name":"{\\"id\\":1,\\"id\\":2}"}')).toBeNull();
});

test("X8, D6: no key of theirs means anything to the language, and nobody changes what was read", () => {
  for (const word of ["__proto__", "constructor", "prototype", "\\u005f_proto__"]) {
    expect(refusal(`{"${word}":{"admin":true}}`)).toBe("strange-word");
    expect(refusal(`{"object":[{"${word}":1}]}`)).toBe("strange-word");
  }
  const outcome = read('{"object":{"tag":[{"name":"a"}]}}');
  if (!outcome.done) throw new Error(outcome.refusal);

  expect(Object.getPrototypeOf(outcome.value)).toBeNull();
  expect("toString" in outcome.value).toBe(false);
  expect(Object.isFrozen(outcome.value["object"])).toBe(true);
  expect(() => Object.assign(outcome.value, { id: "x" })).toThrow(TypeError);
});

test("A7, S10, S11: documents that would say something else as linked data are refused", () => {
  const as = '"https://www.w3.org/ns/activitystreams"';
  const context = (inline: string) => refusal(`{"@context":[${as},${inline}],"type":"Create"}`);

  for (const inline of [
    '{"actor":"as:summary","doer":"as:actor"}', '{"doer":"as:actor"}', '{"doer":{"@id":"https://www.w3.org/ns/activitystreams#actor","@type":"@id"}}', '{"id":"@type"}', '{"type":"as:summary"}',
    '{"kind":"@type"}', '{"all":"@graph"}', '{"object":{"@reverse":"as:object"}}', '{"made":{"@reverse":"as:attributedTo"}}', '{"attributedTo":null}', '{"to":{"@id":null}}', '{"as":"https://evil.example/#"}',
    '{"x":"https://www.w3.org/ns/activitystreams#","doer":"x:actor"}', '{"x":"https://www.w3.org/ns/","doer":{"@id":"x:activitystreams#object"}}', '{"Create":"as:Delete"}', '{"doer":"actor"}', '{"@vocab":"https://evil.example/#"}',
    '{"@base":"https://victim.example/"}', '{"@import":"https://evil.example/c"}', "null", '{"https":"https://evil.example/"}', '{"owner":"as:actor"}', '{"publicKey":"https://evil.example/#k"}', '{"inbox":"as:outbox"}',
    '{"Note":{"@id":"as:Note","@context":{"actor":"as:summary"}}}', '{"x":{"@id":"https://x.example/","@context":[null]}}', '{"object":{"@id":"as:object","@container":"@graph"}}', '{"x":{"@id":"https://x.example/","@container":"@id"}}',
  ]) expect(context(inline), inline).toBe("redefined");
  expect(refusal(`{"type":"Create","object":{"@context":{"attributedTo":"as:name"},"type":"Note"}}`)).toBe("redefined");
  expect(refusal(`{"@context":{"x":"https://www.w3.org/ns/activitystreams#"},"object":{"@context":{"doer":"x:actor"},"doer":1}}`)).toBe("redefined");
  for (const trick of ['"@graph":[]', '"@included":[]', '"@reverse":{}', '"object":{"@list":[]}', '"@id":"https://victim.example/1"', '"object":{"id":"https://a.example/","@type":"Note"}', '"as:actor":"https://victim.example/"', '"https://www.w3.org/ns/activitystreams#actor":1']) {
    expect(refusal(`{"@context":${as},"id":"https://a.example/1",${trick}}`), trick).toBe("reshaped");
  }
});

test("the contexts that servers really write are fair", () => {
  for (const context of [
    '"https://www.w3.org/ns/activitystreams"', '["https://www.w3.org/ns/activitystreams","https://w3id.org/security/v1",{"@language":"und"}]', "{}", '[{"@vocab":"_:"}]',
    '{"schema":"http://schema.org#","location":{"@id":"schema:location","@type":"schema:Place"},"value":"schema:value","toot":"http://joinmastodon.org/ns#","featured":{"@id":"toot:featured","@type":"@id"}}',
    '{"movedTo":"as:movedTo","alsoKnownAs":{"@id":"as:alsoKnownAs","@type":"@id"},"focalPoint":{"@container":"@list","@id":"toot:focalPoint"},"sensitive":"as:sensitive","quoteUrl":"as:quoteUrl"}',
    '{"assertionMethod":{"@id":"https://w3id.org/security#assertionMethod","@type":"@id","@container":"@set"},"generator":"as:generator","ical":"http://www.w3.org/2002/12/cal/ical#"}',
  ]) expect(refusal(`{"@context":${context},"vcard:hasAddress":{"@type":"vcard:Home"},"ical:status":"CONFIRMED"}`), context).toBeNull();
});

test("C2: the walk before parsing takes a time that grows with the length alone", () => {
  const quotes = `{"a":"${'\\"'.repeat(490_000)}"}`;
  const words = `{${Array.from({ length: 299 }, (_, index) => `"${"k".repeat(3000)}${index}":1`).join(",")}}`;

  within(4000, () => {
    for (const text of [quotes, words, '"'.repeat(largestBody), "\\".repeat(largestBody), `{"a":"${"<a".repeat(500_000)}"}`, `{"@context":{${Array.from({ length: 290 }, (_, index) => `"t${index}":"t${index + 1}:x"`).join(",")}}}`]) read(text);
  });
});

test("whatever the bytes, the answer is a document or a refusal", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (noise, contentType) => typeof readBody(noise, contentType).done === "boolean"));
  fc.assert(fc.property(fc.json({ maxDepth: 40 }), (text) => typeof read(text).done === "boolean"));
  fc.assert(fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 3 }), (text, at, noise) => typeof read(text.slice(0, at % (text.length + 1)) + noise + text.slice(at % (text.length + 1))).done === "boolean"));
});
