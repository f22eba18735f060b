import { Parser } from "htmlparser2";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { lighten, type Line } from "./route.ts";

export type TrackRefusal = "track_large" | "track_unreadable" | "track_empty";

/** Bytes of a file: an hour's walk recorded each second weighs a fifth of it. */
export const largestTrack = 4_000_000;
const mostRead = 60_000;
/** A true track holds a dozen tags one in another; the parser keeps each open one, in a list that it searches. */
const deepest = 64;

/**
 * The line of a GPX file (1.0 or 1.1): its tracks one after the other, or its routes where it has no track. Nothing is
 * expanded, fetched or kept besides points; a document type, where entities are declared, is refused.
 */
export function readTrack(text: string): Outcome<Line, TrackRefusal> {
  if (text.length > largestTrack) return refused("track_large" as const);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return refused("track_unreadable" as const);
  const found: Record<"trkpt" | "rtept", [number, number][]> = { trkpt: [], rtept: [] };
  let [gpx, bad, depth] = [false, false, 0];
  const parser = new Parser({
    onopentag(tag, attributes) {
      const name = tag.replace(/^.*:/, "");
      if (name === "gpx") gpx = true;
      bad ||= ++depth > deepest;
      if (bad || found.trkpt.length > mostRead || found.rtept.length > mostRead) parser.pause();
      if (name !== "trkpt" && name !== "rtept") return;
      const point = pointOf(attributes["lon"], attributes["lat"]);
      if (point) found[name].push(point);
      else bad = true;
    },
    onclosetag: () => void depth--,
  }, { xmlMode: true, decodeEntities: false });
  parser.end(text);
  if (!gpx || bad) return refused("track_unreadable" as const);
  const points = found.trkpt.length > 0 ? found.trkpt : found.rtept;
  if (Math.max(found.trkpt.length, found.rtept.length) > mostRead) return refused("track_large" as const);
  const line = lighten(points);
  return line.length < 2 ? refused("track_empty" as const) : done(line);
}

function pointOf(lon: string | undefined, lat: string | undefined): [number, number] | null {
  const [longitude, latitude] = [decimal(lon), decimal(lat)];
  return longitude !== null && latitude !== null && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 ? [longitude, latitude] : null;
}

function decimal(text: string | undefined): number | null {
  const trimmed = text?.trim() ?? "";
  return /^[-+]?\d{1,3}(?:\.\d{0,40})?$/.test(trimmed) ? Number(trimmed) : null;
}
