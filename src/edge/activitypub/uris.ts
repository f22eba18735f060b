import { readId, type Id } from "../../platform/ids.ts";
import { tagKey } from "../../platform/text/slug.ts";

/** Who speaks and is followed: everybody that has an inbox. A tag is named by its key, a territory by its host alone. */
export type ActorAddress =
  | { readonly kind: "member" | "structure" | "community" | "project"; readonly id: string }
  | { readonly kind: "tag"; readonly tag: string }
  | { readonly kind: "territory" };

/** What is said: contents and comments; and what hangs on one of them. */
export type ObjectAddress =
  | { readonly kind: "article" | "event" | "announcement" | "dossier" | "place" | "itinerary" | "operation" | "comment" | "news" | "message" | "activity"; readonly id: string }
  /** One date of an event that has several, by its local start: `20261202T1400`. */
  | { readonly kind: "session"; readonly id: string; readonly start: string }
  /** The article that says what is in a dossier, for those who don't know collections; the one that presents a project, for those who know its actor only. */
  | { readonly kind: "notice" | "presentation"; readonly id: string }
  /** The short note that tells of a change of an event, by the revision that made it. */
  | { readonly kind: "change"; readonly id: string; readonly revision: number }
  /** Where a place, or an event, is. The number changes when that does: others keep for ever the first address that they read under an id. */
  | { readonly kind: "place-version" | "event-place"; readonly id: string; readonly version: number };

export type WireAddress = ActorAddress | ObjectAddress;

const actorParts = ["inbox", "outbox", "followers", "following", "featured", "moderators", "upcoming-events", "digests", "followers-synchronization"] as const;
const objectParts = ["context", "replies", "likes", "shares", "organizers"] as const;
const keyParts = ["main-key", "ed25519"] as const;
export type ActorPart = (typeof actorParts)[number];
export type ObjectPart = (typeof objectParts)[number];
export type KeyPart = (typeof keyParts)[number];

const actorWords = { member: "members", structure: "structures", community: "communities", project: "projects" } as const;
const objectWords = { article: "articles", event: "events", announcement: "announcements", dossier: "dossiers", place: "places", itinerary: "itineraries", operation: "operations", comment: "comments", news: "news", message: "messages", activity: "activities" } as const;

/** The id of an actor. `origin` is its territory's scheme and host, `https://grenoble.example`. */
export function actorUri(origin: string, actor: ActorAddress): string {
  if (actor.kind === "territory") return `${origin}/ap/actor`;
  if (actor.kind === "tag") return `${origin}/ap/tags/${encodeURIComponent(actor.tag)}`;
  return `${origin}/ap/${actorWords[actor.kind]}/${actor.id}`;
}

export function objectUri(origin: string, object: ObjectAddress): string {
  switch (object.kind) {
    case "session":
      return `${origin}/ap/events/${object.id}/sessions/${object.start}`;
    case "notice":
      return `${origin}/ap/dossiers/${object.id}/notice`;
    case "presentation":
      return `${origin}/ap/projects/${object.id}/presentation`;
    case "change":
      return `${origin}/ap/events/${object.id}/changes/${object.revision}`;
    case "place-version":
      return `${origin}/ap/places/${object.id}/${object.version}`;
    case "event-place":
      return `${origin}/ap/events/${object.id}/place/${object.version}`;
    default:
      return `${origin}/ap/${objectWords[object.kind]}/${object.id}`;
  }
}

/** A collection of an actor, or its own inbox. */
export function actorPartUri(actor: string, part: ActorPart): string {
  return `${actor}/${part}`;
}

/** A collection of an object: its conversation, its answers, who likes it, who relays it, who organises it. */
export function objectPartUri(object: string, part: ObjectPart): string {
  return `${object}/${part}`;
}

export function keyUri(actor: string, key: KeyPart): string {
  return `${actor}#${key}`;
}

export function sharedInboxUri(origin: string): string {
  return `${origin}/inbox`;
}

/** The name by which WebFinger finds a tag. */
export function tagHandle(tag: string): string {
  return `tag-${tag}`;
}

