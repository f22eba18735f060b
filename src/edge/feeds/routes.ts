import { isClosed } from "../../features/announcements/announcement.ts";
import { readBrief } from "../../features/announcements/brief.ts";
import { listAnnouncements } from "../../features/announcements/list-announcements.ts";
import { listAgenda } from "../../features/agenda/list-agenda.ts";
import { daysOf } from "../../features/agenda/when.ts";
import { findSharedAnywhere } from "../../features/communities/list-communities.ts";
import { listGatheredAnywhere } from "../../features/communities/list-gathered.ts";
import { contentKinds } from "../../features/contents/content.ts";
import type { Card } from "../../features/contents/card.ts";
import { listContents, listContentsAnywhere, type ContentFilter, type Listing } from "../../features/contents/list-contents.ts";
import { showContent } from "../../features/contents/show-content.ts";
import { listDossiers } from "../../features/dossiers/list-dossiers.ts";
import { listLatestAnywhere } from "../../features/dossiers/list-outline.ts";
import { listOperationProgramme } from "../../features/operations/list-events.ts";
import { showOperationAnywhere } from "../../features/operations/show-operation.ts";
import { listProgrammeAnywhere, listTimes } from "../../features/programmes/list-programme.ts";
import { chosen, type ProgrammeLine } from "../../features/programmes/programme.ts";
import { showFamilyAnywhere } from "../../features/programmes/show-family.ts";
import { findStandingTag } from "../../features/tags/list-tags.ts";
import { listProjects } from "../../features/projects/list-projects.ts";
import { listItineraries } from "../../features/itineraries/list-itineraries.ts";
import { listPlaces } from "../../features/visiting/list-places.ts";
import { touchTerritory, type Touch } from "../../platform/facts.ts";
import { visitor } from "../../platform/viewer.ts";
import { tagKey } from "../../platform/text/slug.ts";
import { todayIn } from "../../platform/time.ts";
import { canonicalOf, plurals } from "../addresses.ts";
import { sharePage, territoryOf, type WebContext } from "../env.ts";
import { projectFilter, readProjectQuery } from "../project-query.ts";
import { itineraryFilter, readItineraryQuery } from "../itinerary-query.ts";
import { placeFilter, readPlaceQuery } from "../place-query.ts";
import { announcementFilter, readAnnouncementQuery } from "../announcement-query.ts";
import { dossierFilter } from "../dossier-query.ts";
import { agendaFilter, readAgendaQuery } from "../agenda-query.ts";
import { programmeFilter, readProgrammeQuery } from "../programme-query.ts";
import { readGatheredFilter } from "../community-query.ts";
import { themeNameIn } from "../themes.ts";
import { page, type Route } from "../route.ts";
import { agendaCsv, announcementsCsv, contentsCsv } from "./csv.ts";
import { logbookAs } from "./logbook.ts";
import { itinerariesAs } from "./itineraries.ts";
import { placesAs } from "./places.ts";
import { sitemapRoutes } from "./sitemap.ts";
import { deadlineCalendar, eventCalendar, timesCalendar } from "./calendar.ts";
import { commentFeedRoutes } from "./comments.ts";
import { censusAs } from "./census.ts";
import { communitiesAs } from "./communities.ts";
import { atomOf, geoJsonOf, jsonFeedOf, rssOf, type FeedHead } from "./forms.ts";

const longest = 100;
const types: Readonly<Record<string, string>> = {
  atom: "application/atom+xml; charset=utf-8",
  rss: "application/rss+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
  ics: "text/calendar; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  geojson: "application/geo+json; charset=utf-8",
};

function answer(c: WebContext, suffix: string, body: string, touches: readonly Touch[] = []) {
  const territory = territoryOf(c);
  sharePage(c, [...(territory ? [touchTerritory(territory.id)] : ["network" as const]), ...touches]);
  return c.body(body, 200, { "Content-Type": types[suffix] ?? "text/plain", "Access-Control-Allow-Origin": "*", "Content-Security-Policy": "default-src 'none'; sandbox" });
}

function headOf(c: WebContext, title: string, path: string): FeedHead {
  const t = c.get("t");
  const territory = territoryOf(c);
  const place = territory ? t("site_name", { name: territory.name }) : t("portal_name");
  const now = c.get("act").now();
  const titleOf = (card: Card) => {
    const brief = readBrief(card.brief);
    return brief && isClosed(brief, now) ? t("announcement_closed_title", { title: card.title }) : card.title;
  };
  return { title: `${title} – ${place}`, home: `${c.get("site").origin}${path}`, self: c.req.url.replace(/^https?:\/\/[^/]+/, c.get("site").origin), language: c.get("locale"), urlOf: (card: Card) => canonicalOf(c, card), titleOf };
}

