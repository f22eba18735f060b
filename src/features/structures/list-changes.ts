import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { StructureId, TerritoryId } from "../../platform/ids.ts";
import { listByIdAnywhere, type ListedStructure } from "./list-structures.ts";

export type StructureChange = { readonly structure: ListedStructure } | { readonly id: StructureId; readonly deletedAt: Temporal.Instant; readonly mergedInto: StructureId | null };

interface Row {
  readonly id: StructureId;
  readonly at: Temporal.Instant;
  readonly gone: boolean;
  readonly mergedInto: StructureId | null;
}

/** What changed in the census since a moment, oldest first: structures, and tombstones of those merged or taken away. */
export async function listStructureChangesAnywhere(db: Database, territory: TerritoryId | null, since: { readonly at: Temporal.Instant; readonly id: string | null }, limit: number): Promise<{ rows: StructureChange[]; next: { at: Temporal.Instant; id: StructureId } | null }> {
  const here = territory ? sql`and territory_id = ${territory}` : sql``;
  const id = since.id ?? "00000000-0000-0000-0000-000000000000";
  const { rows } = await sql<Row>`
    select * from (
      (select id, updated_at as at, false as gone, null::uuid as "mergedInto" from structures where state = 'listed' and (updated_at, id) > (${since.at}, ${id}::uuid) ${here} order by updated_at, id limit ${limit + 1})
      union all
      (select structure_id, at, true, merged_into from structure_tombstones where (at, structure_id) > (${since.at}, ${id}::uuid) ${here} order by at, structure_id limit ${limit + 1})
    ) changes order by at, id limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const listed = new Map((await listByIdAnywhere(db, page.filter((row) => !row.gone).map((row) => row.id))).map((each) => [each.id, each]));
  const last = page.at(-1);
  return {
    rows: page.flatMap((row): StructureChange[] => {
      const structure = listed.get(row.id);
      if (row.gone) return [{ id: row.id, deletedAt: row.at, mergedInto: row.mergedInto }];
      return structure ? [{ structure }] : [];
    }),
    next: rows.length > limit && last ? { at: last.at, id: last.id } : null,
  };
}