export function tagOfHandle(handle: string): string | null {
  const tag = handle.startsWith("tag-") ? handle.slice(4) : "";
  return tag && tagKey(tag) === tag ? tag : null;
}

/** The local start of a session as its address writes it. */
export function sessionStart(local: Temporal.PlainDateTime): string {
  return local.toString({ smallestUnit: "minute" }).replace(/[-:]/g, "");
}

export interface ParsedUri {
  readonly origin: string;
  readonly address: WireAddress;
  readonly part: ActorPart | ObjectPart | KeyPart | null;
}

/** What an address of the wire names, whatever its host: callers look whether the origin is theirs. Null for any other writing of it. */
export function parseUri(uri: string): ParsedUri | null {
  if (uri.length > 500 || !URL.canParse(uri)) return null;
  const { origin, protocol, pathname, hash } = new URL(uri);
  if ((protocol !== "https:" && protocol !== "http:") || !pathname.startsWith("/ap/")) return null;
  const [word = "", ...rest] = pathname.slice(4).split("/");
  const found = addressOf(word, rest);
  if (!found) return null;
  const part = partOf(found.address, found.left, hash.slice(1));
  if (part === undefined) return null;
  const parsed = { origin, address: found.address, part };
  // One thing has one address: a query, capitals, a port that goes without saying or a slash at the end make another.
  return writeUri(parsed) === uri ? parsed : null;
}

function writeUri({ origin, address, part }: ParsedUri): string {
  const uri = isActor(address) ? actorUri(origin, address) : objectUri(origin, address);
  if (part === null) return uri;
  return keyParts.some((key) => key === part) ? `${uri}#${part}` : `${uri}/${part}`;
}

export function isActor(address: WireAddress): address is ActorAddress {
  return address.kind in actorWords || address.kind === "tag" || address.kind === "territory";
}

interface Found {
  readonly address: WireAddress;
  readonly left: readonly string[];
}

function addressOf(word: string, [key = "", ...left]: readonly string[]): Found | null {
  if (word === "actor") return { address: { kind: "territory" }, left: key ? [key, ...left] : left };
  if (word === "tags") {
    const tag = decoded(key);
    return tag && tagKey(tag) === tag ? { address: { kind: "tag", tag }, left } : null;
  }
  const id: string | null = readId<Id<string>>(key);
  if (!id) return null;
  const actor = kindOf(actorWords, word);
  if (actor === "project" && left[0] === "presentation") return { address: { kind: "presentation", id }, left: left.slice(1) };
  if (actor) return { address: { kind: actor, id }, left };
  const object = kindOf(objectWords, word);
  return object ? (innerOf(object, id, left) ?? { address: { kind: object, id }, left }) : null;
}

/** What hangs on an event, a dossier or a place. */
function innerOf(kind: string, id: string, [first = "", second = "", ...left]: readonly string[]): Found | null {
  const number = numberIn(kind === "place" ? first : second);
  if (kind === "event" && first === "sessions" && /^\d{8}T\d{4}$/.test(second)) return { address: { kind: "session", id, start: second }, left };
  if (kind === "event" && first === "changes" && number !== null) return { address: { kind: "change", id, revision: number }, left };
  if (kind === "event" && first === "place" && number !== null) return { address: { kind: "event-place", id, version: number }, left };
  if (kind === "place" && number !== null) return { address: { kind: "place-version", id, version: number }, left: second ? [second, ...left] : left };
  if (kind === "dossier" && first === "notice") return { address: { kind: "notice", id }, left: second ? [second, ...left] : left };
  return null;
}

function partOf(address: WireAddress, left: readonly string[], fragment: string): ParsedUri["part"] | undefined {
  const actor = isActor(address);
  if (fragment) return left.length === 0 && actor ? keyParts.find((key) => key === fragment) : undefined;
  if (left.length === 0) return null;
  if (left.length > 1) return undefined;
  return actor ? actorParts.find((part) => part === left[0]) : objectParts.find((part) => part === left[0]);
}

function kindOf<Kind extends string>(words: Readonly<Record<Kind, string>>, word: string): Kind | undefined {
  return (Object.keys(words) as Kind[]).find((kind) => words[kind] === word);
}

function numberIn(text: string): number | null {
  return /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
