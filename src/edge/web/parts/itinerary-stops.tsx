import { straightLine, type Line } from "../../../features/itineraries/route.ts";
import type { ItineraryDetails, Stop } from "../../../features/itineraries/show-itinerary.ts";
import { readPlaceBrief } from "../../../features/visiting/place.ts";
import { hrefOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { standingWords } from "./hours-words.tsx";
import { durationWords } from "./itinerary-words.ts";
import { RouteSketch } from "./route-sketch.tsx";

/** The line that is drawn: the track's, or straight between the stops whose point is known. */
export function lineOf({ line, stops, looped }: ItineraryDetails): Line {
  return line ?? straightLine(stops.flatMap(({ latitude, longitude }) => (latitude === null || longitude === null ? [] : [{ latitude, longitude }])), looped);
}

/** What a stop is called; one whose place was taken away says so. */
export function stopName(c: WebContext, stop: Stop): string {
  return stop.gone ? c.get("t")("itinerary_stop_gone") : stop.name;
}

/** The stops in their order, on the map and in words. */
export function ItineraryStops({ c, title, details }: { c: WebContext; title: string; details: ItineraryDetails }) {
  const t = c.get("t");
  const line = lineOf(details);
  const placed = details.stops.flatMap(({ latitude, longitude }, index) => (latitude === null || longitude === null ? [] : [{ number: index + 1, latitude, longitude }]));
  const [first] = placed;
  return (
    <section class="stack" aria-labelledby="map"><h2 id="map">{t("itinerary_stops", { count: details.stops.length })}</h2>
      {first ? <es-map class="map" data-lat={String(first.latitude)} data-lon={String(first.longitude)} data-zoom="13" data-tiles={c.get("services").tilesUrl} data-label={`${t("nav_map")} – ${title}`} data-only="list" data-line={JSON.stringify(line)}></es-map> : null}
      {first ? <RouteSketch line={line} stops={placed} /> : null}
      <ol class="plain stops">{details.stops.map((stop, index) => <StopItem c={c} stop={stop} number={index + 1} />)}</ol>
      {details.looped ? <p class="soft">{t("itinerary_back")}</p> : null}
    </section>
  );
}

function StopItem({ c, stop, number }: { c: WebContext; stop: Stop; number: number }) {
  const t = c.get("t");
  const { card } = stop;
  const name = stopName(c, stop);
  const brief = card ? readPlaceBrief(card.brief) : null;
  const standing = brief ? standingWords(c, brief.hours, brief) : null;
  const where = card ? [brief ? t(`place_type_${brief.type}`) : "", stop.communeName] : [stop.address, stop.communeName];
  const href = card ? hrefOf(c, card) : `#stop-${number}`;
  const placed = stop.latitude === null ? {} : { "data-lat": String(stop.latitude), "data-lon": String(stop.longitude), "data-title": `${number}. ${name}`, "data-number": String(number), "data-href": href };
  return (
    <li class="item" id={`stop-${number}`} {...placed}>
      <span class="stop-number" aria-hidden="true">{number}</span>
      <div class="stack tight">
        <h3>{card ? <a href={href}>{name}</a> : stop.gone ? <span class="soft">{name}</span> : name}</h3>
        <p class="row soft small">{[...where, stop.minutes > 0 ? t("itinerary_stay", { duration: durationWords(c, stop.minutes) }) : ""].filter(Boolean).join(" · ")}{standing ? <span class="badge">{standing.words}</span> : null}</p>
        {stop.note ? <p>{stop.note}</p> : null}
      </div>
    </li>
  );
}
