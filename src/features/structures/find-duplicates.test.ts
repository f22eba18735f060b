import { expect, test } from "vitest";
import { emptyDocument } from "../../platform/text/document.ts";
import { damages } from "../../../tests/support/damaged-names.ts";
import { newWorld } from "../../../tests/support/world.ts";
import { composeStructure } from "../demonstration/compose-structures.ts";
import { demoTerritories } from "../demonstration/territories.ts";
import { compareStructures } from "./compare-structures.ts";
import { findDuplicatesAnywhere } from "./find-duplicates.ts";
import { structureInput } from "./input.ts";
import { listLikelyPairs } from "./list-likenesses.ts";
import { recordStructure } from "./write-structure.ts";

test("most of what is recorded twice under a damaged name is proposed, and hardly anything else", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const member = await world.member(here);
  const [demo] = demoTerritories;
  if (!demo) throw new Error("No demonstration");
  const census = [...new Map(Array.from({ length: 220 }, (_, index) => composeStructure("labelled", demo, index + 1)).map((each) => [each.name, each])).values()];
  const ids = new Map<string, string>();
  for (const each of census) {
    const made = await recordStructure(world.as(member), here, structureInput.parse({ name: each.name, type: each.type, body: emptyDocument, communeCode: each.commune_code, address: each.address }), null);
    if (made.done) ids.set(each.name, made.value.id);
  }

  const figures = { wanted: 0, found: 0, proposed: 0, right: 0 };
  for (const [index, each] of census.entries()) {
    for (const [place, damage] of Object.values(damages).entries()) {
      if ((index + place) % 3 !== 0) continue;
      const found = await findDuplicatesAnywhere(world.db, { ...damage(each), communeCode: each.commune_code }, ["listed"], 6);
      figures.wanted += 1;
      figures.found += found.some((one) => one.id === ids.get(each.name)) ? 1 : 0;
      figures.proposed += found.length;
      figures.right += found.filter((one) => one.id === ids.get(each.name)).length;
    }
  }
  const [recall, precision] = [figures.found / figures.wanted, figures.right / figures.proposed];
  process.stdout.write(`duplicates: ${figures.wanted} damaged names, recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}\n`);

  expect(figures.wanted).toBeGreaterThan(300);
  expect(recall).toBeGreaterThan(0.9);
  expect(precision).toBeGreaterThan(0.85);
});

test("the animator's list holds the pair once, with its reasons, and no neighbour", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const member = await world.member(here);
  const add = (name: string) => recordStructure(world.as(member), here, structureInput.parse({ name, type: "library", body: emptyDocument, communeCode: "38563", address: "2 rue Pasteur" }), null);
  for (const name of ["Médiathèque Philéas Fogg", "Bibliothèque des Quatre Vents", "Mediatheque Phileas-Fogg"]) await add(name);
  await compareStructures(world.db, () => Temporal.Now.instant());

  const pairs = await listLikelyPairs(world.db, here.id, 10);
  expect(pairs.map((pair) => [pair.a.name, pair.b.name].sort())).toEqual([["Mediatheque Phileas-Fogg", "Médiathèque Philéas Fogg"]]);
  expect(pairs[0]?.reasons).toEqual(expect.arrayContaining(["name", "address"]));
});
