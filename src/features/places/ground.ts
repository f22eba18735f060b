import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

// ISO 3166 numbers: France with its overseas parts, and the countries around it.
const drawn = new Set(["250", "724", "380", "756", "276", "056", "442", "826", "528", "040"]);
let ground: string | null = null;

/** The outlines that the map lies on where no tile can be had: GeoJSON of Natural Earth's countries, to a kilometre or so. */
export function drawGround(): string {
  if (ground) return ground;
  const file = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
  const atlas = JSON.parse(readFileSync(file, "utf8")) as Topology<{ countries: GeometryCollection }>;
  const { countries } = atlas.objects;
  const around = { ...countries, geometries: countries.geometries.filter((country) => drawn.has(String(country.id))) };
  ground = JSON.stringify(feature(atlas, around), (_key, value: unknown) => (typeof value === "number" ? Math.round(value * 100) / 100 : value));
  return ground;
}
