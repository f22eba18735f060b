import { z } from "zod";
import { announcementTypes, isClosed } from "../../features/announcements/announcement.ts";
import { listAnnouncements, readDeadlineCursor, writeDeadlineCursor } from "../../features/announcements/list-announcements.ts";
import { showAnnouncementAnywhere } from "../../features/announcements/show-announcement.ts";
import { listAgenda, readAgendaCursor, writeAgendaCursor } from "../../features/agenda/list-agenda.ts";
import { contentKinds, type ContentKind } from "../../features/contents/content.ts";
import { listContents, listContentsAnywhere, readCursor, writeCursor } from "../../features/contents/list-contents.ts";
import { writeChangeCursor } from "../../platform/changes.ts";
import { listChangesAnywhere } from "../../features/contents/list-changes.ts";
import { showContent, showContentAnywhere } from "../../features/contents/show-content.ts";
import { findMemberAnywhere, listMembers, readMemberCursor, writeMemberCursor } from "../../features/members/show-member.ts";
import { listItineraries } from "../../features/itineraries/list-itineraries.ts";
import { listPlaces } from "../../features/visiting/list-places.ts";
import { placeTypes } from "../../features/visiting/place.ts";
import { showPlaceAnywhere } from "../../features/visiting/show-place.ts";
import { accessibilities } from "../../features/agenda/event.ts";
import { searchContents } from "../../features/search/search-contents.ts";
import { findStandingTag, listTags, listSuggestedTags } from "../../features/tags/list-tags.ts";
import { idSchema, type ContentId } from "../../platform/ids.ts";
import { lookOf, themeCodes } from "../../features/tags/themes.ts";
import type { Territory } from "../../features/territories/territory.ts";
import { countWholeAnywhere } from "../../features/network/count-platforms.ts";
import { countNetwork } from "../../features/territories/count-network.ts";
import { messagesFor } from "../../platform/messages.ts";
import { tagKey } from "../../platform/text/slug.ts";
import { readDate, todayIn } from "../../platform/time.ts";
import { canonicalOf, kindOfPlural } from "../addresses.ts";
import { territoryOf, type WebContext } from "../env.ts";
import type { Route } from "../route.ts";
import { visitor } from "../../platform/viewer.ts";
import { apiPage, openApi } from "./contract.tsx";
import { dossierOf } from "./dossiers.ts";
import { changesFrom, listQuery, problem, json, updatedSince, routeOf, type Resource } from "./resource.ts";
import { contentOf, contentShape, memberOf, memberShape, territoryShape, wholeContentOf, statsShape, themeShape } from "./shapes.ts";
import { communityResources, findCommunity } from "./communities.ts";
import { operationDetails, operationResources } from "./operations.ts";
import { eventFamily, programmeResources } from "./programmes.ts";
import { talkResources, talkWritings } from "./talk.ts";
import { preflightOf } from "./preflight.ts";
import { writingRouteOf } from "./writing.ts";
import { itinerariesAsked, itineraryOf } from "./itineraries.ts";
import { projectOf } from "./projects.ts";
import { structureResources } from "./structures.ts";

const plurals: Readonly<Record<string, ContentKind>> = { articles: "article", events: "event", dossiers: "dossier", announcements: "announcement", places: "place", itineraries: "itinerary", projects: "project", operations: "operation" };
const date = z.string().refine((text) => readDate(text) !== null, "Must be a date, YYYY-MM-DD");

const contentsQuery = z.strictObject({
  ...listQuery,
  q: z.string().max(200).optional().describe("Words to search"),
  tag: z.string().max(60).optional(),
  theme: z.string().max(60).optional(),
  community: z.string().max(120).optional().describe("Id or, on a territory's host, slug of a community: what this territory publishes in it; all of it with network=1"),
  author: z.string().max(60).optional().describe("Handle of a member"),
  sort: z.enum(["-published_at", "published_at"]).default("-published_at").describe("The newest first, or the oldest"),
  updated_since: updatedSince.describe("What changed since, oldest first; what is no longer public appears as a tombstone"),
});
const near = {
  near: z.string().regex(/^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$/, "Must be latitude,longitude").optional(),
  radius: z.coerce.number().min(0.1).max(500).default(20).describe("Kilometres around `near`"),
};
const announcementsQuery = z.strictObject({ ...contentsQuery.shape, ...near, state: z.enum(["open", "closed"]).optional().describe("open: the first to close first; closed: the last closed first"), type: z.enum(announcementTypes).optional() });
const placesQuery = z.strictObject({ ...contentsQuery.shape, ...near, type: z.enum(placeTypes).optional(), open_at: z.iso.datetime({ offset: true }).optional().describe("Open at this instant, within the three coming weeks"), accessibility: z.enum(accessibilities).optional() });
const itinerariesQuery = z.strictObject({ ...contentsQuery.shape, ...near, ...itinerariesAsked });
const eventsQuery = z.strictObject({ ...contentsQuery.shape, from: date.optional().describe("Times from this day on"), to: date.optional(), ...near });

