import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stopwatch } from "../../../tests/support/stopwatch.ts";
import { distanceKm } from "../places/communes.ts";
import { largestTrack, readTrack } from "./read-track.ts";
import { durationOf, lengthOf, lighten, straightLine, type Line } from "./route.ts";

const gpx = (inside: string) => `<?xml version="1.0"?><gpx version="1.1" creator="montre" xmlns="http://www.topografix.com/GPX/1/1">${inside}</gpx>`;
const point = (tag: string, lat: number | string, lon: number | string) => `<${tag} lat="${lat}" lon="${lon}"><ele>210</ele><time>2026-11-25T10:00:00Z</time></${tag}>`;

describe("a GPX track", () => {
  test("gives its line: all its segments in their order, its route where it has no track, and nothing else of it", () => {
    const track = gpx(`<wpt lat="1" lon="1"><name>Ailleurs</name></wpt><trk><trkseg>${point("trkpt", 45.19, 5.72)}${point("trkpt", 45.2, 5.73)}</trkseg><trkseg>${point("trkpt", "45.21000001", 5.74)}</trkseg></trk>`);

    expect(readTrack(track)).toEqual({ done: true, value: [[5.72, 45.19], [5.73, 45.2], [5.74, 45.21]] });
    expect(readTrack(gpx(`<rte>${point("rtept", 45, 5)}${point("rtept", 45.1, 5)}</rte>`))).toEqual({ done: true, value: [[5, 45], [5, 45.1]] });
    expect(readTrack(track.replaceAll("<trk", "<t:trk").replaceAll("</trk", "</t:trk").replaceAll("<gpx ", "<t:gpx ").replace("</gpx>", "</t:gpx>"))).toMatchObject({ done: true });
  });

  test("that isn't one is refused with its reason: another file, no line, impossible points, entities, too much of it", () => {
    const refusal = (text: string) => { const read = readTrack(text); return read.done ? "done" : read.refusal; };

    for (const text of ["", "{}", "<html><trkpt lat='1' lon='2'/></html>", "\0\x01\x02", gpx(point("trkpt", 91, 5)), gpx(point("trkpt", "1e1", 5)), gpx(point("trkpt", "", 5)), gpx("<trkpt lat='1'/>")]) expect([text, refusal(text)]).toEqual([text, "track_unreadable"]);
    expect(refusal(`<!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${gpx(point("trkpt", 45, 5))}`)).toBe("track_unreadable");
    expect(refusal(gpx(`<!-- ${"x".repeat(100_000)} --><!doctype x>${point("trkpt", 45, 5)}`))).toBe("track_unreadable");
    expect(refusal(gpx("<trk><trkseg></trkseg></trk>"))).toBe("track_empty");
    expect(refusal(gpx(point("trkpt", 45, 5)))).toBe("track_empty");
    expect(refusal(gpx("<trkpt lat=\"45\" lon=\"5\"/>".repeat(70_000)))).toBe("track_large");
    expect(refusal(" ".repeat(largestTrack + 1))).toBe("track_large");
  });

  test("C2 of the largest size is read in little time, however it is nested or cut", () => {
    for (const piece of ["<a>", "<", "&amp;", "<!--", "<![CDATA[", "<trkpt lat=\"45\" lon=\"5\"/>", "<?", "</a>", "<a b=\"", "\n"]) {
      const spent = stopwatch();
      readTrack(gpx(piece.repeat(Math.floor(3_900_000 / piece.length))));
      expect([piece, spent() < 3000]).toEqual([piece, true]);
    }
  });
});

describe("the measure of an itinerary", () => {
  test("a line is made light without losing its ends or its length", () => {
    const spiral: Line = Array.from({ length: 40_000 }, (_, n) => [5 + Math.cos(n / 4000) * (n / 400_000), 45 + Math.sin(n / 4000) * (n / 400_000)]);

    const light = lighten(spiral);

    expect(light.length).toBeLessThanOrEqual(3000);
    expect(light[0]).toEqual([5, 45]);
    expect(light.at(-1)).toEqual(spiral.at(-1)?.map((degrees) => Number(degrees.toFixed(5))));
    expect(Math.abs(lengthOf(light) / lengthOf(spiral) - 1)).toBeLessThan(0.02);
  });

  test("its length is that of its parts, and a loop comes back to where it began", () => {
    const place = fc.record({ latitude: fc.double({ min: -80, max: 80, noNaN: true }), longitude: fc.double({ min: -170, max: 170, noNaN: true }) });
    fc.assert(fc.property(fc.array(place, { minLength: 2, maxLength: 20 }), (points) => {
      const [open, loop] = [lengthOf(straightLine(points, false)), lengthOf(straightLine(points, true))];
      const [first, last] = [points[0], points.at(-1)];
      expect(Math.abs(loop - open - (first && last ? distanceKm(last, first) * 1000 : 0))).toBeLessThan(2);
    }));
  });

  test("its duration adds the way and the stays, by five minutes", () => {
    expect(durationOf(4000, "walk", [])).toBe(60);
    expect(durationOf(4000, "bike", [30, 10])).toBe(60);
    expect(durationOf(10, "walk", [])).toBe(5);
    expect(durationOf(0, "car", [])).toBe(0);
  });
});
