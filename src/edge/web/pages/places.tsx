import { accessibilities } from "../../../features/agenda/event.ts";
import type { Card } from "../../../features/contents/card.ts";
import { readCursor, writeCursor } from "../../../features/contents/list-contents.ts";
import { themeCodes } from "../../../features/tags/themes.ts";
import { listPlaces } from "../../../features/visiting/list-places.ts";
import { placeTypes, readPlaceBrief } from "../../../features/visiting/place.ts";
import { searchPlaces } from "../../../features/visiting/show-place.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { Select, TextField } from "../../../ui/form.tsx";
import { hrefOf, withQuery } from "../../addresses.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { placeFilter, readPlaceQuery, type PlaceQuery } from "../../place-query.ts";
import { communeWords } from "../event-draft.ts";
import { tooManyPage } from "../errors.tsx";
import { ContentCard } from "../parts/cards.tsx";
import { PointMap } from "../parts/point-map.tsx";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

const feeds = [["application/rss+xml", "rss", "RSS"], ["application/atom+xml", "atom", "Atom"], ["application/feed+json", "json", "JSON Feed"], ["application/geo+json", "geojson", "GeoJSON"]] as const;

/** Where one can go: as cards, and on the map. */
async function places(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  const query = readPlaceQuery(c);
  const { filter, place } = placeFilter(c, query);
  const cursor = readCursor(query.suite);
  const listing = await listPlaces(c.get("services").db, territory?.id ?? null, filter, cursor, 24);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  const { search } = new URL(c.req.url);
  const points = listing.cards.flatMap((card) => pointOf(c, card));
  return render(c, { title: t("list_place"), description: t("list_place_lead"), noindex: search !== "", feeds: feeds.map(([type, suffix]) => ({ type, href: `/lieux.${suffix}${search}`, title: t("list_place") })), ...(points.length > 0 ? { islands: ["map"], styles: ["map_styles"] } : {}) }, (
    <div class="wrap">
      <div class="head"><h1>{t("list_place")}</h1><p class="lead">{t("list_place_lead")}</p><div class="actions"><a class="button quiet" href="/contribuer/lieu">{t("write_place")}</a></div></div>
      <Filters c={c} query={query} />
      {query.ou && !place ? <p class="notice alarm">{t("agenda_place_unknown", { place: query.ou })}</p> : null}
      <div class="section stack">
        {listing.cards.length > 0 ? <div class="grid">{listing.cards.map((card) => <ContentCard c={c} card={card} level={2} />)}</div> : (
          <div class="empty"><p><strong>{t("places_empty")}</strong></p><div class="actions"><a class="button quiet" href="/lieux">{t("filters_clear")}</a><a class="button" href="/contribuer/lieu">{t("write_place")}</a></div></div>
        )}
        <div class="pages">
          {cursor ? <a class="button quiet" href={withQuery(c, { suite: null })}>{t("first_page")}</a> : null}
          {listing.next ? <a class="button" rel="next" href={withQuery(c, { suite: writeCursor(listing.next) })}>{t("places_more")}</a> : null}
        </div>
        <PointMap c={c} title={t("nav_map")} label={t("list_place")} items={points} zoom={9} />
        <p class="soft small">{t("list_subscribe")} {feeds.map(([, suffix, name]) => <><a href={`/lieux.${suffix}${search}`}>{name}</a> · </>)}<a href={`/lieux.csv${search}`}>CSV</a></p>
      </div>
    </div>
  ));
}

function pointOf(c: WebContext, card: Card) {
  return card.latitude === null || card.longitude === null ? [] : [{ latitude: card.latitude, longitude: card.longitude, title: card.title, href: hrefOf(c, card), words: [card.title, readPlaceBrief(card.brief)?.communeName].filter(Boolean).join(", ") }];
}

function Filters({ c, query }: { c: WebContext; query: PlaceQuery }) {
  const t = c.get("t");
  const any = { value: "", label: t("filter_any") };
  const set = Boolean(query.type ?? query.ouvert ?? query.acces ?? query.prix ?? query.ou ?? query.theme);
  return (
    <details class="filters" open={set}>
      <summary><strong>{t("filters")}</strong></summary>
      <form action="/lieux" method="get">
        <Select name="type" label={t("place_type")} value={query.type} options={[any, ...placeTypes.map((type) => ({ value: type, label: t(`place_type_${type}`) }))]} />
        <Select name="ouvert" label={t("place_open")} value={query.ouvert} options={[any, { value: "maintenant", label: t("place_open_now") }, { value: "aujourd-hui", label: t("place_open_today") }]} />
        <Select name="acces" label={t("field_access")} value={query.acces} options={[any, ...accessibilities.map((each) => ({ value: each, label: t(`access_${each}`) }))]} />
        <Select name="prix" label={t("facts_price")} value={query.prix} options={[any, { value: "gratuit", label: t("pricing_free") }]} />
        <TextField name="ou" label={t("filter_where")} value={query.ou} autocomplete="off" />
        <Select name="rayon" label={t("filter_radius")} value={String(query.rayon ?? 20)} options={[5, 10, 20, 50, 100].map((km) => ({ value: String(km), label: `${km} km` }))} />
        <Select name="theme" label={t("filter_theme")} value={query.theme} options={[any, ...themeCodes.map((theme) => ({ value: theme, label: t(`theme_${theme}`) }))]} />
        <div class="actions"><button class="button" type="submit">{t("filter_apply")}</button>{set ? <a href="/lieux">{t("filters_clear")}</a> : null}</div>
      </form>
    </details>
  );
}

/** What the form of an event offers while a place is typed: each with what it fills. */
async function byName(c: WebContext) {
  const { viewer, db } = c.get("act");
  const allowed = await c.get("services").throttle("place-names", 600, 600).take(viewer.kind === "member" ? viewer.id : "");
  if (!allowed.ok) return tooManyPage(c, allowed.retryAfterSeconds);
  const territory = territoryOf(c);
  const typed = (c.req.query("q") ?? "").trim().slice(0, 80);
  const found = territory && typed.length >= 2 ? await searchPlaces(db, territory.id, typed, 8) : [];
  return c.json(found.map((each) => ({ name: each.name, address: each.address, commune: communeWords(each.communeCode), latitude: each.latitude, longitude: each.longitude })), 200, { "Cache-Control": "private, no-store" });
}

export const placeRoutes: readonly Route[] = [page("/lieux", "public", places), page("/lieux-par-nom", "member", byName)];
