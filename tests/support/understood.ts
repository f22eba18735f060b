import { activityTypes, type HeardObject } from "../../src/edge/activitypub/guard/heard-activity.ts";
import { isObject, listOf, type JsonObject } from "../../src/edge/activitypub/guard/json.ts";
import { readActivity } from "../../src/edge/activitypub/guard/read-activity.ts";
import { hearActor } from "../../src/edge/activitypub/heard/actor.ts";
import { hearArticle } from "../../src/edge/activitypub/heard/article.ts";
import { hearCollectionPage } from "../../src/edge/activitypub/heard/collection.ts";
import type { Hearing } from "../../src/edge/activitypub/heard/content.ts";
import { hearDossier } from "../../src/edge/activitypub/heard/dossier.ts";
import { hearEvent } from "../../src/edge/activitypub/heard/event.ts";
import { hearMedia } from "../../src/edge/activitypub/heard/media.ts";
import { hearDiscovery, hearNodeInfo } from "../../src/edge/activitypub/heard/node-info.ts";
import { hearNote } from "../../src/edge/activitypub/heard/note.ts";
import { hearPlace } from "../../src/edge/activitypub/heard/place.ts";
import { hearTombstone } from "../../src/edge/activitypub/heard/tombstone.ts";
import { hearVisit } from "../../src/edge/activitypub/heard/visit.ts";
import { hearWebFinger } from "../../src/edge/activitypub/heard/web-finger.ts";

/** What is made of a document: a class, and what was read. */
export interface Understood {
  readonly as: string;
  readonly what: unknown;
}

/** Any document, as the reader that is meant for its type reads it: what a test compares with what was to be understood. */
export function understood(value: JsonObject, hearing: Hearing): Understood {
  const types = listOf(value["type"]);
  if (activityTypes.some((type) => types.includes(type)) || (value["actor"] !== undefined && value["object"] !== undefined)) return act(value, hearing);
  if (Array.isArray(value["links"]) && types.length === 0) return discovered(value);
  if (isObject(value["software"])) return { as: "node", what: hearNodeInfo(value) };
  return thing(value, hearing);
}

function act(value: JsonObject, hearing: Hearing): Understood {
  const activity = readActivity(value, hearing);
  if (!activity.done) return { as: `refused ${activity.refusal}`, what: null };
  const { type, object, objects } = activity.value;
  if (type === null) return { as: "ignored", what: activity.value };
  const about = objects.length > 1 ? `${objects.length} references` : object ? said(object, type, hearing) : "nothing";
  return { as: `${type} of ${about}`, what: activity.value };
}

function said(object: HeardObject, type: string, hearing: Hearing): string {
  if (object.kind === "claim" || object.claim) return `${object.kind === "reference" ? "named " : ""}act ${object.type ?? ""}`;
  if (object.kind === "reference") return "reference";
  if (type !== "Create" && type !== "Update") return object.type || "thing";
  return thing(object.value, { ...hearing, by: object.author }).as;
}

function thing(value: JsonObject, hearing: Hearing): Understood {
  const actor = hearActor(value, hearing);
  if (actor) return { as: `actor ${actor.kind}`, what: actor };
  const tombstone = hearTombstone(value, hearing);
  if (tombstone) return { as: "tombstone", what: tombstone };
  const refusals = new Set<string>();
  for (const heard of [hearDossier(value, hearing), hearEvent(value, hearing, "Europe/Paris"), hearArticle(value, hearing), hearMedia(value, hearing), hearNote(value, hearing), hearVisit(value, hearing)]) {
    if (heard.done) return { as: heard.value.kind, what: heard.value };
    if (heard.refusal !== "other-type") refusals.add(heard.refusal);
  }
  if (refusals.size > 0) return { as: `refused ${[...refusals].join(" ")}`, what: null };
  const page = hearCollectionPage(value);
  if (page) return { as: "list", what: page };
  const place = value["type"] === "Place" ? hearPlace(value) : null;
  return place ? { as: "place", what: place } : { as: "ignored", what: null };
}

function discovered(value: JsonObject): Understood {
  const subject = typeof value["subject"] === "string" ? value["subject"] : "";
  const handle = hearWebFinger(value, subject);
  if (handle) return { as: handle.confirmed ? "handle" : "handle to confirm", what: handle };
  const [first] = listOf(value["links"]).filter(isObject);
  const found = hearDiscovery(value, typeof first?.["href"] === "string" ? first["href"] : "");
  return found.nodeInfo || found.application ? { as: "discovery", what: found } : { as: "ignored", what: null };
}
