import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";

export interface Counts {
  readonly members: number;
  readonly contributors: number;
  readonly articles: number;
  readonly events: number;
  readonly dossiers: number;
}

/** What a territory holds, or the network without one. Counted by a job now and then: a page never counts. */
export async function countNetwork(db: Database, territory: TerritoryId | null): Promise<Counts> {
  const { rows } = await sql<{ value: Counts }>`select value from settings where name = ${`counts:${territory ?? "network"}`}`.execute(db);
  return rows[0]?.value ?? { members: 0, contributors: 0, articles: 0, events: 0, dossiers: 0 };
}