type ListAnswer = Resource["answer"];

/** What the public reader sees; whoever asks, the API answers a visitor. */
function publicly(c: WebContext) {
  return { db: c.get("services").reader, viewer: visitor, now: c.get("services").now };
}

function contentsOf(kind: ContentKind | undefined): ListAnswer {
  return async (c, raw, territory) => {
    const query = raw as z.output<typeof eventsQuery>;
    const { reader } = c.get("services");
    const place = territory?.id ?? null;
    if (query.updated_since) {
      const changes = await listChangesAnywhere(reader, place, kind, changesFrom(query.updated_since, query.cursor), query.limit);
      return { data: changes.rows.map((row) => ("card" in row ? contentOf(c, row.card) : { id: row.id, kind: row.kind, deleted: true, deletedAt: row.deletedAt.toString() })), next: changes.next ? writeChangeCursor(changes.next) : null };
    }
    const community = query.community ? await findCommunity(c, query.community, territoryOf(c)) : null;
    if (query.community && !community) return { data: [], next: null };
    if (query.q) {
      const offset = /^\d{1,3}$/.test(query.cursor ?? "") ? Number(query.cursor) : 0;
      const found = await searchContents(reader, place, { text: query.q, kind, offset }, query.limit);
      return { data: found.cards.map((card) => contentOf(c, card)), next: found.more ? String(offset + query.limit) : null };
    }
    if (kind === "event" && (query.from ?? query.to ?? query.near)) return agendaOf(c, query, place);
    if (kind === "place" && placesAsked(raw)) return placesOf(c, raw as z.output<typeof placesQuery>, place);
    if (kind === "itinerary" && itinerariesQueried(raw)) return itinerariesOf(c, raw as z.output<typeof itinerariesQuery>, place);
    if (kind === "announcement" && deadlinesAsked(raw)) return announcementsOf(c, raw as z.output<typeof announcementsQuery>, place);
    const author = query.author ? await findMemberAnywhere(reader, query.author) : null;
    if (query.author && !author) return { data: [], next: null };
    const filter = { kind, tag: query.tag ? await findStandingTag(reader, place, tagKey(query.tag)) : undefined, theme: query.theme, author: author?.id, community: community?.id, oldestFirst: query.sort === "published_at" };
    const cursor = readCursor(query.cursor);
    const listing = place ? await listContents(reader, place, filter, cursor, query.limit) : await listContentsAnywhere(reader, filter, cursor, query.limit);
    return { data: listing.cards.map((card) => contentOf(c, card)), next: listing.next ? writeCursor(listing.next) : null };
  };
}

function deadlinesAsked(query: Record<string, unknown>): boolean {
  return ["state", "type", "near"].some((name) => query[name] !== undefined);
}

async function announcementsOf(c: WebContext, query: z.output<typeof announcementsQuery>, place: Parameters<typeof listAnnouncements>[1]) {
  const { reader, now } = c.get("services");
  const filter = { closed: query.state === "closed", type: query.type, theme: query.theme, near: around(query) };
  const listing = await listAnnouncements(reader, place, filter, now(), readDeadlineCursor(query.cursor), query.limit);
  return { data: listing.cards.map((card) => contentOf(c, card)), next: listing.next ? writeDeadlineCursor(listing.next) : null };
}

function placesAsked(query: Record<string, unknown>): boolean {
  return ["type", "open_at", "accessibility", "near"].some((name) => query[name] !== undefined);
}

async function placesOf(c: WebContext, query: z.output<typeof placesQuery>, place: Parameters<typeof listPlaces>[1]) {
  const at = query.open_at ? Temporal.Instant.from(query.open_at) : null;
  const filter = { type: query.type, accessibility: query.accessibility, theme: query.theme, near: around(query), open: at ? { from: at, until: at.add({ seconds: 1 }) } : undefined };
  const listing = await listPlaces(c.get("services").reader, place, filter, readCursor(query.cursor), query.limit);
  return { data: listing.cards.map((card) => contentOf(c, card)), next: listing.next ? writeCursor(listing.next) : null };
}

