import { expect, test } from "vitest";
import { sql } from "kysely";
import { visitor } from "../../platform/viewer.ts";
import { newWorld, type World } from "../../../tests/support/world.ts";
import { articleInput, writeArticle } from "../articles/write-article.ts";
import { showContentAnywhere } from "../contents/show-content.ts";
import { follow } from "../follows/follow.ts";
import { listFeedAnywhere } from "../follows/list-feed.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { emptyDocument } from "../../platform/text/document.ts";
import type { StructureId } from "../../platform/ids.ts";
import { structureInput } from "./input.ts";
import { listStructureChangesAnywhere } from "./list-changes.ts";
import { mergeStructures, undoMerge } from "./merge-structures.ts";
import { showStructure, showStructureAnywhere } from "./show-structure.ts";
import { editStructure, recordStructure } from "./write-structure.ts";

const publish = { intent: "publish", publishAt: null, submission: null, revision: null } as const;
const inTheNameOf = (structure: StructureId) => articleInput.parse({ title: "Une nuit au jardin", body: fromMarkdown("Texte."), structure });
const fields = (more: object) => structureInput.parse({ name: "Muséum", type: "museum", body: emptyDocument, ...more });

/** All that is known of two structures, as the database keeps it; what only counts changes is left out. */
async function everything(world: World, ids: readonly StructureId[]): Promise<unknown> {
  const { rows } = await sql<{ all: unknown }>`select jsonb_build_object(
    'rows', (select jsonb_agg(to_jsonb(s) - array['revision', 'updated_at', 'compared_at'] order by s.id) from structures s where id = any(${[...ids]}::uuid[])),
    'contents', (select jsonb_agg(to_jsonb(c) order by content_id, role, structure_id) from content_structures c where structure_id = any(${[...ids]}::uuid[])),
    'people', (select jsonb_agg(to_jsonb(m) order by structure_id, member_id) from structure_members m where structure_id = any(${[...ids]}::uuid[])),
    'follows', (select jsonb_agg(to_jsonb(f) order by target, member_id) from follows f where target = any(${[...ids]}::text[])),
    'gone', (select jsonb_agg(structure_id) from structure_tombstones where structure_id = any(${[...ids]}::uuid[]))) as all`.execute(world.db);
  return rows[0]?.all;
}

async function twoOfOne() {
  const world = await newWorld();
  const here = await world.territory();
  const [animator, recorder, reader, both] = [await world.member(here, { animates: [here] }), await world.member(here), await world.member(here), await world.member(here)];
  const made = async (more: object) => {
    const outcome = await recordStructure(world.as(recorder), here, fields(more), null);
    if (!outcome.done) throw new Error(outcome.refusal.kind);
    return outcome.value;
  };
  const [goes, stays] = [await made({ name: "Museum de Grenoble", siret: "73282932000074", website: "https://museum.example", themes: ["biologie"] }), await made({ name: "Muséum de Grenoble", phone: "04 76 00 00 00", communeCode: "38185" })];
  const [writer, colleague] = [await world.member(here, { actsFor: [goes.id] }), await world.member(here, { actsFor: [goes.id, stays.id] })];
  const written = await writeArticle(world.as(writer), { territory: here }, inTheNameOf(goes.id), publish);
  if (!written.done) throw new Error(written.refusal.kind);
  for (const [member, id] of [[reader, goes.id], [both, goes.id], [both, stays.id]] as const) await follow(world.as(member), { kind: "structure", target: id }, true);
  return { world, here, animator, recorder, reader, writer, colleague, goes, stays, content: written.value.id };
}

test("merging keeps contents, followers, people, old addresses and what only one of them said", async () => {
  const { world, here, animator, recorder, reader, writer, colleague, goes, stays, content } = await twoOfOne();
  const stranger = await world.member(await world.territory());

  expect(await mergeStructures(world.as(stranger), goes.id, stays.id)).toEqual({ done: false, refusal: { kind: "forbidden" } });
  expect(await mergeStructures(world.as(recorder), goes.id, stays.id)).toEqual({ done: false, refusal: { kind: "forbidden" } });
  expect((await mergeStructures(world.as(animator), goes.id, stays.id)).done).toBe(true);

  expect((await showContentAnywhere(world.as(visitor), content))?.structures.map((each) => each.id)).toEqual([stays.id]);
  expect((await listFeedAnywhere(world.as(reader), reader.id, null, 10)).entries.map((entry) => entry.card.id)).toEqual([content]);
  expect(await showStructure(world.as(visitor), here.id, goes.slug)).toEqual({ moved: { slug: stays.slug, territory: here.id } });
  const kept = await showStructureAnywhere(world.as(visitor), stays.id);
  expect(kept).toMatchObject({ siret: "73282932000074", website: "https://museum.example", phone: "04 76 00 00 00", themes: ["biologie"], communeCode: "38185" });
  expect(kept?.people.map((each) => each.member).sort()).toEqual([writer.id, colleague.id].sort());
  const changes = await listStructureChangesAnywhere(world.connections.reader, here.id, { at: Temporal.Now.instant().subtract({ hours: 1 }), id: null }, 10);
  expect(changes.rows.filter((row) => "deletedAt" in row)).toMatchObject([{ id: goes.id, mergedInto: stays.id }]);
});

