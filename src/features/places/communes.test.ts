import { expect, test } from "vitest";
import fc from "fast-check";
import { boxAround, distanceKm, findCommune, searchCommunes } from "./communes.ts";

const point = fc.record({ latitude: fc.double({ min: -80, max: 80, noNaN: true }), longitude: fc.double({ min: -170, max: 170, noNaN: true }) });

test("Grenoble is about ninety-five kilometres from Lyon as the crow flies", () => {
  const [grenoble, lyon] = [findCommune("38185")?.point, findCommune("69123")?.point];
  expect(grenoble && lyon ? distanceKm(grenoble, lyon) : 0).toBeGreaterThan(90);
  expect(grenoble && lyon ? distanceKm(grenoble, lyon) : 0).toBeLessThan(100);
});

test("the box that the index is asked for leaves out nothing that is near enough", () => {
  fc.assert(fc.property(point, fc.double({ min: 1, max: 200, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), (center, km, north, east) => {
    const other = { latitude: center.latitude + north * 2, longitude: center.longitude + east * 2 };
    const box = boxAround(center, km);
    const inside = other.latitude >= box.south && other.latitude <= box.north && other.longitude >= box.west && other.longitude <= box.east;
    return inside || distanceKm(center, other) > km * 0.999;
  }));
});

test("a commune is found by its name without accents, by its postcode, and by what one says of a saint", () => {
  expect(searchCommunes("grenob", 3)[0]?.name).toBe("Grenoble");
  // Called just so before the larger ones that only begin so.
  expect(searchCommunes("saint-denis", 2).map((each) => each.name)[0]).toBe("Saint-Denis");
  expect(searchCommunes("vif", 2)[0]?.name).toBe("Vif");
  expect(searchCommunes("zzz", 3)).toEqual([]);
  expect(searchCommunes("38000", 3).map((each) => each.name)).toContain("Grenoble");
  expect(searchCommunes("st etienne", 3).map((each) => each.name)).toContain("Saint-Étienne");
});
