import type { Card } from "../../features/contents/card.ts";
import { readItineraryBrief } from "../../features/itineraries/itinerary.ts";
import { csvTable } from "../../platform/text/csv.ts";
import { atomOf, jsonFeedOf, rssOf, type FeedHead } from "./forms.ts";
import { pointsOf } from "./places.ts";

/** Itineraries in a form that others read; on a map, each at its first stop. */
export function itinerariesAs(suffix: string, head: FeedHead, cards: readonly Card[]): string {
  const forms: Readonly<Record<string, () => string>> = { atom: () => atomOf(head, cards), rss: () => rssOf(head, cards), json: () => jsonFeedOf(head, cards), csv: () => csv(head, cards), geojson: () => pointsOf(head, cards) };
  return forms[suffix]?.() ?? "";
}

function csv(head: FeedHead, cards: readonly Card[]): string {
  return csvTable(["id", "title", "summary", "url", "travel", "level", "loop", "metres", "minutes", "stops", "commune", "latitude", "longitude", "audience", "accessibility", "pricing"], cards.map((card) => {
    const brief = readItineraryBrief(card.brief);
    return [card.id, card.title, card.summary, head.urlOf(card), brief?.travel ?? "", brief?.level ?? "", brief?.looped ? 1 : 0, brief?.metres ?? null, brief?.minutes ?? null, brief?.stops ?? null, brief?.communeName ?? "", card.latitude, card.longitude, brief?.audience.join("; ") ?? "", brief?.accessibility.join("; ") ?? "", brief?.pricing ?? ""];
  }));
}
