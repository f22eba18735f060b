import { sql } from "kysely";
import { weaveChanges, type ChangeCursor } from "../../platform/changes.ts";
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
export async function listStructureChangesAnywhere(db: Database, territory: TerritoryId | null, since: ChangeCursor, limit: number): Promise<{ rows: StructureChange[]; next: ChangeCursor | null }> {
  const here = territory ? sql`and territory_id = ${territory}` : sql``;
  const { rows, next } = await weaveChanges<Row>(db, [
    { select: sql`select id, updated_at as at, false as gone, null::uuid as "mergedInto" from structures where state = 'listed' ${here}`, when: "updated_at", id: "id" },
    { select: sql`select structure_id, at, true, merged_into from structure_tombstones where true ${here}`, when: "at", id: "structure_id" },
  ], since, limit);
  const listed = new Map((await listByIdAnywhere(db, rows.filter((row) => !row.gone).map((row) => row.id))).map((each) => [each.id, each]));
  const changes = rows.flatMap((row): StructureChange[] => {
    const structure = listed.get(row.id);
    if (row.gone) return [{ id: row.id, deletedAt: row.at, mergedInto: row.mergedInto }];
    return structure ? [{ structure }] : [];
  });
  return { rows: changes, next };
}
