import { accessibilities } from "../../../features/agenda/event.ts";
import type { Card } from "../../../features/contents/card.ts";
import { readCursor, writeCursor } from "../../../features/contents/list-contents.ts";
import { listPlaces } from "../../../features/visiting/list-places.ts";
import { placeTypes, readPlaceBrief } from "../../../features/visiting/place.ts";
import { searchPlaces } from "../../../features/visiting/show-place.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { hrefOf } from "../../addresses.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { placeFilter, readPlaceQuery } from "../../place-query.ts";
import { communeWords } from "../event-draft.ts";
import { tooManyPage } from "../errors.tsx";
import { ContentCard } from "../parts/cards.tsx";
import { FeedLinks, feedsOf, FilterChoice, Filters, isSet, PageTurns, suffixed, ThemeFilter, WhereFilter, WhereUnknown } from "../parts/listing.tsx";
import { PointMap } from "../parts/point-map.tsx";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

const suffixes = ["rss", "atom", "json", "geojson", "csv"] as const;

/** Where one can go: as cards, and on the map. */
async function places(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  const query = readPlaceQuery(c);
  const { filter, place } = placeFilter(c, query);
  const cursor = readCursor(query.suite);
  const listing = await listPlaces(c.get("services").db, territory?.id ?? null, filter, cursor, 24);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  const at = suffixed(c, "/lieux");
  const points = listing.cards.flatMap((card) => pointOf(c, card));
  return render(c, { title: t("list_place"), description: t("list_place_lead"), noindex: new URL(c.req.url).search !== "", feeds: feedsOf(t("list_place"), suffixes, at), ...(points.length > 0 ? { islands: ["map"], styles: ["map_styles"] } : {}) }, (
    <div class="wrap">
      <div class="head"><h1>{t("list_place")}</h1><p class="lead">{t("list_place_lead")}</p><div class="actions"><a class="button quiet" href="/contribuer/lieu">{t("write_place")}</a></div></div>
      <Filters c={c} action="/lieux" set={isSet(query)}>
        <FilterChoice c={c} name="type" label={t("place_type")} value={query.type} options={placeTypes.map((type) => ({ value: type, label: t(`place_type_${type}`) }))} />
        <FilterChoice c={c} name="ouvert" label={t("place_open")} value={query.ouvert} options={[{ value: "maintenant", label: t("place_open_now") }, { value: "aujourd-hui", label: t("place_open_today") }]} />
        <FilterChoice c={c} name="acces" label={t("field_access")} value={query.acces} options={accessibilities.map((each) => ({ value: each, label: t(`access_${each}`) }))} />
        <FilterChoice c={c} name="prix" label={t("facts_price")} value={query.prix} options={[{ value: "gratuit", label: t("pricing_free") }]} />
        <WhereFilter c={c} query={query} />
        <ThemeFilter c={c} theme={query.theme} />
      </Filters>
      <WhereUnknown c={c} query={query} place={place} />
      <div class="section stack">
        {listing.cards.length > 0 ? <div class="grid">{listing.cards.map((card) => <ContentCard c={c} card={card} level={2} />)}</div> : (
          <div class="empty"><p><strong>{t("places_empty")}</strong></p><div class="actions"><a class="button quiet" href="/lieux">{t("filters_clear")}</a><a class="button" href="/contribuer/lieu">{t("write_place")}</a></div></div>
        )}
        <PageTurns c={c} first={!cursor} next={listing.next ? writeCursor(listing.next) : null} more="places_more" />
        <PointMap c={c} title={t("nav_map")} label={t("list_place")} items={points} zoom={9} />
        <FeedLinks c={c} suffixes={suffixes} at={at} />
      </div>
    </div>
  ));
}

function pointOf(c: WebContext, card: Card) {
  return card.latitude === null || card.longitude === null ? [] : [{ latitude: card.latitude, longitude: card.longitude, title: card.title, href: hrefOf(c, card), words: [card.title, readPlaceBrief(card.brief)?.communeName].filter(Boolean).join(", ") }];
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
