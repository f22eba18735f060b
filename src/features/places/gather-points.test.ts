import fc from "fast-check";
import { expect, test } from "vitest";
import type { TerritoryId } from "../../platform/ids.ts";
import { gatherPoints, type MapPoint } from "./gather-points.ts";

const france = [-5, 41, 10, 51] as const;
const at = (latitude: number, longitude: number): MapPoint => ({ territory: "" as TerritoryId, slug: "", title: "", latitude, longitude, count: 1 });

test("from afar, events of one town are one spot that says how many; near enough, each stands alone", () => {
  const points = [at(45.19, 5.72), at(45.2, 5.73), at(48.85, 2.35)];

  const far = gatherPoints(points, france, 5);
  const near = gatherPoints(points, france, 16);

  expect(far.map((spot) => ("count" in spot ? spot.count : 1)).sort()).toEqual([1, 2]);
  expect(near.every((spot) => "point" in spot)).toBe(true);
});

test("what was counted before it is gathered keeps its number, and parts nearer", () => {
  const several = { ...at(45.19, 5.72), count: 40 };

  expect(gatherPoints([several, at(45.2, 5.73)], france, 5)).toMatchObject([{ count: 41 }]);
  expect(gatherPoints([several, at(48.85, 2.35)], france, 9)).toMatchObject([{ count: 40, partsAt: 11 }, { point: { count: 1 } }]);
});

test("at every zoom, the spots count every event once", () => {
  const point = fc.record({ latitude: fc.double({ min: 41.5, max: 50.5, noNaN: true }), longitude: fc.double({ min: -4.5, max: 9.5, noNaN: true }) });

  fc.assert(fc.property(fc.array(point, { maxLength: 60 }), fc.integer({ min: 3, max: 18 }), (places, zoom) => {
    const spots = gatherPoints(places.map((place) => at(place.latitude, place.longitude)), [-180, -85, 180, 85], zoom);
    return spots.reduce((sum, spot) => sum + ("count" in spot ? spot.count : 1), 0) === places.length;
  }));
});
