import type { Child } from "hono/jsx";
import { listOnMap, type AgendaLine } from "../../../features/agenda/list-agenda.ts";
import { listPlaced, type LastingKind } from "../../../features/contents/list-points.ts";
import { listPlacedStructures } from "../../../features/structures/list-points.ts";
import type { Card } from "../../../features/contents/card.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { Checks } from "../../../ui/form.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { hrefOf, plurals, structureHref } from "../../addresses.ts";
import { agendaFilter, readAgendaQuery } from "../../agenda-query.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { layers, layerWords, mapFilter, readLayers, type Layer } from "../../map-query.ts";
import { WhereUnknown } from "../parts/listing.tsx";
import { page, type Route } from "../../route.ts";
import { AgendaFilters, HolidaysLine } from "../parts/agenda-filters.tsx";
import { EventLine } from "../parts/cards.tsx";
import { briefOf } from "../parts/briefs.tsx";
import { render } from "../shell.tsx";

const [mostEvents, mostOfAKind] = [80, 40];

async function map(c: WebContext) {
  const { db } = c.get("services");
  const t = c.get("t");
  const territory = territoryOf(c);
  const query = readAgendaQuery(c);
  const { filter, place, holidays } = agendaFilter(c, query);
  const shown = readLayers(c);
  const [here, lasting] = [territory?.id ?? null, mapFilter(filter)];
  const cardsOf = (kind: LastingKind) => (shown.includes(kind) ? listPlaced(db, here, kind, lasting, mostOfAKind) : []);
  const [lines, places, itineraries, structures, projects] = await Promise.all([
    shown.includes("event") ? listOnMap(db, here, filter, mostEvents) : [],
    cardsOf("place"),
    cardsOf("itinerary"),
    shown.includes("structure") ? listPlacedStructures(db, here, lasting, mostOfAKind) : [],
    cardsOf("project"),
  ]);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  const narrowed = shown.length < layers.length;
  return render(c, { title: t("map_title"), description: t("map_description"), islands: ["map"], styles: ["map_styles"], noindex: new URL(c.req.url).search !== "" }, (
    <div class="wrap">
      <div class="head"><h1>{t("map_title")}</h1><p class="lead">{t("map_lead")}</p></div>
      <AgendaFilters c={c} query={query} action="/carte" narrowed={narrowed}>
        <Checks name="quoi" label={t("map_what")} hint={t("map_what_hint")} values={shown.map((layer) => layerWords[layer])} options={layers.map((layer) => ({ value: layerWords[layer], label: t(`map_layer_${layer}`) }))} />
      </AgendaFilters>
      <HolidaysLine c={c} holidays={holidays} />
      <WhereUnknown c={c} query={query} place={place} />
      <div class="section stack">
        <es-map class="map" data-lat={String(territory?.latitude ?? 46.6)} data-lon={String(territory?.longitude ?? 2.4)} data-zoom={String(territory?.mapZoom ?? 6)} data-tiles={c.get("services").tilesUrl} data-label={t("map_title")} data-many={t("map_many", { n: "{n}" })}></es-map>
        <ul class="plain row map-legend" aria-label={t("map_legend")}>{shown.map((layer) => <li class="kind" data-layer={layer} data-word={t(`kind_${layer}`)}><Icon name={layer} />{t(`map_layer_${layer}`)}</li>)}</ul>
        <h2 class="hidden-text">{t("map_list")}</h2>
        <Layered c={c} layer="event" count={lines.length} most={mostEvents} href="/agenda"><ol class="plain">{lines.map((line) => <EventItem c={c} line={line} />)}</ol></Layered>
        <Layered c={c} layer="place" count={places.length} most={mostOfAKind} href={`/${plurals.place}`}><ul class="brief">{places.map((card) => <CardItem c={c} card={card} />)}</ul></Layered>
        <Layered c={c} layer="itinerary" count={itineraries.length} most={mostOfAKind} href={`/${plurals.itinerary}`}><ul class="brief">{itineraries.map((card) => <CardItem c={c} card={card} />)}</ul></Layered>
        <Layered c={c} layer="structure" count={structures.length} most={mostOfAKind} href="/structures">
          <ul class="brief">{structures.map((each) => <li data-lat={String(each.latitude ?? "")} data-lon={String(each.longitude ?? "")}><a href={structureHref(c, each)}>{each.name}</a><span class="soft">{[t(`structure_type_${each.type}` as MessageKey), each.communeName].filter(Boolean).join(" · ")}</span></li>)}</ul>
        </Layered>
        <Layered c={c} layer="project" count={projects.length} most={mostOfAKind} href={`/${plurals.project}`}><ul class="brief">{projects.map((card) => <CardItem c={c} card={card} />)}</ul></Layered>
        {lines.length + places.length + itineraries.length + structures.length + projects.length === 0 ? <p class="empty">{t("map_empty")}</p> : null}
      </div>
    </div>
  ));
}

/** One kind of the list; where it stops before its end, the way to the rest. */
function Layered({ c, layer, count, most, href, children }: { c: WebContext; layer: Layer; count: number; most: number; href: string; children: Child }) {
  if (count === 0) return null;
  const t = c.get("t");
  return (
    <section class="stack tight" aria-labelledby={`on-map-${layer}`}>
      <h3 id={`on-map-${layer}`}>{t(`map_layer_${layer}`)}</h3>
      {children}
      {count >= most ? <p><a href={href}>{t(`map_all_${layer}`)}</a></p> : null}
    </section>
  );
}

function EventItem({ c, line }: { c: WebContext; line: AgendaLine }) {
  const { event } = line.card;
  return <li data-lat={String(event?.latitude ?? "")} data-lon={String(event?.longitude ?? "")}><EventLine c={c} line={line} withDate /></li>;
}

function CardItem({ c, card }: { c: WebContext; card: Card }) {
  const { word, line } = briefOf(c, card);
  return <li data-lat={String(card.latitude ?? "")} data-lon={String(card.longitude ?? "")}><a href={hrefOf(c, card)}>{card.title}</a><span class="soft">{[word, line].filter(Boolean).join(" · ")}</span></li>;
}

export const mapRoutes: readonly Route[] = [page("/carte", "public", map)];
