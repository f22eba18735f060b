import { expect, test } from "vitest";
import { sql } from "kysely";
import { emptyDocument } from "../../platform/text/document.ts";
import { visitor } from "../../platform/viewer.ts";
import { newWorld } from "../../../tests/support/world.ts";
import { decideStanding } from "./decide-standing.ts";
import { structureInput } from "./input.ts";
import { listStructures, searchNamesAnywhere } from "./list-structures.ts";
import { findEmailAnywhere, showStructure } from "./show-structure.ts";
import { isRna, isSiret } from "./structure.ts";
import { editStructure, recordStructure } from "./write-structure.ts";

const fields = (more: object = {}) => structureInput.parse({ name: "Les Petits Débrouillards du Trièves", type: "association", body: emptyDocument, communeCode: "38185", ...more });

test("any member records a structure: at once, or before the animator where the territory reads first", async () => {
  const world = await newWorld();
  const [open, careful] = [await world.territory(), await world.territory({ moderation: "before" })];
  const [member, animator] = [await world.member(open), await world.member(careful, { animates: [careful] })];

  const listed = await recordStructure(world.as(member), open, fields(), null);
  const proposed = await recordStructure(world.as(member), careful, fields(), null);

  expect(listed).toMatchObject({ done: true, value: { state: "listed", slug: "les-petits-debrouillards-du-trieves" } });
  if (!proposed.done) throw new Error(proposed.refusal.kind);
  expect(proposed.value.state).toBe("proposed");
  expect(await showStructure(world.as(visitor), careful.id, proposed.value.slug)).toBeNull();
  expect(await showStructure(world.as(member), careful.id, proposed.value.slug)).not.toBeNull();
  expect((await decideStanding(world.as(member), proposed.value.id, "listed")).done).toBe(false);
  expect((await decideStanding(world.as(animator), proposed.value.id, "listed")).done).toBe(true);
  expect((await listStructures(world.db, careful.id, {}, null, 10)).structures.map((each) => each.id)).toEqual([proposed.value.id]);
  expect((await recordStructure(world.as(visitor), open, fields(), null)).done).toBe(false);
});

test("the same form sent three times records once", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const member = await world.member(here);
  const submission = crypto.randomUUID();

  const outcomes = await Promise.all([1, 2, 3].map(() => recordStructure(world.as(member), here, fields(), submission)));

  expect(new Set(outcomes.map((each) => (each.done ? each.value.id : each.refusal.kind))).size).toBe(1);
  expect((await listStructures(world.db, here.id, {}, null, 10)).structures).toHaveLength(1);
});

test("whoever recorded it corrects it until somebody acts for it; a stale form and another's hand change nothing", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const [recorder, stranger] = [await world.member(here), await world.member(here)];
  const made = await recordStructure(world.as(recorder), here, fields({ email: "contact@trieves.example" }), null);
  if (!made.done) throw new Error(made.refusal.kind);
  const { id, slug } = made.value;

  expect(await editStructure(world.as(stranger), id, fields({ name: "Autre nom" }), 1)).toEqual({ done: false, refusal: { kind: "forbidden" } });
  expect(await editStructure(world.as(recorder), id, fields({ name: "La Rotonde" }), 1)).toMatchObject({ done: true, value: { slug: "la-rotonde" } });
  expect(await editStructure(world.as(recorder), id, fields({ name: "Trop tard" }), 1)).toEqual({ done: false, refusal: { kind: "changed-meanwhile" } });
  expect(await showStructure(world.as(visitor), here.id, slug)).toEqual({ moved: { slug: "la-rotonde", territory: here.id } });
  const seen = await showStructure(world.as(stranger), here.id, "la-rotonde");
  if (!seen || !("structure" in seen)) throw new Error("Not shown");
  expect(JSON.stringify(seen)).not.toContain("contact@");
  expect(await findEmailAnywhere(world.as(stranger), seen.structure)).toBe("");
  const owner = await world.member(here);
  await sql`insert into structure_members (structure_id, member_id, role, since) values (${id}, ${owner.id}, 'owner', now())`.execute(world.db);
  expect(await editStructure(world.as(recorder), id, fields(), null)).toEqual({ done: false, refusal: { kind: "forbidden" } });
  expect((await editStructure(world.as({ ...owner, actsFor: [id] }), id, fields(), null)).done).toBe(true);
});

test("the census is read by name, type and commune, page by page, and only in its territory", async () => {
  const world = await newWorld();
  const [here, elsewhere] = [await world.territory(), await world.territory()];
  const member = await world.member(here);
  for (const name of ["Éclats de science", "Astro-club", "Muséum"]) await recordStructure(world.as(member), here, fields({ name, type: name === "Muséum" ? "museum" : "association", acronym: name === "Muséum" ? "MHN" : "" }), null);
  await recordStructure(world.as(member), elsewhere, fields({ name: "Ailleurs", communeCode: "42218" }), null);
  const names = async (filter: object, cursor: Parameters<typeof listStructures>[3] = null, limit = 10) => (await listStructures(world.db, here.id, filter, cursor, limit)).structures.map((each) => each.name);

  expect(await names({})).toEqual(["Astro-club", "Éclats de science", "Muséum"]);
  expect(await names({ name: "eclat" })).toEqual(["Éclats de science"]);
  expect(await names({ type: "museum" })).toEqual(["Muséum"]);
  expect(await names({ commune: "42218" })).toEqual([]);
  const first = await listStructures(world.db, here.id, {}, null, 2);
  expect(await names({}, first.next)).toEqual(["Muséum"]);
  expect((await searchNamesAnywhere(world.db, here.id, "mhn", 5)).map((each) => each.name)).toEqual(["Muséum"]);
  expect((await searchNamesAnywhere(world.db, here.id, "eclas de sience", 5)).map((each) => each.name)).toEqual(["Éclats de science"]);
});

test("numbers are checked and taken as people write them; a wrong one is told at its field", () => {
  const faults = (more: object) => structureInput.safeParse({ name: "X", type: "association", body: emptyDocument, ...more }).error?.issues.map((issue) => [issue.path[0], issue.message]);

  expect(fields({ siret: "732 829 320 00074", rna: "w381 012 345", wikidata: "https://www.wikidata.org/wiki/Q1234", osm: "https://www.openstreetmap.org/node/240060919" }))
    .toMatchObject({ siret: "73282932000074", rna: "W381012345", wikidata: "Q1234", osm: "node/240060919" });
  expect(faults({ siret: "73282932000075" })).toEqual([["siret", "siret_invalid"]]);
  expect(faults({ rna: "W38" })).toEqual([["rna", "rna_invalid"]]);
  expect(faults({ wikidata: "moi", osm: "ici" })).toEqual([["osm", "osm_invalid"], ["wikidata", "wikidata_invalid"]]);
  expect(faults({ website: "javascript:alert(1)", email: "pas une adresse" })?.map(([field]) => field)).toEqual(["website", "email"]);
  // La Poste numbers its offices otherwise.
  expect([isSiret("35600000000048"), isSiret("35600000049837"), isSiret("35600000049838"), isRna("W2A1234567")]).toEqual([true, true, false, true]);
});