test("undone within thirty days, both are exactly as before; after that, or under a later merge, it stands", async () => {
  const { world, animator, goes, stays } = await twoOfOne();
  const before = await everything(world, [goes.id, stays.id]);
  const merged = await mergeStructures(world.as(animator), goes.id, stays.id);
  if (!merged.done) throw new Error(merged.refusal.kind);
  expect(await everything(world, [goes.id, stays.id])).not.toEqual(before);

  const late = { ...world.as(animator), now: () => Temporal.Now.instant().add({ hours: 31 * 24 }) };
  expect(await undoMerge(late, merged.value.merge)).toEqual({ done: false, refusal: { kind: "too-late" } });
  expect((await undoMerge(world.as(animator), merged.value.merge)).done).toBe(true);
  expect(await everything(world, [goes.id, stays.id])).toEqual(before);
  expect(await undoMerge(world.as(animator), merged.value.merge)).toEqual({ done: false, refusal: { kind: "unknown" } });

  const again = await mergeStructures(world.as(animator), goes.id, stays.id);
  const other = await world.structure({ ...(await world.territory()), id: merged.value.into.territory });
  const next = await mergeStructures(world.as(animator), stays.id, other);
  if (!again.done || !next.done) throw new Error("Not merged");
  expect(await undoMerge(world.as(animator), again.value.merge)).toEqual({ done: false, refusal: { kind: "merged-since" } });
  expect((await undoMerge(world.as(animator), next.value.merge)).done).toBe(true);
  expect((await undoMerge(world.as(animator), again.value.merge)).done).toBe(true);
  expect(await everything(world, [goes.id, stays.id])).toEqual(before);
});

test("what somebody changed since the merge is kept when it is undone", async () => {
  const { world, animator, goes, stays } = await twoOfOne();
  const merged = await mergeStructures(world.as(animator), goes.id, stays.id);
  if (!merged.done) throw new Error(merged.refusal.kind);
  await editStructure(world.as(animator), stays.id, fields({ name: "Muséum de Grenoble", website: "https://nouveau.example", siret: "73282932000074" }), null);
  await undoMerge(world.as(animator), merged.value.merge);

  expect(await showStructureAnywhere(world.as(visitor), stays.id)).toMatchObject({ website: "https://nouveau.example", siret: null });
});

test("a merge racing an edit, a publication and another merge loses nothing", async () => {
  for (let round = 0; round < 4; round++) {
    const { world, here, animator, recorder, writer, goes, stays } = await twoOfOne();
    const [merged, edited, written, crossed] = await Promise.all([
      mergeStructures(world.as(animator), goes.id, stays.id),
      editStructure(world.as(animator), goes.id, fields({ name: "Museum de Grenoble", hours: "Mo-Fr 10:00-18:00" }), null),
      writeArticle(world.as(writer), { territory: here }, inTheNameOf(goes.id), publish),
      mergeStructures(world.as(animator), stays.id, goes.id),
    ]);
    expect(recorder.id).toBeTruthy();
    expect([merged.done, crossed.done].filter(Boolean)).toHaveLength(1);
    const [left, gone] = merged.done ? [stays.id, goes.id] : [goes.id, stays.id];
    if (!written.done) throw new Error(written.refusal.kind);
    expect((await showContentAnywhere(world.as(visitor), written.value.id))?.structures.map((each) => each.id)).toEqual([left]);
    if (edited.done) expect((await showStructureAnywhere(world.as(visitor), left))?.hours).toBe("Mo-Fr 10:00-18:00");
    else expect(edited.refusal.kind).toBe("merged");
    const { rows } = await sql`select from content_structures where structure_id = ${gone}`.execute(world.db);
    expect(rows).toHaveLength(0);
  }
});

test("every table that names a structure is one that merging knows", async () => {
  const { db } = await newWorld();
  const { rows } = await sql<{ name: string }>`select distinct conrelid::regclass::text as name from pg_constraint where contype = 'f' and confrelid = 'structures'::regclass order by 1`.execute(db);
  // Five move; a mention and a report are read where their structure stands now; the others are the census' own record of itself.
  expect(rows.map((row) => row.name)).toEqual(["content_structures", "declined_namings", "mentions", "report_subjects", "structure_claims", "structure_likenesses", "structure_members", "structure_merges", "structure_slugs", "structure_tombstones", "structures"]);
});
