import { accessibilities, audiences } from "../../../features/agenda/event.ts";
import type { Card } from "../../../features/contents/card.ts";
import { readCursor, writeCursor } from "../../../features/contents/list-contents.ts";
import { readItineraryBrief, travels } from "../../../features/itineraries/itinerary.ts";
import { listItineraries } from "../../../features/itineraries/list-itineraries.ts";
import { themeCodes } from "../../../features/tags/themes.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { Select, TextField } from "../../../ui/form.tsx";
import { hrefOf, withQuery } from "../../addresses.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { itineraryFilter, readItineraryQuery, type ItineraryQuery } from "../../itinerary-query.ts";
import { page, type Route } from "../../route.ts";
import { ContentCard } from "../parts/cards.tsx";
import { PointMap } from "../parts/point-map.tsx";
import { render } from "../shell.tsx";

const feeds = [["application/rss+xml", "rss", "RSS"], ["application/atom+xml", "atom", "Atom"], ["application/feed+json", "json", "JSON Feed"], ["application/geo+json", "geojson", "GeoJSON"]] as const;

/** Ways to go from place to place: as cards, and on the map where each begins. */
async function itineraries(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  const query = readItineraryQuery(c);
  const { filter, place } = itineraryFilter(query);
  const cursor = readCursor(query.suite);
  const listing = await listItineraries(c.get("services").db, territory?.id ?? null, filter, cursor, 24);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  const { search } = new URL(c.req.url);
  const points = listing.cards.flatMap((card) => pointOf(c, card));
  return render(c, { title: t("list_itinerary"), description: t("list_itinerary_lead"), noindex: search !== "", feeds: feeds.map(([type, suffix]) => ({ type, href: `/parcours.${suffix}${search}`, title: t("list_itinerary") })), ...(points.length > 0 ? { islands: ["map"], styles: ["map_styles"] } : {}) }, (
    <div class="wrap">
      <div class="head"><h1>{t("list_itinerary")}</h1><p class="lead">{t("list_itinerary_lead")}</p><div class="actions"><a class="button quiet" href="/contribuer/parcours">{t("write_itinerary")}</a></div></div>
      <Filters c={c} query={query} />
      {query.ou && !place ? <p class="notice alarm">{t("agenda_place_unknown", { place: query.ou })}</p> : null}
      <div class="section stack">
        {listing.cards.length > 0 ? <div class="grid">{listing.cards.map((card) => <ContentCard c={c} card={card} level={2} />)}</div> : (
          <div class="empty"><p><strong>{t("itineraries_empty")}</strong></p><div class="actions"><a class="button quiet" href="/parcours">{t("filters_clear")}</a><a class="button" href="/contribuer/parcours">{t("write_itinerary")}</a></div></div>
        )}
        <div class="pages">
          {cursor ? <a class="button quiet" href={withQuery(c, { suite: null })}>{t("first_page")}</a> : null}
          {listing.next ? <a class="button" rel="next" href={withQuery(c, { suite: writeCursor(listing.next) })}>{t("itineraries_more")}</a> : null}
        </div>
        <PointMap c={c} title={t("itineraries_map")} label={t("list_itinerary")} items={points} zoom={9} />
        <p class="soft small">{t("list_subscribe")} {feeds.map(([, suffix, name]) => <><a href={`/parcours.${suffix}${search}`}>{name}</a> · </>)}<a href={`/parcours.csv${search}`}>CSV</a></p>
      </div>
    </div>
  ));
}

function pointOf(c: WebContext, card: Card) {
  return card.latitude === null || card.longitude === null ? [] : [{ latitude: card.latitude, longitude: card.longitude, title: card.title, href: hrefOf(c, card), words: [card.title, readItineraryBrief(card.brief)?.communeName].filter(Boolean).join(", ") }];
}

function Filters({ c, query }: { c: WebContext; query: ItineraryQuery }) {
  const t = c.get("t");
  const any = { value: "", label: t("filter_any") };
  const set = Boolean(query.moyen ?? query.public ?? query.acces ?? query.longueur ?? query.ou ?? query.theme);
  return (
    <details class="filters" open={set}>
      <summary><strong>{t("filters")}</strong></summary>
      <form action="/parcours" method="get">
        <Select name="moyen" label={t("itinerary_travel")} value={query.moyen} options={[any, ...travels.map((each) => ({ value: each, label: t(`travel_${each}`) }))]} />
        <Select name="longueur" label={t("itinerary_length_up_to")} value={query.longueur === undefined ? "" : String(query.longueur)} options={[any, ...lengths(query.longueur).map((km) => ({ value: String(km), label: t("number_km", { n: km }) }))]} />
        <Select name="public" label={t("facts_audience")} value={query.public} options={[any, ...audiences.map((each) => ({ value: each, label: t(`audience_${each}`) }))]} />
        <Select name="acces" label={t("field_access")} value={query.acces} options={[any, ...accessibilities.map((each) => ({ value: each, label: t(`access_${each}`) }))]} />
        <TextField name="ou" label={t("itinerary_from")} value={query.ou} autocomplete="off" />
        <Select name="rayon" label={t("filter_radius")} value={String(query.rayon ?? 20)} options={[5, 10, 20, 50, 100].map((km) => ({ value: String(km), label: `${km} km` }))} />
        <Select name="theme" label={t("filter_theme")} value={query.theme} options={[any, ...themeCodes.map((theme) => ({ value: theme, label: t(`theme_${theme}`) }))]} />
        <div class="actions"><button class="button" type="submit">{t("filter_apply")}</button>{set ? <a href="/parcours">{t("filters_clear")}</a> : null}</div>
      </form>
    </details>
  );
}

/** Those that are offered, and the one that an address asks for. */
function lengths(asked: number | undefined): number[] {
  return [...new Set([2, 5, 10, 20, 50, ...(asked === undefined ? [] : [asked])])].sort((a, b) => a - b);
}

export const itineraryRoutes: readonly Route[] = [page("/parcours", "public", itineraries)];
