import { z } from "zod";
import { announcementTypes, contracts, isClosed } from "../../features/announcements/announcement.ts";
import { readBrief } from "../../features/announcements/brief.ts";
import type { Card } from "../../features/contents/card.ts";
import { contentKinds } from "../../features/contents/content.ts";
import type { Content } from "../../features/contents/show-content.ts";
import { readItineraryBrief } from "../../features/itineraries/itinerary.ts";
import { readOperationBrief } from "../../features/operations/operation.ts";
import { projectStages, readProjectBrief } from "../../features/projects/project.ts";
import { placeTypes, readPlaceBrief } from "../../features/visiting/place.ts";
import type { Profile } from "../../features/members/show-member.ts";
import type { Context } from "../../platform/context.ts";
import { canonicalOf, originOf } from "../addresses.ts";
import { publicBodyHtml } from "../body-html.ts";
import type { WebContext } from "../env.ts";
import { itineraryOfBrief, itineraryShape } from "./itineraries.ts";

const instant = z.iso.datetime().describe("UTC, ISO 8601");
const author = z.object({ name: z.string(), handle: z.string(), url: z.url() });

export const contentShape = z.object({
  id: z.uuid(),
  kind: z.enum(contentKinds),
  territory: z.string().describe("Slug of the territory of origin"),
  slug: z.string(),
  url: z.url(),
  title: z.string(),
  summary: z.string(),
  genre: z.string().nullable(),
  language: z.string(),
  themes: z.array(z.string()),
  tags: z.array(z.string()),
  authors: z.array(author),
  image: z.url().nullable(),
  publishedAt: instant,
  updatedAt: instant,
  event: z.object({ type: z.string(), status: z.enum(["on", "full", "postponed", "cancelled"]), timezone: z.string(), startsAt: instant.nullable(), endsAt: instant.nullable(), place: z.string(), commune: z.string(), latitude: z.number().nullable(), longitude: z.number().nullable(), onlineUrl: z.url().nullable(), pricing: z.enum(["free", "paid", "unknown"]), audience: z.array(z.string()), labels: z.array(z.string()).describe("What operations gave to it") }).nullable(),
  announcement: z.object({ type: z.enum(announcementTypes), closed: z.boolean(), deadline: z.string().describe("Local: a day, until it is over, or a time"), timezone: z.string(), closesAt: instant, organisation: z.string(), commune: z.string(), contract: z.enum(contracts).nullable() }).nullable(),
  operation: z.object({ startsOn: z.string(), endsOn: z.string() }).nullable(),
  project: z.object({ stage: z.enum(projectStages), startsOn: z.string().nullable(), endsOn: z.string().nullable(), communeName: z.string() }).nullable(),
  place: z.object({ type: z.enum(placeTypes), commune: z.string(), communeCode: z.string().nullable(), latitude: z.number().nullable(), longitude: z.number().nullable(), timezone: z.string(), hours: z.string().describe("OpenStreetMap syntax"), pricing: z.enum(["free", "paid", "unknown"]), accessibility: z.array(z.string()) }).nullable(),
  itinerary: itineraryShape.nullable(),
}).describe("A published content. A deleted one is {id, kind, deleted: true, deletedAt}.");