function itinerariesQueried(query: Record<string, unknown>): boolean {
  return ["near", ...Object.keys(itinerariesAsked)].some((name) => query[name] !== undefined);
}

async function itinerariesOf(c: WebContext, query: z.output<typeof itinerariesQuery>, place: Parameters<typeof listItineraries>[1]) {
  const filter = { travel: query.travel, audience: query.audience, accessibility: query.accessibility, metres: query.length_up_to, theme: query.theme, near: around(query) };
  const listing = await listItineraries(c.get("services").reader, place, filter, readCursor(query.cursor), query.limit);
  return { data: listing.cards.map((card) => contentOf(c, card)), next: listing.next ? writeCursor(listing.next) : null };
}

function around(query: { readonly near?: string | undefined; readonly radius: number }) {
  const [latitude = 0, longitude = 0] = (query.near ?? "").split(",").map(Number);
  return query.near ? { point: { latitude, longitude }, km: query.radius } : undefined;
}

async function agendaOf(c: WebContext, query: z.output<typeof eventsQuery>, place: Parameters<typeof listAgenda>[1]) {
  const from = readDate(query.from) ?? todayIn("Europe/Paris", c.get("services").now());
  const agenda = await listAgenda(c.get("services").reader, place, { days: { from, until: readDate(query.to) }, theme: query.theme, near: around(query) }, readAgendaCursor(query.cursor), query.limit);
  return { data: agenda.lines.map((line) => ({ ...contentOf(c, line.card), occurrence: { startLocal: line.startLocal.replace(" ", "T"), endLocal: line.endLocal?.replace(" ", "T") ?? null, wholeDay: line.wholeDay } })), next: agenda.next ? writeAgendaCursor(agenda.next) : null };
}

function oneOf(kind: ContentKind | undefined): ListAnswer {
  return async (c, _query, territory) => {
    const key = c.req.param("id") ?? "";
    const id = idSchema<ContentId>().safeParse(key);
    const found = id.success ? await showContentAnywhere(publicly(c), id.data) : territory && kind ? await showContent(publicly(c), territory.id, kind, key) : null;
    const content = found && "content" in found ? found.content : found && "id" in found ? found : null;
    if (!content || (kind && content.kind !== kind)) return null;
    const dossier = content.kind === "dossier" ? await dossierOf(c, content) : {};
    const announcement = content.kind === "announcement" ? await showAnnouncementAnywhere(c.get("services").reader, content.id) : null;
    const project = content.kind === "project" ? await projectOf(c, content) : {};
    const visited = content.kind === "place" ? await showPlaceAnywhere(c.get("services").reader, content.id) : null;
    return { data: { ...await wholeContentOf(c, publicly(c), content), ...(visited ? { place: visited } : {}), ...project, ...(content.kind === "itinerary" ? await itineraryOf(c, content) : {}), ...(content.kind === "event" ? await eventFamily(c, content) : {}), ...(content.kind === "operation" ? await operationDetails(c, content) : {}), ...(announcement ? { announcement: { ...announcement, closesAt: announcement.closesAt.toString(), closed: isClosed(announcement, c.get("services").now()) } } : {}), ...dossier } };
  };
}

const members: ListAnswer = async (c, raw, territory) => {
  const query = raw as { limit: number; cursor?: string };
  const found = await listMembers(c.get("services").reader, territory?.id ?? null, readMemberCursor(query.cursor), query.limit + 1);
  const last = found.length > query.limit ? found[query.limit - 1] : undefined;
  return { data: found.slice(0, query.limit).map((member) => memberOf(c, member)), next: last ? writeMemberCursor(last) : null };
};

const tags: ListAnswer = async (c, query, territory) => {
  const { reader } = c.get("services");
  const place = territory?.id ?? null;
  return { data: typeof query["q"] === "string" ? await listSuggestedTags(reader, place, query["q"], Number(query["limit"])) : await listTags(reader, place, Number(query["limit"])), next: null };
};

function themesOf(c: WebContext, territory: Territory | null): z.input<typeof themeShape>[] {
  const places = territory ? [territory] : c.get("services").directory().territories;
  const own = places.flatMap((place) => place.themes.map(({ code, fr, en, pattern, icon, retired }) => ({ theme: code, territory: place.slug, names: { fr, en }, pattern, icon, retired })));
  return [...themeCodes.map((theme) => ({ theme, territory: null, names: { fr: messagesFor("fr")(`theme_${theme}`), en: messagesFor("en")(`theme_${theme}`) }, ...lookOf(theme), retired: false })), ...own];
}

const single = z.strictObject({ fields: listQuery.fields, network: listQuery.network });

