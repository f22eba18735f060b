import { describe, expect, test } from "vitest";
import type { WireObject } from "../../src/edge/activitypub/wire/wire.ts";
import { who } from "./cases.ts";
import { readAsEventBridge } from "./readers/event-bridge.ts";
import { readAsGancio } from "./readers/gancio.ts";
import { readAsLemmy } from "./readers/lemmy.ts";
import { followAsMastodon, readAsMastodon } from "./readers/mastodon.ts";
import { followAsMobilizon, readAsMobilizon } from "./readers/mobilizon.ts";
import type { Reading } from "./readers/reading.ts";
import { awkwardEvents, everythingSaid } from "./said.ts";

const now = Date.parse("2026-11-25T12:00:00Z");
const isCommunity = (id: string) => id === who.climate;
const activities = Object.entries({ ...everythingSaid, ...awkwardEvents }).filter(([, each]) => "object" in each);

/** Every reader, in the place of somebody who follows the author of what comes. */
const readers: Readonly<Record<string, (activity: WireObject) => Reading>> = {
  Mobilizon: readAsMobilizon,
  Gancio: (activity) => readAsGancio(activity, String(activity["actor"])),
  Mastodon: readAsMastodon,
  Lemmy: (activity) => readAsLemmy(activity, isCommunity),
  "Event Bridge": (activity) => readAsEventBridge(activity, String(activity["actor"]), now),
};

/** An event that everybody reads, with one thing spoilt. */
function spoilt(change: Readonly<Record<string, unknown>>): WireObject {
  const created = everythingSaid["create-event"];
  if (!created) throw new Error("no event");
  return JSON.parse(JSON.stringify({ ...created, object: { ...(created["object"] as WireObject), ...change } })) as WireObject;
}

function sees(reading: Reading | undefined): Readonly<Record<string, unknown>> {
  if (reading?.kind !== "taken") throw new Error(`not taken: ${reading?.kind === "ignored" ? reading.why : ""}`);
  return reading.sees;
}

test.each(Object.entries(readers))("%s reads all that we say without a crash, and loses nothing of what it takes", (_name, read) => {
  const read_ = activities.map(([name, activity]) => [name, read(activity)] as const);

  expect(read_.filter(([, reading]) => reading.kind === "taken" && reading.lost.length > 0)).toEqual([]);
  expect(read_.filter(([, reading]) => reading.kind === "taken").length).toBeGreaterThan(0);
});

test("an event is an event for every agenda, with its place, its picture and its times", () => {
  const activity = spoilt({});

  expect(sees(readers["Mobilizon"]?.(activity))).toMatchObject({ title: "Nuit des lichens", begins: "2027-01-16T19:00:00+01:00", zone: "Europe/Paris", status: "confirmed", visibility: "public", address: { point: [45.198342, 5.732518] } });
  expect(sees(readers["Gancio"]?.(activity))).toMatchObject({ title: "Nuit des lichens", place: { name: "La Casemate" }, picture: "https://grenoble.example/media/7f3a-1600.webp" });
  expect(sees(readers["Event Bridge"]?.(activity))).toMatchObject({ place: { city: "Grenoble", code: "38000" } });
  expect(sees(readers["Mastodon"]?.(activity))["text"]).toContain("<h2>Nuit des lichens</h2><p>📅 Samedi 16 janvier 2027");
});

test("an article in a community is a post of it, and a comment stands under what it answers", () => {
  expect(sees(readers["Lemmy"]?.(everythingSaid["create-article"] as WireObject))).toMatchObject({ community: who.climate, title: "Pourquoi les lichens aiment les Alpes" });
  expect(sees(readers["Lemmy"]?.(everythingSaid["announce-community-activity"] as WireObject))).toMatchObject({ community: who.climate });
  expect(sees(readers["Lemmy"]?.(everythingSaid["create-comment"] as WireObject))).toMatchObject({ under: expect.stringContaining("/ap/events/") });
  expect(sees(readers["Mobilizon"]?.(everythingSaid["create-comment"] as WireObject))).toMatchObject({ visibility: "public" });
});

test("Mastodon passes over the change of an event, and reads the note that tells of it", () => {
  const note = everythingSaid["event-changed"] as WireObject;

  expect(readers["Mastodon"]?.(everythingSaid["update-event-cancelled"] as WireObject)).toMatchObject({ kind: "ignored" });
  expect(sees(readers["Mastodon"]?.({ type: "Create", actor: who.casemate, object: note }))["text"]).toContain("❌ Annulé");
});

