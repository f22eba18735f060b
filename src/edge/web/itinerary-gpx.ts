import type { Content } from "../../features/contents/show-content.ts";
import type { ItineraryDetails } from "../../features/itineraries/show-itinerary.ts";
import { escapeHtml } from "../../platform/text/render.ts";

export interface GpxHead {
  readonly address: string;
  readonly author: string;
  /** Whole addresses of the places' pages. */
  readonly addressOf: (stop: ItineraryDetails["stops"][number]) => string | null;
}

/** GPX 1.1 (topografix.com/GPX/1/1): the stops as waypoints and as a route, and the line as a track where one was drawn. */
export function gpxOf(head: GpxHead, content: Content, details: ItineraryDetails): string {
  const stops = details.stops.flatMap((stop, index) => (stop.latitude === null || stop.longitude === null ? [] : [{ at: at(stop.longitude, stop.latitude), said: said(head, stop, index + 1) }]));
  const track = details.line ? `\n<trk><name>${text(content.title)}</name><trkseg>\n${details.line.map(([longitude, latitude]) => `<trkpt ${at(longitude, latitude)}/>`).join("\n")}\n</trkseg></trk>` : "";
  return `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Echosciences" xmlns="http://www.topografix.com/GPX/1/1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">
<metadata><name>${text(content.title)}</name>${content.summary ? `<desc>${text(content.summary)}</desc>` : ""}<author><name>${text(head.author)}</name></author><link href="${text(head.address)}"/><time>${content.updatedAt.toString({ fractionalSecondDigits: 0 })}</time></metadata>
${stops.map((stop) => `<wpt ${stop.at}>${stop.said}</wpt>`).join("\n")}
<rte><name>${text(content.title)}</name>
${stops.map((stop) => `<rtept ${stop.at}>${stop.said}</rtept>`).join("\n")}
</rte>${track}
</gpx>
`;
}

function at(longitude: number, latitude: number): string {
  return `lat="${latitude.toFixed(6)}" lon="${longitude.toFixed(6)}"`;
}

function said(head: GpxHead, stop: ItineraryDetails["stops"][number], number: number): string {
  const address = head.addressOf(stop);
  return `<name>${number}. ${text(stop.name)}</name>${stop.note ? `<desc>${text(stop.note)}</desc>` : ""}${address ? `<link href="${text(address)}"/>` : ""}`;
}

/** Escaped, without the two characters that no XML document may hold and that a line of text can. */
function text(value: string): string {
  return escapeHtml(value.replace(/[\uFFFE\uFFFF]/g, ""));
}
