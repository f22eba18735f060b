import { done, refused, type Outcome } from "../../../platform/outcome.ts";
import { everybody, isInsecure, originOf, readAddress, sameOrigin } from "./address.ts";
import { activityTypes, type ActivityType, type HeardActivity, type HeardClaim, type HeardObject } from "./heard-activity.ts";
import { readInstant } from "./instant.ts";
import { isObject, listOf, textOf, type Json, type JsonObject } from "./json.ts";
import type { ActivityRefusal } from "./refusal.ts";

export interface Reading {
  /** Between servers of one machine that speak without a certificate; never elsewhere. */
  readonly httpAllowed: boolean;
  readonly now: Temporal.Instant;
}

const mostObjects = 60;
/** What these carry must be the word of its author, or nothing. */
const ownThings: readonly (ActivityType | null)[] = ["Create", "Update"];
/** These carry an act that they answer, take back or pass on. */
const carriers: readonly (ActivityType | null)[] = ["Undo", "Accept", "Reject", "Ignore", "TentativeAccept"];

/**
 * What a document says as an act of somebody: refused when it speaks for another server than the one of its actor, or
 * when it could be understood in two ways.
 */
export function readActivity(value: JsonObject, reading: Reading): Outcome<HeardActivity, ActivityRefusal> {
  const [named = "", type] = typeOf(value);
  if (named === "") return refused("no-type");
  const actor = actorOf(value["actor"], reading);
  if (!actor.done) return actor;
  if (value["id"] === undefined || value["id"] === null) return refused("no-id");
  const id = readAddress(value["id"]);
  if (id === null) return refused("id-not-an-address");
  if (isInsecure(id) && !reading.httpAllowed) return refused("insecure");
  const origin = originOf(actor.value);
  if (origin === null || originOf(id) !== origin) return refused("foreign-id");
  const objects = objectsOf(value["object"], { type, actor: actor.value }, reading);
  if (!objects.done) return objects;
  const target = value["target"] ?? null;
  const targeted = target === null ? null : addressOf(target, reading);
  if (target !== null && targeted === null && (type === "Add" || type === "Remove" || type === "Move")) return refused("target-not-an-address");
  const [to, cc] = [audience(value["to"], reading), audience(value["cc"], reading)];
  return done({
    id, type, named, actor: actor.value, origin,
    object: objects.value.length === 1 ? (objects.value[0] ?? null) : null, objects: objects.value,
    target: targeted, to, cc, open: to.includes(everybody) || cc.includes(everybody), published: readInstant(value["published"], reading.now), raw: value,
  });
}

/** Of several types, the first that is known; else the first. */
function typeOf(value: JsonObject): [string, ActivityType | null] {
  const types = typesOf(value);
  const known = activityTypes.find((type) => types.includes(type)) ?? null;
  return [known ?? types[0] ?? "", known];
}

/** The names of types as they may stand in a log; what isn't a name is none. */
function typesOf(value: JsonObject): string[] {
  return listOf(value["type"]).slice(0, 20).map(textOf).filter((each) => /^[\p{L}\p{N}:/#._-]{1,100}$/u.test(each));
}

function actorOf(given: Json | undefined, reading: Reading): Outcome<string, ActivityRefusal> {
  if (given === undefined || given === null) return refused("no-actor");
  if (Array.isArray(given)) return refused("several-actors");
  // Of an actor described on the spot, the name alone: the rest is asked of its own server.
  const actor = readAddress(isObject(given) ? given["id"] : given);
  if (actor === null || actor.includes("#")) return refused("actor-not-an-address");
  return isInsecure(actor) && !reading.httpAllowed ? refused("insecure") : done(actor);
}

interface Speaking {
  readonly type: ActivityType | null;
  readonly actor: string;
}

function objectsOf(given: Json | undefined, by: Speaking, reading: Reading): Outcome<readonly HeardObject[], ActivityRefusal> {
  const all = listOf(given);
  if (all.length === 0) return by.type === null ? done([]) : refused("no-object");
  if (all.length > (by.type === "Flag" ? mostObjects : 1)) return by.type === null ? done([]) : refused("several-objects");
  const objects: HeardObject[] = [];
  for (const each of all) {
    const object = objectOf(each, by, reading);
    if (!object.done) {
      if (by.type === null) return done([]);
      return object;
    }
    objects.push(object.value);
  }
  return done(objects);
}

function objectOf(given: Json, by: Speaking, reading: Reading): Outcome<HeardObject, ActivityRefusal> {
  if (!isObject(given)) {
    const id = given === "as:Public" || given === "Public" ? everybody : readAddress(given);
    if (id === null) return refused("object-not-an-address");
    return isInsecure(id) && !reading.httpAllowed ? refused("insecure") : done({ kind: "reference", id, type: null, claim: null });
  }
  const [type = ""] = typesOf(given);
  const claim = claimOf(given, type, reading);
  if (given["id"] === undefined || given["id"] === null) return carriers.includes(by.type) && claim ? done({ kind: "claim", id: null, type, claim }) : refused("object-without-id");
  const id = readAddress(given["id"]);
  if (id === null) return refused("object-not-an-address");
  if (isInsecure(id) && !reading.httpAllowed) return refused("insecure");
  if (!sameOrigin(id, by.actor)) return done({ kind: "reference", id, type: type || null, claim });
  const author = authorOf(given, by.actor);
  if (author === "foreign" && ownThings.includes(by.type)) return refused("foreign-author");
  // Of what another person of the same server wrote, the name alone: its address leads to what that one says.
  return done(author === null || author === "foreign" ? { kind: "reference", id, type: type || null, claim } : { kind: "embedded", id, type, author, value: given, claim });
}

/**
 * To whom a described thing is attributed, when that is the one who speaks, or a group of the same server for which they
 * say that they speak. Null when it is somebody else of that server, "foreign" when it is nobody of it.
 */
function authorOf(thing: JsonObject, actor: string): string | null | "foreign" {
  if (readAddress(thing["id"]) === actor) return actor;
  const named = (word: string) => listOf(thing[word]).map((each) => readAddress(isObject(each) ? each["id"] : each));
  const [authors, said] = [named("attributedTo"), named("actor")];
  if (![...authors, ...said].every((each) => each !== null && sameOrigin(each, actor))) return "foreign";
  if (said.some((each) => each !== actor)) return null;
  const [first = actor] = authors;
  if (first === null || authors.length === 0 || authors.includes(actor)) return actor;
  return authors.length === 1 && said.length === 1 ? first : null;
}

function claimOf(value: JsonObject, type: string, reading: Reading): HeardClaim | null {
  if (type === "" || value["object"] === undefined) return null;
  const several = listOf(value["object"]);
  return { type, actor: addressOf(value["actor"], reading), object: several.length === 1 ? addressOf(several[0], reading) : null };
}

function addressOf(given: Json | undefined, reading: Reading): string | null {
  const address = readAddress(isObject(given) ? given["id"] : given);
  return address !== null && isInsecure(address) && !reading.httpAllowed ? null : address;
}

function audience(given: Json | undefined, reading: Reading): string[] {
  const addresses = listOf(given).map((each) => (each === "as:Public" || each === "Public" ? everybody : addressOf(each, reading)));
  return [...new Set(addresses.filter((each) => each !== null))];
}