async function contents(c: WebContext, title: string, path: string, filter: ContentFilter, suffix: string) {
  const { reader } = c.get("services");
  const territory = territoryOf(c);
  return listed(c, title, path, territory ? await listContents(reader, territory.id, filter, null, longest) : await listContentsAnywhere(reader, filter, null, longest), suffix);
}

function listed(c: WebContext, title: string, path: string, { cards }: Pick<Listing, "cards">, suffix: string) {
  const head = headOf(c, title, path);
  return answer(c, suffix, formsOf(head, cards)[suffix]?.() ?? "");
}

function calendar(c: WebContext, head: FeedHead, lines: readonly ProgrammeLine[], touches: readonly Touch[] = []) {
  return answer(c, "ics", timesCalendar({ ...head, urlOf: (line) => canonicalOf(c, { ...line, kind: "event" }) }, lines), touches);
}

function formsOf(head: FeedHead, cards: readonly Card[]): Readonly<Record<string, () => string>> {
  return { atom: () => atomOf(head, cards), rss: () => rssOf(head, cards), json: () => jsonFeedOf(head, cards), csv: () => contentsCsv(head, cards) };
}

async function dossiers(c: WebContext, suffix: string) {
  return listed(c, c.get("t")("list_dossier"), "/dossiers", await listDossiers(c.get("services").reader, territoryOf(c)?.id ?? null, dossierFilter(c), null, longest), suffix);
}

/** What was put into one dossier, the latest first. */
async function oneDossier(c: WebContext, suffix: string) {
  const territory = territoryOf(c);
  const slug = (c.req.param("file") ?? "").slice(0, -suffix.length - 1);
  const { reader, now } = c.get("services");
  const found = territory ? await showContent({ db: reader, viewer: visitor, now }, territory.id, "dossier", slug) : null;
  if (found && "moved" in found) return c.redirect(`/dossiers/${found.moved}.${suffix}`, 301);
  return found ? listed(c, found.content.title, `/dossiers/${slug}`, { cards: await listLatestAnywhere(reader, found.content.id, longest) }, suffix) : c.notFound();
}

async function agenda(c: WebContext, suffix: string) {
  const { reader } = c.get("services");
  const territory = territoryOf(c);
  const { filter } = agendaFilter(c, readAgendaQuery(c));
  const head = headOf(c, c.get("t")("agenda_title"), "/agenda");
  if (suffix === "ics") return calendar(c, head, await listTimes(reader, territory?.id ?? null, filter, 300));
  const { lines } = await listAgenda(reader, territory?.id ?? null, filter, null, 300);
  const cards = [...new Map(lines.map((line) => [line.card.id, line.card])).values()];
  const forms: Readonly<Record<string, () => string>> = {
    rss: () => rssOf(head, cards),
    atom: () => atomOf(head, cards),
    json: () => jsonFeedOf(head, cards),
    geojson: () => geoJsonOf(head, cards),
    csv: () => agendaCsv(head, lines),
  };
  return answer(c, suffix, forms[suffix]?.() ?? "");
}

/** What can still be answered, the first to close first; its calendar holds the deadlines. */
async function announcements(c: WebContext, suffix: string) {
  const { reader, now } = c.get("services");
  const { filter } = announcementFilter(readAnnouncementQuery(c));
  const { cards } = await listAnnouncements(reader, territoryOf(c)?.id ?? null, filter, now(), null, longest);
  const head = headOf(c, c.get("t")("list_announcement"), "/annonces");
  const forms: Readonly<Record<string, () => string>> = { ics: () => deadlineCalendar(head, cards), rss: () => rssOf(head, cards), atom: () => atomOf(head, cards), json: () => jsonFeedOf(head, cards), csv: () => announcementsCsv(head, cards, now()) };
  return answer(c, suffix, forms[suffix]?.() ?? "");
}

/** Projects, with the filters of the page. */
async function projects(c: WebContext, suffix: string) {
  const { cards } = await listProjects(c.get("services").reader, territoryOf(c)?.id ?? null, projectFilter(c, readProjectQuery(c)), null, longest);
  const head = headOf(c, c.get("t")("list_project"), "/projets");
  const forms: Readonly<Record<string, () => string>> = { atom: () => atomOf(head, cards), rss: () => rssOf(head, cards), json: () => jsonFeedOf(head, cards), csv: () => contentsCsv(head, cards) };
  return answer(c, suffix, forms[suffix]?.() ?? "");
}

