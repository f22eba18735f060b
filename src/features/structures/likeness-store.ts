import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { StructureId } from "../../platform/ids.ts";
import type { Duplicate, Sought } from "./alike.ts";

/** One structure that waits to be compared, kept from other workers. */
export async function takeUncompared(tx: Transaction): Promise<(Sought & { readonly id: StructureId }) | null> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended('structures', 0))`.execute(tx);
  const { rows } = await sql<Omit<Sought, "point"> & { id: StructureId; latitude: number | null; longitude: number | null }>`
    select id, name, acronym, commune_code as "communeCode", latitude, longitude, address, siret, rna, osm, wikidata, website from structures
    where compared_at is null and state in ('proposed', 'listed') order by updated_at limit 1 for no key update skip locked`.execute(tx);
  const row = rows[0];
  return row ? { ...row, except: row.id, point: row.latitude === null || row.longitude === null ? null : { latitude: row.latitude, longitude: row.longitude } } : null;
}

/** Writes down the pairs that were found in the place of those before; what an animator said of a pair stays. */
export async function writeLikenesses(tx: Transaction, id: StructureId, found: readonly Duplicate[], at: Temporal.Instant): Promise<void> {
  await sql`delete from structure_likenesses where (a_id = ${id} or b_id = ${id}) and dismissed_at is null`.execute(tx);
  const rows = found.map((each) => ({ other: each.id, score: each.score, reasons: each.reasons }));
  await sql`insert into structure_likenesses (a_id, b_id, score, reasons, found_at)
    select least(${id}::uuid, other), greatest(${id}::uuid, other), score, array(select jsonb_array_elements_text(reasons)), ${at} from jsonb_to_recordset(${json(rows)}) as r(other uuid, score real, reasons jsonb)
    on conflict (a_id, b_id) do nothing`.execute(tx);
  await sql`update structures set compared_at = ${at} where id = ${id}`.execute(tx);
}

/** False when there is no such pair. */
export async function dismissLikeness(tx: Transaction, a: StructureId, b: StructureId, by: string, at: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`update structure_likenesses set dismissed_at = ${at}, dismissed_by = ${by} where a_id = least(${a}::uuid, ${b}::uuid) and b_id = greatest(${a}::uuid, ${b}::uuid)`.execute(tx);
  return Number(numAffectedRows) > 0;
}
