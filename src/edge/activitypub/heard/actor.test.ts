import { expect, test } from "vitest";
import { readJson } from "../guard/read-body.ts";
import { hearActor, type HeardActor } from "./actor.ts";

const now = Temporal.Instant.from("2026-11-25T12:00:00Z");
const uri = "https://other.example/users/camille";
const pem = "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----";
const camille = {
  id: uri, type: "Person", preferredUsername: "camille", name: "Camille", summary: "<p>Lichens &amp; mousses</p>", url: "https://other.example/@camille", inbox: `${uri}/inbox`, outbox: `${uri}/outbox`, followers: `${uri}/followers`,
  endpoints: { sharedInbox: "https://other.example/inbox" }, icon: { type: "Image", url: "https://other.example/c.jpg" }, publicKey: { id: `${uri}#main-key`, owner: uri, publicKeyPem: pem },
};

function hear(more: object, httpAllowed = false): HeardActor | null {
  const body = readJson(new TextEncoder().encode(JSON.stringify({ ...camille, ...more })));
  if (!body.done) throw new Error(body.refusal);
  return hearActor(body.value, { httpAllowed, now });
}

test("somebody of another server is read from their own document", () => {
  expect(hear({})).toMatchObject({
    uri, kind: "member", handle: "camille", name: "Camille", about: "Lichens & mousses", url: "https://other.example/@camille", icon: "https://other.example/c.jpg", inbox: `${uri}/inbox`, sharedInbox: "https://other.example/inbox",
    followersUri: `${uri}/followers`, outboxUri: `${uri}/outbox`, alsoKnownAs: [], movedTo: null, keys: [{ uri: `${uri}#main-key`, publicPem: pem }], automated: false, indexable: false,
  });
});

test("what our own servers say of their actors counts where it agrees with the type", () => {
  const kinds = [["Person", "member", "member"], ["Organization", "structure", "structure"], ["Group", "community", "community"], ["Group", "project", "project"], ["Service", "tag", "tag"], ["Application", "instance", "territory"], ["Person", "instance", "member"], ["Group", undefined, "community"], ["Application", undefined, "other"], ["Service", "__x", "other"]] as const;

  expect(kinds.map(([type, said]) => hear({ type, "es:kind": said })?.kind)).toEqual(kinds.map(([, , kind]) => kind));
});

test("a document that isn't an actor's, or that nobody can write to, is none", () => {
  for (const more of [{ type: "Note" }, { type: ["x"] }, { type: "toString" }, { inbox: undefined }, { inbox: "http://other.example/i" }, { id: undefined }, { id: "http://other.example/u" }, { id: `${uri}#me` }, { inbox: "javascript:alert(1)" }]) expect(hear(more), JSON.stringify(more)).toBeNull();
  expect(hear({ id: "http://127.0.0.1:3000/u", inbox: "http://127.0.0.1:3000/i", url: null }, true)?.uri).toBe("http://127.0.0.1:3000/u");
});

test("S3, S4, A10: only keys of their own, that say so themselves, at their own server", () => {
  const key = camille.publicKey;
  const count = (publicKey: unknown) => hear({ publicKey })?.keys.length;

  expect(count([key, { ...key, id: `${uri}#second` }])).toBe(2);
  for (const bad of [{ ...key, owner: "https://victim.example/u" }, { ...key, owner: undefined }, { ...key, id: "https://evil.example/k" }, { ...key, publicKeyPem: "x" }, { ...key, publicKeyPem: null }, `${uri}#main-key`, null, 5, { ...key, publicKeyPem: `-----BEGIN PUBLIC KEY-----\n${"A".repeat(9000)}\n-----END PUBLIC KEY-----` }]) expect(count(bad), JSON.stringify(bad)).toBe(0);
});

test("lists and shared inboxes of another server are nobody's", () => {
  expect(hear({ followers: "https://victim.example/followers", outbox: "https://victim.example/outbox", endpoints: { sharedInbox: "https://victim.example/inbox" } })).toMatchObject({ followersUri: null, outboxUri: null, sharedInbox: null });
});

test("D8, X1, X2, A14: names neither hide nor run anything", () => {
  expect(hear({ name: `\u202eevil\u200b${"a\u0301\u0302\u0303\u0304\u0305\u0306"}`, preferredUsername: "ali@victim.example", summary: "<script>alert(1)</script><p onclick=x>Bonjour</p>", icon: { url: "data:image/svg+xml,<svg onload=x>" }, url: "javascript:alert(1)" })).toMatchObject({ name: "evila\u0301\u0302\u0303\u0304", handle: "other.example", about: "Bonjour", icon: "", url: uri });
  expect(hear({ name: "x".repeat(1_000_000 - 2000) })?.name.length).toBeLessThanOrEqual(200);
  expect([hear({ name: "" })?.name, hear({ name: null })?.name]).toEqual(["camille", "camille"]);
});