export const resources: readonly Resource[] = [
  {
    path: "/territories", summary: "The territories of the network", query: z.strictObject({ ...listQuery }), item: territoryShape,
    answer: async (c) => ({ data: c.get("services").directory().platforms.map(({ territory: each, origin }) => ({ id: each.id, slug: each.slug, name: each.name, url: origin, timezone: each.zone, perimeter: each.perimeter, languages: each.languages, structure: each.structureName, latitude: each.latitude, longitude: each.longitude })), next: null }),
  },
  { path: "/contents", summary: "Everything published, the newest first", query: contentsQuery, item: contentShape, answer: contentsOf(undefined) },
  { path: "/contents/:id", summary: "One content", query: single, item: contentShape, single: true, answer: oneOf(undefined) },
  ...Object.entries(plurals).flatMap(([plural, kind]): Resource[] => [
    { path: `/${plural}`, summary: `Published ${plural}`, query: kind === "event" ? eventsQuery : kind === "announcement" ? announcementsQuery : kind === "place" ? placesQuery : kind === "itinerary" ? itinerariesQuery : contentsQuery, item: contentShape, answer: contentsOf(kind) },
    { path: `/${plural}/:id`, summary: `One of the ${plural}, by id or slug`, query: single, item: contentShape, single: true, answer: oneOf(kind) },
  ]),
  { path: "/members", summary: "Members who let themselves be listed", query: z.strictObject({ ...listQuery }), item: memberShape, answer: members },
  {
    path: "/members/:handle", summary: "One member", query: single, item: memberShape, single: true,
    answer: async (c) => {
      const member = await findMemberAnywhere(c.get("services").reader, c.req.param("handle") ?? "");
      return member ? { data: memberOf(c, member) } : null;
    },
  },
  ...structureResources, ...communityResources, ...programmeResources, ...operationResources,
  { path: "/tags", summary: "The tags used most", query: z.strictObject({ ...listQuery, q: z.string().max(60).optional().describe("Those that begin so, and those that a synonym leads to") }), item: z.object({ tag: z.string(), label: z.string().describe("As it is written most often"), uses: z.number() }), answer: tags },
  ...talkResources,
  {
    path: "/themes", summary: "The network's themes, with a territory's own; all of them with network=1", query: z.strictObject({ ...listQuery }), item: themeShape,
    answer: async (c, _query, territory) => ({ data: themesOf(c, territory), next: null }),
  },
  { path: "/stats", summary: "How much there is, in a territory or the whole network", query: single, item: statsShape, single: true, answer: async (c, _query, territory) => ({ data: territory ? await countNetwork(c.get("services").reader, territory.id) : await countWholeAnywhere(c.get("services").reader) }) },
  { path: "/search", summary: "Search over everything published", query: z.strictObject({ ...contentsQuery.shape, q: z.string().min(1).max(200), kind: z.enum(contentKinds).optional() }), item: contentShape, answer: (c, query, territory) => contentsOf(query["kind"] as ContentKind | undefined)(c, query, territory) },
];

/** oEmbed 1.0 of a content's address. */
async function oembed(c: WebContext) {
  const asked = c.req.query("url") ?? "";
  const url = URL.canParse(asked) ? new URL(asked) : null;
  const place = url ? c.get("services").directory().find(url.hostname) : null;
  const [, plural = "", slug = ""] = /^\/([a-z]+)\/([^/]+)$/.exec(url?.pathname ?? "") ?? [];
  const kind = kindOfPlural(plural);
  const found = place?.kind === "territory" && kind ? await showContent(publicly(c), place.territory.id, kind, slug) : null;
  if (!found || !("content" in found)) return problem(c, 404, "Nothing public at this address", "url");
  const { content } = found;
  return json(c, { version: "1.0", type: "link", title: content.title, author_name: content.writers[0]?.name, provider_name: "Echosciences", provider_url: c.get("services").directory().portalOrigin, url: canonicalOf(c, content) });
}

export const apiRoutes: readonly Route[] = [
  { method: "GET", path: "/api", access: "public", handle: (c) => apiPage(c, resources, talkWritings) },
  { method: "GET", path: "/api/v1/openapi.json", access: "public", handle: (c) => json(c, openApi(c, resources, talkWritings)) },
  { method: "GET", path: "/api/v1/oembed", access: "public", handle: oembed },
  preflightOf(resources, talkWritings),
  ...resources.map(routeOf),
  ...talkWritings.map(writingRouteOf),
  { method: "GET", path: "/api/v1/*", access: "public", handle: (c) => problem(c, 404, "No such address in this API") },
];
