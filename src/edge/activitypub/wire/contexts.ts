import { ownNamespace } from "../../own-terms.ts";
import type { WireObject, WireValue } from "./wire.ts";

/*
 * The contexts are written out: a remote one would be fetched by each reader, or not at all. The two of actors that are
 * named are those that every library brings along.
 */
export const activityStreams = "https://www.w3.org/ns/activitystreams";
const event = "https://w3id.org/fep/8a8e/";
const iri = (id: string) => ({ "@id": id, "@type": "@id" });

const common = { Hashtag: "as:Hashtag", sensitive: "as:sensitive", toot: "http://joinmastodon.org/ns#", es: ownNamespace };
/** What the form of a kind holds, in one piece: words of JSON, not of linked data. */
const details = { "es:details": { "@id": "es:details", "@type": "@json" } };
const focalPoint = { "@container": "@list", "@id": "toot:focalPoint" };

const articleTerms = {
  ...common,
  focalPoint,
  interactionPolicy: iri("https://gotosocial.org/ns#interactionPolicy"),
  canQuote: iri("https://gotosocial.org/ns#canQuote"),
  automaticApproval: iri("https://gotosocial.org/ns#automaticApproval"),
  license: "http://schema.org/license",
  ...details,
  author: "http://schema.org/author",
};

const placeTerms = {
  ...common,
  schema: "http://schema.org/",
  PostalAddress: "schema:PostalAddress",
  address: "schema:address",
  streetAddress: "schema:streetAddress",
  postalCode: "schema:postalCode",
  addressLocality: "schema:addressLocality",
  addressRegion: "schema:addressRegion",
  addressCountry: "schema:addressCountry",
  ...details,
};

const eventTerms = {
  ...placeTerms,
  focalPoint,
  inLanguage: "schema:inLanguage",
  isAccessibleForFree: "schema:isAccessibleForFree",
  maximumAttendeeCapacity: "schema:maximumAttendeeCapacity",
  remainingAttendeeCapacity: "schema:remainingAttendeeCapacity",
  category: `${event}category`,
  timezone: `${event}timezone`,
  joinMode: `${event}joinMode`,
  externalParticipationUrl: `${event}externalParticipationUrl`,
  eventStatus: { "@id": `${event}eventStatus`, "@type": "@vocab" },
  EventScheduled: `${event}EventScheduled`,
  EventCancelled: `${event}EventCancelled`,
  EventPostponed: `${event}EventPostponed`,
  EventRescheduled: `${event}EventRescheduled`,
  previousStartTime: { "@id": `${event}previousStartTime`, "@type": "http://www.w3.org/2001/XMLSchema#dateTime" },
  organizers: iri(`${event}organizers`),
  displayEndTime: `${event}displayEndTime`,
  isBannerImage: `${event}isBannerImage`,
  mz: "https://joinmobilizon.org/ns#",
  isOnline: "mz:isOnline",
  participantCount: "mz:participantCount",
  commentsEnabled: "https://joinpeertube.org/ns#commentsEnabled",
  repliesModerationOption: "mz:repliesModerationOption",
  anonymousParticipationEnabled: "mz:anonymousParticipationEnabled",
  status: "http://www.w3.org/2002/12/cal/ical#status",
};

/** What Mobilizon's people write to those who organise. */
const joinTerms = { mz: "https://joinmobilizon.org/ns#", participationMessage: "mz:participationMessage" };

// `http://schema.org#`, without its slash: what Mastodon and the libraries read profile fields by.
const actorTerms = {
  ...common,
  manuallyApprovesFollowers: "as:manuallyApprovesFollowers",
  discoverable: "toot:discoverable",
  indexable: "toot:indexable",
  featured: iri("toot:featured"),
  alsoKnownAs: iri("as:alsoKnownAs"),
  movedTo: iri("as:movedTo"),
  schema: "http://schema.org#",
  PropertyValue: "schema:PropertyValue",
  value: "schema:value",
  assertionMethod: { "@id": "https://w3id.org/security#assertionMethod", "@type": "@id", "@container": "@set" },
  postingRestrictedToMods: "https://join-lemmy.org/ns#postingRestrictedToMods",
  moderators: iri("https://join-lemmy.org/ns#moderators"),
  generator: "as:generator",
  implements: iri("https://w3id.org/fep/844e/implements"),
  upcomingEvents: iri(`${event}upcomingEvents`),
};

export const contexts = {
  /** Activities that carry nothing of ours. */
  plain: activityStreams,
  object: [activityStreams, common],
  dossier: [activityStreams, { ...common, ...details }],
  article: [activityStreams, articleTerms],
  place: [activityStreams, placeTerms],
  event: [activityStreams, eventTerms],
  join: [activityStreams, joinTerms],
  organizers: [activityStreams, { OrganizersCollection: `${event}OrganizersCollection` }],
  actor: [activityStreams, "https://w3id.org/security/v1", "https://w3id.org/security/multikey/v1", actorTerms],
  suspendedActor: [activityStreams, "https://w3id.org/security/v1", "https://w3id.org/security/multikey/v1", { ...actorTerms, suspended: "toot:suspended" }],
} satisfies Readonly<Record<string, WireValue>>;

/** An object as the part of an activity: what its words mean is then said once, above. */
export function withoutContext(object: WireObject): WireObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== "@context"));
}
