import { expect, test } from "vitest";
import { readActivity } from "../../src/edge/activitypub/guard/read-activity.ts";
import { readJson } from "../../src/edge/activitypub/guard/read-body.ts";
import type { JsonObject } from "../../src/edge/activitypub/guard/json.ts";
import { hearActor } from "../../src/edge/activitypub/heard/actor.ts";
import { hearArticle } from "../../src/edge/activitypub/heard/article.ts";
import { hearDossier } from "../../src/edge/activitypub/heard/dossier.ts";
import { hearEvent } from "../../src/edge/activitypub/heard/event.ts";
import { hearNote } from "../../src/edge/activitypub/heard/note.ts";
import type { WireObject } from "../../src/edge/activitypub/wire/wire.ts";
import { origin, slot, uuid, who } from "./cases.ts";
import { awkwardEvents, eventOf, everythingSaid } from "./said.ts";

const hearing = { httpAllowed: false, now: Temporal.Instant.from("2026-11-26T12:00:00Z") };

/** What arrives of what leaves. */
function sent(object: WireObject | undefined): JsonObject {
  const read = readJson(new TextEncoder().encode(JSON.stringify(object)));
  if (!read.done) throw new Error(JSON.stringify(read.refusal));
  return read.value;
}

function heard<T>(outcome: { readonly done: true; readonly value: T } | { readonly done: false; readonly refusal: unknown }): T {
  if (!outcome.done) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
}

test("every activity that one of our servers sends, another understands as it was meant", () => {
  const activities = Object.entries({ ...everythingSaid, ...awkwardEvents }).filter(([, each]) => "actor" in each && "object" in each);

  const read = activities.map(([name, each]) => [name, readActivity(sent(each), hearing)] as const);

  expect(read.filter(([, outcome]) => !outcome.done || outcome.value.type === null)).toEqual([]);
  expect(activities.length).toBeGreaterThan(40);
});

test("an event arrives with its times, its place, its state and its type", () => {
  const event = (object: WireObject) => heard(hearEvent(sent(object), hearing, "America/Guadeloupe"));

  expect(event(eventOf({ type: "science-cafe" }))).toMatchObject({ title: "Nuit des lichens", summary: "Une soirée pour reconnaître les lichens des Alpes avec des naturalistes.", type: "science-cafe", status: "on", free: true, when: { start: slot.start, end: slot.end, zone: "Europe/Paris" }, place: { name: "La Casemate" }, onlineUrl: null, author: who.casemate });
  expect(event(eventOf({ status: "cancelled", statusReason: "Trop de neige." }))).toMatchObject({ title: "Nuit des lichens", status: "cancelled", summary: "Une soirée pour reconnaître les lichens des Alpes avec des naturalistes." });
  expect(event(eventOf({ status: "postponed", firstStart: "2027-01-09T19:00" }))).toMatchObject({ title: "Nuit des lichens", status: "postponed", summary: "Une soirée pour reconnaître les lichens des Alpes avec des naturalistes." });
  expect(event(eventOf({ status: "full" })).status).toBe("full");
  expect(event(eventOf({ where: null, onlineUrl: "https://visio.example.org/salle-42" }))).toMatchObject({ place: null, onlineUrl: "https://visio.example.org/salle-42" });
  expect(event(eventOf({ sessions: [{ kind: "slot", start: "2027-01-16", end: "2027-01-17" }] })).when).toMatchObject({ start: "2027-01-16", end: "2027-01-17" });
  expect(event(everythingSaid["event-session"] ?? {})).toMatchObject({ parent: `${origin}/ap/events/${uuid(20)}`, when: { start: "2027-01-06T18:00", end: "2027-01-06T20:00" } });
});

test("an article, an announcement, a dossier, its notice, news, a comment and people arrive as what they are", () => {
  const inside = (name: string) => sent(everythingSaid[name]?.["object"] as WireObject);

  expect(heard(hearArticle(inside("create-article"), hearing))).toMatchObject({ kind: "article", title: "Pourquoi les lichens aiment les Alpes", language: "fr", community: who.climate, licence: "cc-by-sa", openness: "public" });
  expect(heard(hearArticle(inside("create-announcement"), hearing))).toMatchObject({ kind: "announcement", closesAt: Temporal.Instant.from("2026-12-15T22:59:00Z") });
  expect(heard(hearDossier(inside("create-dossier"), hearing)).items).toEqual((everythingSaid["dossier"] ?? {})["orderedItems"]);
  expect(heard(hearArticle(inside("create-dossier-notice"), hearing))).toMatchObject({ kind: "notice", dossier: `${origin}/ap/dossiers/${uuid(10)}` });
  expect(heard(hearArticle(inside("project-news"), hearing))).toMatchObject({ kind: "news", author: who.lichens });
  expect(heard(hearNote(inside("create-comment"), hearing))).toMatchObject({ inReplyTo: `${origin}/ap/events/${uuid(20)}`, mentions: [who.casemate] });
  expect(Object.keys(everythingSaid).filter((name) => name.startsWith("actor-") && name !== "actor-gone").map((name) => hearActor(sent(everythingSaid[name]), hearing)).filter((each) => each === null)).toEqual([]);
});