export function contentOf(c: WebContext, card: Card): z.input<typeof contentShape> {
  const directory = c.get("services").directory();
  const brief = card.kind === "announcement" ? readBrief(card.brief) : null;
  const visited = card.kind === "place" ? readPlaceBrief(card.brief) : null;
  return {
    id: card.id,
    kind: card.kind,
    territory: directory.byId(card.territory).slug,
    slug: card.slug,
    url: canonicalOf(c, card),
    title: card.title,
    summary: card.summary,
    genre: card.genre,
    language: card.language,
    themes: [...card.themes],
    tags: card.tags.map((tag) => tag.label),
    authors: card.authors.map((each) => ({ ...each, url: `${originOf(c, card.territory)}/membres/${each.handle}` })),
    image: card.picture ? `${originOf(c, card.territory)}/media/${card.picture.hash}-${card.picture.widths.at(-1)}.webp` : null,
    publishedAt: card.publishedAt.toString(),
    updatedAt: card.updatedAt.toString(),
    event: card.event ? { type: card.event.type, status: card.event.status, timezone: card.event.zone, startsAt: utc(card.event.startsAt), endsAt: utc(card.event.endsAt), place: card.event.placeName, commune: card.event.communeName, latitude: card.event.latitude, longitude: card.event.longitude, onlineUrl: card.event.onlineUrl, pricing: card.event.pricing, audience: [...card.event.audience], labels: [...card.event.labels] } : null,
    operation: card.kind === "operation" ? readOperationBrief(card.brief) : null,
    announcement: brief ? { type: brief.type, closed: isClosed(brief, c.get("services").now()), deadline: brief.deadline, timezone: brief.zone, closesAt: brief.closesAt.toString(), organisation: brief.organisation, commune: brief.communeName, contract: brief.contract } : null,
    project: card.kind === "project" ? readProjectBrief(card.brief) : null,
    itinerary: card.kind === "itinerary" ? itineraryOfBrief(readItineraryBrief(card.brief)) : null,
    place: visited ? { type: visited.type, commune: visited.communeName, communeCode: visited.communeCode, latitude: visited.latitude, longitude: visited.longitude, timezone: visited.zone, hours: visited.hours, pricing: visited.pricing, accessibility: visited.accessibility } : null,
  };
}

function utc(text: string | null): string | null {
  return text ? Temporal.Instant.from(text).toString() : null;
}

/** One content whole: with its text, and the sessions of an event as they were written. */
export async function wholeContentOf(c: WebContext, act: Context, content: Content): Promise<object> {
  return {
    id: content.id,
    kind: content.kind,
    territory: c.get("services").directory().byId(content.territory).slug,
    slug: content.slug,
    url: canonicalOf(c, content),
    title: content.title,
    summary: content.summary,
    genre: content.genre,
    language: content.language,
    licence: content.licence,
    html: await publicBodyHtml(c, act, content),
    body: content.body,
    themes: content.themes,
    tags: content.tags.map((tag) => tag.shown),
    authors: content.writers.map((writer) => ({ name: writer.name, handle: writer.handle, url: `${originOf(c, content.territory)}/membres/${writer.handle}` })),
    likes: content.likes,
    comments: content.comments,
    source: content.source,
    publishedAt: content.publishedAt?.toString() ?? null,
    updatedAt: content.updatedAt.toString(),
    event: content.event,
  };
}

export const memberShape = z.object({ id: z.uuid(), handle: z.string(), name: z.string(), bio: z.string(), commune: z.string(), home: z.string(), interests: z.array(z.string()), contributor: z.boolean(), url: z.url() });

export function memberOf(c: WebContext, member: Profile): z.input<typeof memberShape> {
  return { id: member.id, handle: member.handle, name: member.name, bio: member.bio, commune: member.commune, home: c.get("services").directory().byId(member.home).slug, interests: [...member.interests], contributor: member.contributor, url: `${originOf(c, member.home)}/membres/${member.handle}` };
}

export const themeShape = z.object({ theme: z.string(), territory: z.string().nullable().describe("Slug of the territory whose own it is; null for the network's"), pattern: z.string(), icon: z.string(), retired: z.boolean().describe("Contents keep it; it is no longer proposed"), names: z.object({ fr: z.string(), en: z.string() }) });

export const statsShape = z.object({ members: z.number(), contributors: z.number().describe("Members who published"), articles: z.number(), events: z.number(), dossiers: z.number() });

export const territoryShape = z.object({ id: z.uuid(), slug: z.string(), name: z.string(), url: z.url(), timezone: z.string(), perimeter: z.array(z.object({ kind: z.string(), code: z.string() })), languages: z.array(z.string()), structure: z.string(), latitude: z.number(), longitude: z.number() });
