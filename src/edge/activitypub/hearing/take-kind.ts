import { announcementInput } from "../../../features/announcements/input.ts";
import { writeAnnouncement } from "../../../features/announcements/write-announcement.ts";
import { itineraryInput } from "../../../features/itineraries/input.ts";
import { writeItinerary } from "../../../features/itineraries/write-itinerary.ts";
import { operationInput } from "../../../features/operations/input.ts";
import { writeOperation } from "../../../features/operations/write-operation.ts";
import { projectInput } from "../../../features/projects/input.ts";
import { writeProject } from "../../../features/projects/write-project.ts";
import { placeInput } from "../../../features/visiting/input.ts";
import { writePlace } from "../../../features/visiting/write-place.ts";
import type { Intent } from "../../../features/contents/input.ts";
import type { Target, Written, WriteRefusal } from "../../../features/contents/write-content.ts";
import type { Context } from "../../../platform/context.ts";
import type { Outcome } from "../../../platform/outcome.ts";
import type { TextDocument } from "../../../platform/text/document.ts";
import type { HeardArticle } from "../heard/article.ts";
import type { JsonObject } from "../guard/json.ts";

type Outcomes = Promise<Outcome<Written, WriteRefusal>>;
type Writer = (context: Context, target: Target, given: object, intent: Intent) => Outcomes | null;

/** Of what one of our servers says of its kind, the words that are taken over: never an identifier, a licence, a place in a community. */
const words = {
  announcement: ["type", "zone", "deadline", "organisation", "communeCode", "contract", "contactUrl", "relay"],
  operation: ["zone", "startsOn", "endsOn", "labels"],
  itinerary: ["travel", "level", "looped", "audience", "accessibility", "pricing", "prices", "ownMetres", "ownMinutes", "line", "stops"],
  project: ["stage", "startsOn", "endsOn", "funding", "website", "communeCode"],
  place: ["type", "zone", "address", "communeCode", "latitude", "longitude", "hours", "transport", "parking", "pricing", "prices", "accessibility", "website", "phone"],
} as const;

const shared = ["title", "summary"] as const;

export function ownWords(details: JsonObject, known: readonly string[]): Record<string, unknown> {
  return Object.fromEntries([...shared, ...known].flatMap((word) => (Object.hasOwn(details, word) ? [[word, details[word]]] : [])));
}

const writers: { readonly [Kind in keyof typeof words]: Writer } = {
  announcement(context, target, given, intent) {
    // One answers where it stands.
    const input = announcementInput.safeParse({ ...given, relay: false });
    return input.success ? writeAnnouncement(context, target, input.data, intent) : null;
  },
  operation(context, target, given, intent) {
    const input = operationInput.safeParse(given);
    const { viewer } = context;
    // What leads an operation here is an animator's; of those elsewhere it is their server's to say.
    return input.success && viewer.kind === "member" ? writeOperation({ ...context, viewer: { ...viewer, animates: target.territory ? [target.territory.id] : [] } }, target, input.data, intent) : null;
  },
  itinerary(context, target, given, intent) {
    const { stops, ...rest } = given as { readonly stops?: unknown };
    // A place of the census is none of ours, even if its identifier were.
    const named = Array.isArray(stops) ? stops.map((stop: unknown) => (typeof stop === "object" && stop !== null ? { ...stop, place: null } : stop)) : stops;
    const input = itineraryInput.safeParse({ ...rest, stops: named });
    return input.success ? writeItinerary(context, target, input.data, intent) : null;
  },
  project(context, target, given, intent) {
    const input = projectInput.safeParse(given);
    return input.success ? writeProject(context, target, input.data, intent) : null;
  },
  place(context, target, given, intent) {
    const input = placeInput.safeParse(given);
    return input.success ? writePlace(context, target, input.data, intent) : null;
  },
};

/** What one of our servers says that it is, written as such; null when it doesn't say so, or in words that no form of ours would pass. */
export function writeHeardKind(context: Context, target: Target, heard: HeardArticle, common: object, intent: Intent): Outcomes | null {
  const { kind, details } = heard;
  if (!details || !(kind in writers)) return null;
  const known = kind as keyof typeof writers;
  return writers[known](context, target, { ...common, body: known === "itinerary" ? withoutStops(heard.body) : heard.body, ...ownWords(details, words[known]) }, intent);
}

/** The stops stand in a list at the end, for those who know no itineraries. */
function withoutStops(body: TextDocument): TextDocument {
  return body.content.at(-1)?.type === "orderedList" ? { ...body, content: body.content.slice(0, -2) } : body;
}
