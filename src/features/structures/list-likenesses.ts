import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { StructureId, TerritoryId } from "../../platform/ids.ts";
import type { LikenessReason } from "./alike.ts";

export interface PairSide {
  readonly id: StructureId;
  readonly name: string;
  readonly slug: string;
  readonly territory: TerritoryId;
  readonly address: string;
  readonly communeName: string;
  readonly website: string;
  readonly siret: string | null;
  readonly contents: number;
  readonly people: number;
}

export interface LikelyPair {
  readonly a: PairSide;
  readonly b: PairSide;
  readonly score: number;
  readonly reasons: readonly LikenessReason[];
}

const side = (alias: "a" | "b") => {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`jsonb_build_object('id', ${column("id")}, 'name', ${column("name")}, 'slug', ${column("slug")}, 'territory', ${column("territory_id")}, 'address', ${column("address")}, 'communeName', ${column("commune_name")},
    'website', ${column("website")}, 'siret', ${column("siret")}, 'contents', (select count(*) from content_structures c where c.structure_id = ${column("id")}), 'people', (select count(*) from structure_members m where m.structure_id = ${column("id")}))`;
};

/** The pairs that look like one structure, where at least one is of this territory; the most probable first. */
export async function listLikelyPairs(db: Database, territory: TerritoryId, limit: number): Promise<LikelyPair[]> {
  const { rows } = await sql<LikelyPair>`
    select ${side("a")} as a, ${side("b")} as b, l.score, l.reasons
    from structure_likenesses l join structures a on a.id = l.a_id and a.state in ('listed', 'proposed') join structures b on b.id = l.b_id and b.state in ('listed', 'proposed')
    where l.dismissed_at is null and (a.territory_id = ${territory} or b.territory_id = ${territory}) order by l.score desc, l.a_id, l.b_id limit ${limit}`.execute(db);
  return rows;
}

export interface WaitingStructure {
  readonly id: StructureId;
  readonly name: string;
  readonly slug: string;
  readonly communeName: string;
  readonly createdAt: Temporal.Instant;
  readonly by: string | null;
}

/** What members proposed for the census of this territory, the oldest first. */
export async function listProposed(db: Database, territory: TerritoryId): Promise<WaitingStructure[]> {
  const { rows } = await sql<WaitingStructure>`select s.id, s.name, s.slug, s.commune_name as "communeName", s.created_at as "createdAt", m.name as by from structures s left join members m on m.id = s.recorded_by
    where s.territory_id = ${territory} and s.state = 'proposed' order by s.created_at, s.id limit 200`.execute(db);
  return rows;
}