/** Places to visit, with the filters of the page. */
async function places(c: WebContext, suffix: string) {
  const { cards } = await listPlaces(c.get("services").reader, territoryOf(c)?.id ?? null, placeFilter(c, readPlaceQuery(c)).filter, null, longest);
  return answer(c, suffix, placesAs(suffix, headOf(c, c.get("t")("list_place"), "/lieux"), cards));
}

/** Itineraries, with the filters of the page. */
async function itineraries(c: WebContext, suffix: string) {
  const { cards } = await listItineraries(c.get("services").reader, territoryOf(c)?.id ?? null, itineraryFilter(readItineraryQuery(c)).filter, null, longest);
  return answer(c, suffix, itinerariesAs(suffix, headOf(c, c.get("t")("list_itinerary"), "/parcours"), cards));
}

/** One event as a calendar: every one of its times, or its rule. */
async function oneEvent(c: WebContext) {
  const territory = territoryOf(c);
  const slug = (c.req.param("file") ?? "").replace(/\.ics$/, "");
  const found = territory ? await showContent(c.get("act"), territory.id, "event", slug) : null;
  if (!found || !("content" in found) || found.content.state !== "published") return c.notFound();
  return c.body(eventCalendar(found.content, canonicalOf(c, found.content)), 200, { "Content-Type": types["ics"] ?? "", "Content-Disposition": `attachment; filename="${slug}.ics"` });
}

/** The programme of an event as a calendar, filtered as its page is. */
async function programme(c: WebContext) {
  const territory = territoryOf(c);
  const found = territory ? await showContent(publicly(c), territory.id, "event", c.req.param("slug") ?? "") : null;
  if (!found || !("content" in found)) return c.notFound();
  const { content } = found;
  const family = await showFamilyAnywhere(publicly(c), content.id);
  const lines = chosen(await listProgrammeAnywhere(c.get("services").reader, { id: content.id, highest: family.highest }), programmeFilter(readProgrammeQuery(c)));
  const head = headOf(c, c.get("t")("programme_of", { title: content.title }), `/evenements/${content.slug}/programme`);
  return calendar(c, head, lines);
}

/** The programme of an operation as a calendar, filtered as its page is. */
async function operationProgramme(c: WebContext) {
  const { reader, directory } = c.get("services");
  const territory = territoryOf(c);
  const found = territory ? await showContent(publicly(c), territory.id, "operation", c.req.param("slug") ?? "") : null;
  const content = found && "content" in found ? found.content : null;
  const operation = content ? await showOperationAnywhere(reader, content.id) : null;
  if (!content || !operation) return c.notFound();
  const wanted = directory().territories.find((each) => each.slug === c.req.query("territoire"));
  const lines = chosen(await listOperationProgramme(reader, content.id, operation, wanted?.id ?? null), programmeFilter(readProgrammeQuery(c)));
  const head = headOf(c, c.get("t")("programme_of", { title: content.title }), `/operations/${content.slug}/programme`);
  return calendar(c, head, lines);
}

/** What the public reader sees, whoever asks. */
function publicly(c: WebContext) {
  return { db: c.get("services").reader, viewer: visitor, now: c.get("services").now };
}

function robots(c: WebContext) {
  return c.text(`User-agent: *\nDisallow: /recherche\nDisallow: /connexion\nDisallow: /mon-espace\n\nSitemap: ${c.get("site").origin}/sitemap.xml\n`);
}

async function communities(c: WebContext, suffix: string) {
  return answer(c, suffix, await communitiesAs(c, suffix, headOf(c, c.get("t")("communities_title"), "/communautes")));
}

/** What is published in one community, of whatever territory, or its coming events: of those that everybody may know of. */
async function gathered(c: WebContext, suffix: string) {
  const { reader, now } = c.get("services");
  const territory = territoryOf(c);
  const slug = (c.req.param("slug") ?? "").slice(0, -suffix.length - 1);
  const community = territory ? await findSharedAnywhere(reader, { territory: territory.id, slug }) : null;
  if (!territory || !community) return c.notFound();
  const head = headOf(c, community.name, `/communautes/${community.slug}`);
  const { kind, theme } = readGatheredFilter(c);
  if (suffix === "ics") {
    return calendar(c, head, await listTimes(reader, null, { days: daysOf({}, todayIn(territory.zone, now())), community: community.id, theme }, 300), ["network"]);
  }
  const { cards } = await listGatheredAnywhere({ db: reader, viewer: visitor, now }, community.id, { kind, theme }, null, longest);
  return answer(c, suffix, formsOf(head, cards)[suffix]?.() ?? "", ["network"]);
}

