import { z } from "zod";
import { listStructureChangesAnywhere } from "../../features/structures/list-changes.ts";
import { findListedAnywhere, listByIdAnywhere, listStructures, readNameCursor, writeNameCursor, type ListedStructure } from "../../features/structures/list-structures.ts";
import { writeChangeCursor } from "../../platform/changes.ts";
import { structureTypes } from "../../features/structures/structure.ts";
import { idSchema, type StructureId } from "../../platform/ids.ts";
import { originOf } from "../addresses.ts";
import { communeFrom } from "../census-query.ts";
import { plainBodyHtml } from "../body-html.ts";
import type { WebContext } from "../env.ts";
import { changesFrom, listQuery, updatedSince, type Resource } from "./resource.ts";

const structureShape = z.object({
  id: z.uuid(), territory: z.string().describe("Slug of the territory"), slug: z.string(), url: z.url(), name: z.string(), acronym: z.string(), type: z.enum(structureTypes), summary: z.string(),
  siret: z.string().nullable(), rna: z.string().nullable(), osm: z.string().nullable(), wikidata: z.string().nullable(), website: z.string(), phone: z.string(), links: z.array(z.object({ label: z.string(), url: z.string() })),
  address: z.string(), postcode: z.string(), communeCode: z.string().nullable().describe("INSEE"), commune: z.string(), latitude: z.number().nullable(), longitude: z.number().nullable(), hours: z.string().describe("OpenStreetMap syntax"),
  accessibility: z.array(z.string()), themes: z.array(z.string()), logo: z.url().nullable(), claimed: z.boolean().describe("Whether somebody acts for it"), createdAt: z.iso.datetime(), updatedAt: z.iso.datetime(),
}).describe("A structure of the census. One that was merged or taken away is {id, kind: \"structure\", deleted: true, deletedAt, mergedInto}.");

function structureOf(c: WebContext, each: ListedStructure): z.input<typeof structureShape> {
  const origin = originOf(c, each.territory);
  return {
    id: each.id, territory: c.get("services").directory().byId(each.territory).slug, slug: each.slug, url: `${origin}/structures/${each.slug}`, name: each.name, acronym: each.acronym, type: structureTypes.find((type) => type === each.type) ?? "other", summary: each.summary,
    siret: each.siret, rna: each.rna, osm: each.osm, wikidata: each.wikidata, website: each.website, phone: each.phone, links: each.links.map((link) => ({ ...link })), address: each.address, postcode: each.postcode, communeCode: each.communeCode, commune: each.communeName,
    latitude: each.latitude, longitude: each.longitude, hours: each.hours, accessibility: [...each.accessibility], themes: [...each.themes], logo: each.picture ? `${origin}/media/${each.picture.hash}-${each.picture.widths.at(-1)}.webp` : null,
    claimed: each.claimedAt !== null, createdAt: each.createdAt.toString(), updatedAt: each.updatedAt.toString(),
  };
}

const query = z.strictObject({
  ...listQuery,
  // A cursor holds a name.
  cursor: z.string().max(300).optional().describe("Where the last page ended: the `next` of its answer"),
  q: z.string().max(80).optional().describe("Words of the name"),
  type: z.enum(structureTypes).optional(),
  theme: z.string().max(60).optional(),
  commune: z.string().max(80).optional().describe("INSEE code, name or postcode"),
  updated_since: updatedSince.describe("What changed since, oldest first; merged ones appear as tombstones that say into which"),
});

const list: Resource["answer"] = async (c, raw, territory) => {
  const asked = raw as z.output<typeof query>;
  const { reader } = c.get("services");
  const place = territory?.id ?? null;
  if (asked.updated_since) {
    const changes = await listStructureChangesAnywhere(reader, place, changesFrom(asked.updated_since, asked.cursor), asked.limit);
    const data = changes.rows.map((row) => ("structure" in row ? structureOf(c, row.structure) : { id: row.id, kind: "structure", deleted: true, deletedAt: row.deletedAt.toString(), mergedInto: row.mergedInto }));
    return { data, next: changes.next ? writeChangeCursor(changes.next) : null };
  }
  const commune = asked.commune ? (communeFrom(asked.commune)?.code ?? "-") : undefined;
  const { structures, next } = await listStructures(reader, place, { name: asked.q, type: asked.type, theme: asked.theme, commune }, readNameCursor(asked.cursor), asked.limit);
  return { data: structures.map((each) => structureOf(c, each)), next: next ? writeNameCursor(next) : null };
};

const one: Resource["answer"] = async (c, _query, territory) => {
  const { reader } = c.get("services");
  const key = c.req.param("id") ?? "";
  const id = idSchema<StructureId>().safeParse(key);
  const found = id.success ? (await listByIdAnywhere(reader, [id.data]))[0] : territory ? await findListedAnywhere(reader, territory.id, key) : null;
  return found ? { data: { ...structureOf(c, found), html: plainBodyHtml(c, found.territory, found.body) } } : null;
};

export const structureResources: readonly Resource[] = [
  { path: "/structures", summary: "The census: structures by name", query, item: structureShape, answer: list },
  { path: "/structures/:id", summary: "One structure, by id or slug", query: z.strictObject({ fields: listQuery.fields, network: listQuery.network }), item: structureShape, single: true, answer: one },
];
