import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { StructureId, TerritoryId } from "../../platform/ids.ts";

export interface WaitingClaim {
  readonly id: string;
  readonly structure: StructureId;
  readonly structureName: string;
  readonly slug: string;
  readonly name: string;
  readonly handle: string;
  readonly words: string;
  readonly askedAt: Temporal.Instant;
}

/** Who asks to act for a structure of this territory, the oldest first. */
export function listClaims(db: Database, territory: TerritoryId): Promise<WaitingClaim[]> {
  return list(db, sql`s.territory_id = ${territory}`);
}

/** Who asks to act for this structure. Callers have seen that the viewer may decide. */
export function listClaimsOfAnywhere(db: Database, structure: StructureId): Promise<WaitingClaim[]> {
  return list(db, sql`s.id = ${structure}`);
}

async function list(db: Database, which: RawBuilder<unknown>): Promise<WaitingClaim[]> {
  const { rows } = await sql<WaitingClaim>`
    select c.id, s.id as structure, s.name as "structureName", s.slug, m.name, m.handle, c.words, c.asked_at as "askedAt"
    from structure_claims c join structures s on s.id = c.structure_id and s.state <> 'merged' join members m on m.id = c.member_id and m.state = 'active'
    where c.state = 'waiting' and ${which} order by c.asked_at, c.id limit 200`.execute(db);
  return rows;
}
