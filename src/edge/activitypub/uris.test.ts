import fc from "fast-check";
import { expect, test } from "vitest";
import { tagKey } from "../../platform/text/slug.ts";
import { actorPartUri, actorUri, isActor, keyUri, objectPartUri, objectUri, parseUri, sessionStart, sharedInboxUri, tagHandle, tagOfHandle, type WireAddress } from "./uris.ts";

const id = "01930a2e-7c40-7000-8000-0000000000a1";
const origin = "https://grenoble.example";

const number = fc.integer({ min: 0, max: 99_999 });
const address: fc.Arbitrary<WireAddress> = fc.oneof(
  fc.record({ kind: fc.constantFrom("member" as const, "structure" as const, "community" as const, "project" as const), id: fc.uuid() }),
  fc.record({ kind: fc.constant("tag" as const), tag: fc.string({ unit: "grapheme", minLength: 1 }).map(tagKey).filter(Boolean) }),
  fc.constant({ kind: "territory" as const }),
  fc.record({ kind: fc.constantFrom("article" as const, "event" as const, "announcement" as const, "dossier" as const, "place" as const, "itinerary" as const, "operation" as const, "comment" as const, "news" as const, "activity" as const, "notice" as const, "presentation" as const), id: fc.uuid() }),
  fc.record({ kind: fc.constant("session" as const), id: fc.uuid(), start: fc.constantFrom("20261202T1400", "20280229T0000") }),
  fc.record({ kind: fc.constant("change" as const), id: fc.uuid(), revision: number }),
  fc.record({ kind: fc.constantFrom("place-version" as const, "event-place" as const), id: fc.uuid(), version: number }),
);

test("every address that is written is read again as the same thing, and so are its collections and keys", () => {
  fc.assert(fc.property(address, fc.constantFrom(origin, "http://lille.localhost:3000"), (each, host) => {
    const uri = isActor(each) ? actorUri(host, each) : objectUri(host, each);
    expect(parseUri(uri)).toEqual({ origin: host, address: each, part: null });
    const inside = isActor(each) ? actorPartUri(uri, "followers") : objectPartUri(uri, "context");
    expect(parseUri(inside)).toEqual({ origin: host, address: each, part: isActor(each) ? "followers" : "context" });
    expect(parseUri(keyUri(uri, "main-key"))).toEqual(isActor(each) ? { origin: host, address: each, part: "main-key" } : null);
  }));
});

test("an address is what everybody was told", () => {
  expect(actorUri(origin, { kind: "member", id })).toBe(`${origin}/ap/members/${id}`);
  expect(actorUri(origin, { kind: "territory" })).toBe(`${origin}/ap/actor`);
  expect(actorUri(origin, { kind: "tag", tag: "ciel-nocturne" })).toBe(`${origin}/ap/tags/ciel-nocturne`);
  expect(objectUri(origin, { kind: "session", id, start: sessionStart(Temporal.PlainDateTime.from("2026-12-02T14:00")) })).toBe(`${origin}/ap/events/${id}/sessions/20261202T1400`);
  expect(objectUri(origin, { kind: "notice", id })).toBe(`${origin}/ap/dossiers/${id}/notice`);
  expect(sharedInboxUri(origin)).toBe(`${origin}/inbox`);
  expect(tagOfHandle(tagHandle("climat"))).toBe("climat");
  expect(tagOfHandle("camille")).toBeNull();
});

test("another writing of an address is no address", () => {
  const others = [
    `${origin}/ap/articles/${id}?x=1`, `${origin}/ap/articles/${id}/`, `${origin}/ap/articles/${id.toUpperCase()}`, `https://GRENOBLE.example/ap/articles/${id}`, `https://grenoble.example:443/ap/articles/${id}`,
    `https://a@grenoble.example/ap/articles/${id}`, `${origin}/ap/articles/${id}#main-key`, `${origin}/ap/articles/${id}/inbox`, `${origin}/ap/members/${id}/context`, `${origin}/ap/members/${id}/inbox/inbox`,
    `${origin}/ap/articles/12`, `${origin}/ap/tags/Climat`, `${origin}/ap/tags/%ff`, `${origin}/ap/events/${id}/sessions/demain`, `${origin}/ap/events/${id}/changes/01`, `${origin}/ap/x/${id}`, `${origin}/articles/${id}`, `ftp://grenoble.example/ap/actor`, "ap/actor", "",
  ];

  expect(others.filter((each) => parseUri(each) !== null)).toEqual([]);
});