test("everybody follows everybody, save Mobilizon, which follows no person", () => {
  const actors = Object.entries(everythingSaid).filter(([name, each]) => name.startsWith("actor-") && "inbox" in each);

  expect(actors.map(([, each]) => followAsMastodon(each).kind)).toEqual(actors.map(() => "taken"));
  expect(actors.filter(([, each]) => followAsMobilizon(each).kind === "ignored").map(([name]) => name)).toEqual(["actor-person", "actor-moved", "actor-suspended"]);
  expect(() => followAsMobilizon({ ...everythingSaid["actor-structure"], publicKey: [{}] })).toThrow("401");
});

describe("each reader stops at its trap", () => {
  const traps: readonly (readonly [reader: string, trap: string, change: Readonly<Record<string, unknown>>, crash: RegExp])[] = [
    ["Mobilizon", "a place in a list", { location: [{ type: "Place" }] }, /no function clause/],
    ["Mobilizon", "several authors", { attributedTo: [who.casemate] }, /no_actor_found/],
    ["Mobilizon", "no actor", { actor: undefined }, /no_actor_found/],
    ["Mobilizon", "one attachment without a list", { attachment: {} }, /no list/],
    ["Mobilizon", "one tag without a list", { tag: {} }, /no list/],
    ["Mobilizon", "pictures in a list", { image: [] }, /no function clause/],
    ["Mobilizon", "a null for a picture", { image: null }, /no function clause/],
    ["Mobilizon", "a status of null", { status: null }, /downcase/],
    ["Mobilizon", "another host, or another port", { id: "https://grenoble.example:8443/ap/events/1" }, /origin/],
    ["Gancio", "an attachment without a media type", { attachment: [{ type: "Link", href: "https://grenoble.example" }] }, /includes/],
    ["Mastodon", "a year that isn't one", { published: "12026-01-01T00:00:00Z" }, /out of range/],
    ["Event Bridge", "places in a list", { location: ["La Casemate"] }, /array_key_exists/],
  ];

  test.each(traps)("%s at %s", (reader, _trap, change, crash) => {
    expect(() => readers[reader]?.(spoilt(change))).toThrow(crash);
  });

  const lemmyTraps: readonly (readonly [trap: string, change: Readonly<Record<string, unknown>>, crash: RegExp])[] = [
    ["a field of a profile among the attachments", { attachment: [{ type: "PropertyValue", name: "x", value: "y" }] }, /enum Attachment/],
    ["an answer to null", { inReplyTo: null }, /./],
    ["another audience", { audience: who.tag }, /audience/],
    ["another host", { id: "https://lille.example/ap/articles/1" }, /domain/],
    ["pictures in a list", { image: [] }, /ImageObject/],
  ];

  test.each(lemmyTraps)("Lemmy at %s", (_trap, change, crash) => {
    const created = everythingSaid["create-article"] as WireObject;
    const read = () => {
      const reading = readAsLemmy({ ...created, object: { ...(created["object"] as WireObject), ...change } }, isCommunity);
      if (reading.kind === "ignored") throw new Error(reading.why);
    };
    expect(read).toThrow(crash);
  });

  test("and what is lost in silence is told", () => {
    const lostBy = (reader: string, change: Readonly<Record<string, unknown>>) => {
      const reading = readers[reader]?.(spoilt(change));
      return reading?.kind === "taken" ? reading.lost : [];
    };

    expect(lostBy("Mastodon", { tag: [{ type: "as:Hashtag", name: "#climat" }] })).toEqual(["tag of type as:Hashtag"]);
    expect(lostBy("Mastodon", { attachment: [] })).toEqual(["the picture, which is no attachment"]);
    expect(lostBy("Mobilizon", { location: { type: "Place", name: "Ici", latitude: 45, longitude: 5 } })).toEqual(["position"]);
    expect(lostBy("Mobilizon", { tag: [{ type: "Hashtag", name: `#${"a".repeat(40)}` }] })).toHaveLength(1);
    expect(lostBy("Event Bridge", { location: { type: "Place", name: "Ici", address: { streetAddress: "1 rue" } } })).toEqual(["the parts of the address"]);
    expect(readers["Gancio"]?.({ ...spoilt({}), type: "Announce" }).kind).toBe("ignored");
    expect(readAsGancio(spoilt({}), who.territory).kind).toBe("ignored");
  });
});
