import type { Card } from "../../features/contents/card.ts";
import { readPlaceBrief } from "../../features/visiting/place.ts";
import { csvTable } from "../../platform/text/csv.ts";
import { atomOf, jsonFeedOf, rssOf, type FeedHead } from "./forms.ts";

/** Places to visit in a form that others read. */
export function placesAs(suffix: string, head: FeedHead, cards: readonly Card[]): string {
  const forms: Readonly<Record<string, () => string>> = { atom: () => atomOf(head, cards), rss: () => rssOf(head, cards), json: () => jsonFeedOf(head, cards), csv: () => csv(head, cards), geojson: () => pointsOf(head, cards) };
  return forms[suffix]?.() ?? "";
}

function csv(head: FeedHead, cards: readonly Card[]): string {
  return csvTable(["id", "title", "summary", "url", "type", "commune_code", "commune", "latitude", "longitude", "hours", "pricing", "accessibility"], cards.map((card) => {
    const brief = readPlaceBrief(card.brief);
    return [card.id, card.title, card.summary, head.urlOf(card), brief?.type ?? "", brief?.communeCode ?? "", brief?.communeName ?? "", card.latitude, card.longitude, brief?.hours ?? "", brief?.pricing ?? "", brief?.accessibility.join("; ") ?? ""];
  }));
}

/** GeoJSON (RFC 7946): the contents that have a point, with what their card says. */
export function pointsOf(head: FeedHead, cards: readonly Card[]): string {
  return JSON.stringify({
    type: "FeatureCollection",
    features: cards.flatMap((card) => (card.latitude === null || card.longitude === null ? [] : [{
      type: "Feature", id: card.id, geometry: { type: "Point", coordinates: [card.longitude, card.latitude] },
      properties: { title: card.title, url: head.urlOf(card), summary: card.summary, ...card.brief },
    }])),
  });
}
