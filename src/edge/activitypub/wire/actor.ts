import { actorPartUri, actorUri, isActor, keyUri, parseUri, sharedInboxUri, type ActorAddress } from "../uris.ts";
import { contexts } from "./contexts.ts";
import { image, type SaidPicture } from "./pictures.ts";
import { moment, said, type WireObject, type WireValue } from "./wire.ts";
import { escapeAttribute, escapeText, hashtags, nameOf, summaryOf } from "./words.ts";

export interface SaidActor {
  readonly origin: string;
  readonly address: ActorAddress;
  /** The name by which WebFinger finds it; it never changes. */
  readonly handle: string;
  readonly name: string;
  /** Plain words. */
  readonly summary: string;
  readonly url: string;
  readonly publishedAt: Temporal.Instant;
  readonly icon: SaidPicture | null;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly tags: readonly { readonly label: string; readonly href: string }[];
  /** Whether search engines and those of other servers may find it. */
  readonly discoverable: boolean;
  readonly indexable: boolean;
  readonly manuallyApproves: boolean;
  readonly alsoKnownAs: readonly string[];
  readonly movedTo: string | null;
  /** Of a project: its first and last moment. */
  readonly startTime?: string | null;
  readonly endTime?: string | null;
  readonly keys: ActorKeys;
  /** Of a person: the provider that says who they are, whom nobody else's word replaces. */
  readonly issuer?: string | null;
}

export interface ActorKeys {
  /** RSA, SPKI in PEM: the one that all read, as one object. */
  readonly publicKeyPem: string;
  /** Its address, once it isn't the first. */
  readonly publicKeyUri?: string;
  /** Ed25519, in multibase, where there is one. */
  readonly multibase: string | null;
}

const types = { member: "Person", structure: "Organization", community: "Group", project: "Group", tag: "Service", territory: "Application" } as const;
const kinds = { member: "member", structure: "structure", community: "community", project: "project", tag: "tag", territory: "instance" } as const;
/** What Mastodon shows of a profile. */
const mostFields = 4;

/** Whoever can be followed, as others read them. */
export function actor(given: SaidActor): WireObject {
  const { address, origin } = given;
  const id = actorUri(origin, address);
  return said({
    "@context": contexts.actor,
    id,
    type: types[address.kind],
    preferredUsername: given.handle,
    name: nameOf(given.name),
    summary: summaryOf([given.summary]),
    url: given.url,
    inbox: actorPartUri(id, "inbox"),
    outbox: actorPartUri(id, "outbox"),
    followers: actorPartUri(id, "followers"),
    following: actorPartUri(id, "following"),
    featured: actorPartUri(id, "featured"),
    endpoints: { sharedInbox: sharedInboxUri(origin), ...(given.issuer ? { oauthAuthorizationEndpoint: `${given.issuer}/openid/auth`, oauthTokenEndpoint: `${given.issuer}/openid/token` } : {}) },
    published: moment(given.publishedAt),
    manuallyApprovesFollowers: given.manuallyApproves,
    discoverable: given.discoverable,
    indexable: given.indexable,
    icon: given.icon ? image(given.icon) : undefined,
    tag: hashtags(given.tags),
    attachment: given.fields.slice(0, mostFields).map(field),
    ...keysOf(id, given.keys),
    generator: { type: "Application", id: actorUri(origin, { kind: "territory" }), implements: [{ href: "https://datatracker.ietf.org/doc/html/rfc9421", name: "RFC-9421: HTTP Message Signatures" }] },
    alsoKnownAs: given.alsoKnownAs.length > 0 ? given.alsoKnownAs : undefined,
    movedTo: given.movedTo,
    "es:kind": kinds[address.kind],
    "es:issuer": given.issuer ?? undefined,
    ...ownParts(address, id),
    startTime: given.startTime,
    endTime: given.endTime,
  });
}

function ownParts({ kind }: ActorAddress, id: string): Readonly<Record<string, WireValue>> {
  const upcoming: Record<string, WireValue> = kind === "structure" || kind === "community" || kind === "territory" ? { upcomingEvents: actorPartUri(id, "upcoming-events") } : {};
  if (kind !== "community" && kind !== "project") return upcoming;
  // Forums read who moderates by the first of these two, their own software by the second.
  const moderators = actorPartUri(id, "moderators");
  return { ...upcoming, attributedTo: moderators, moderators, postingRestrictedToMods: kind === "project" };
}

function keysOf(id: string, { publicKeyPem, publicKeyUri, multibase }: ActorKeys): Readonly<Record<string, WireValue>> {
  return {
    publicKey: { id: publicKeyUri ?? keyUri(id, "main-key"), owner: id, publicKeyPem },
    ...(multibase ? { assertionMethod: [{ id: keyUri(id, "ed25519"), type: "Multikey", controller: id, publicKeyMultibase: multibase }] } : {}),
  };
}

/** A line of a profile; an address becomes a link that says "this is me". */
function field({ name, value }: { readonly name: string; readonly value: string }): WireObject {
  const link = /^https?:\/\//i.test(value) && URL.canParse(value);
  const html = link ? `<a href="${escapeAttribute(value)}" rel="me">${escapeText(value.replace(/^https?:\/\//i, "").replace(/\/$/, ""))}</a>` : escapeText(value);
  return { type: "PropertyValue", name, value: html };
}

/** Somebody who may say nothing for now (`toot:suspended`): where to write to them, and by which key they speak. */
export function suspendedActor({ origin, address, handle, url, keys }: Pick<SaidActor, "origin" | "address" | "handle" | "url" | "keys">): WireObject {
  const id = actorUri(origin, address);
  return said({
    "@context": contexts.suspendedActor,
    id,
    type: types[address.kind],
    preferredUsername: handle,
    name: handle,
    summary: "",
    url,
    inbox: actorPartUri(id, "inbox"),
    outbox: actorPartUri(id, "outbox"),
    followers: actorPartUri(id, "followers"),
    following: actorPartUri(id, "following"),
    endpoints: { sharedInbox: sharedInboxUri(origin) },
    discoverable: false,
    indexable: false,
    suspended: true,
    tag: [],
    attachment: [],
    ...keysOf(id, keys),
    "es:kind": kinds[address.kind],
  });
}

/** What stands where an actor was, gone or hidden. */
export function actorTombstone(id: string, deletedAt: Temporal.Instant): WireObject {
  const address = parseUri(id)?.address;
  return said({ "@context": contexts.plain, id, type: "Tombstone", formerType: address && isActor(address) ? types[address.kind] : undefined, deleted: moment(deletedAt) });
}