async function census(c: WebContext, suffix: string) {
  const head = headOf(c, c.get("t")("structures_title"), "/structures");
  return answer(c, suffix, await censusAs(c, suffix, head));
}

const listSuffixes = ["atom", "rss", "json", "csv"] as const;

export const feedRoutes: readonly Route[] = [
  ...["ics", "rss", "atom", "json", "geojson", "csv"].map((suffix) => page(`/agenda.${suffix}`, "public", (c) => agenda(c, suffix))),
  ...["rss", "atom", "json", "csv"].map((suffix) => page(`/projets.${suffix}`, "public", (c) => projects(c, suffix))),
  ...["rss", "atom", "json"].map((suffix) => page(`/projets/:slug/journal.${suffix}`, "public", async (c) => {
    const feed = await logbookAs(c, suffix);
    return feed === null ? c.notFound() : answer(c, suffix, feed);
  }, { at: "territory" })),
  ...["rss", "atom", "json", "csv", "geojson"].map((suffix) => page(`/lieux.${suffix}`, "public", (c) => places(c, suffix))),
  ...["rss", "atom", "json", "csv", "geojson"].map((suffix) => page(`/parcours.${suffix}`, "public", (c) => itineraries(c, suffix))),
  ...["ics", "rss", "atom", "json", "csv"].map((suffix) => page(`/annonces.${suffix}`, "public", (c) => announcements(c, suffix))),
  ...contentKinds.filter((kind) => !["announcement", "dossier", "place", "itinerary", "project"].includes(kind)).flatMap((kind) => listSuffixes.map((suffix) => page(`/${plurals[kind]}.${suffix}`, "public", (c) => contents(c, c.get("t")(`list_${kind}`), `/${plurals[kind]}`, { kind }, suffix)))),
  ...listSuffixes.flatMap((suffix) => [
    page(`/mots-cles/:tag{[^/]+\\.${suffix}}`, "public", async (c) => {
      const typed = tagKey((c.req.param("tag") ?? "").slice(0, -suffix.length - 1));
      const tag = typed ? await findStandingTag(c.get("services").reader, territoryOf(c)?.id ?? null, typed) : "";
      if (tag !== typed) return c.redirect(`/mots-cles/${encodeURIComponent(tag)}.${suffix}`, 301);
      return tag ? contents(c, `#${tag}`, `/mots-cles/${tag}`, { tag }, suffix) : c.notFound();
    }),
    page(`/themes/:theme{[^/]+\\.${suffix}}`, "public", (c) => {
      const theme = (c.req.param("theme") ?? "").slice(0, -suffix.length - 1);
      const name = themeNameIn(c, theme, c.get("locale"));
      return name === null ? c.notFound() : contents(c, name, `/themes/${theme}`, { theme }, suffix);
    }),
  ]),
  ...listSuffixes.map((suffix) => page(`/communautes.${suffix}`, "public", (c) => communities(c, suffix))),
  ...[...listSuffixes, "ics"].map((suffix) => page(`/communautes/:slug{[^/]+\\.${suffix}}`, "public", (c) => gathered(c, suffix), { at: "territory" })),
  ...["atom", "rss", "json", "csv", "geojson"].map((suffix) => page(`/structures.${suffix}`, "public", (c) => census(c, suffix))),
  ...listSuffixes.map((suffix) => page(`/dossiers.${suffix}`, "public", (c) => dossiers(c, suffix))),
  ...listSuffixes.map((suffix) => page(`/dossiers/:file{[^/]+\\.${suffix}}`, "public", (c) => oneDossier(c, suffix), { at: "territory" })),
  page("/evenements/:file{[^/]+\\.ics}", "public", oneEvent, { at: "territory" }),
  page("/evenements/:slug/programme.ics", "public", programme, { at: "territory" }),
  page("/operations/:slug/programme.ics", "public", operationProgramme, { at: "territory" }),
  ...commentFeedRoutes,
  ...sitemapRoutes,
  page("/robots.txt", "public", robots),
];
