import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";

export interface FarPlace {
  readonly id: TerritoryId;
  readonly origin: string;
  /** Its server is of the network, and names it. */
  readonly named: boolean;
  /** And it is trusted so. */
  readonly ours: boolean;
}

/** Every territory of other servers that was ever of the network. */
export async function listFarAnywhere(db: Database): Promise<FarPlace[]> {
  const { rows } = await sql<FarPlace>`select t.id, t.origin, p.host is not null as named, coalesce(s.trust = 'network', false) as ours from territories t
    left join lateral (select x.host from network.peers p, jsonb_to_recordset(p.platforms) as x(origin text, host text) where p.state = 'member' and x.origin = t.origin limit 1) p on true left join federation.servers s on s.host = p.host where t.origin is not null order by t.id`.execute(db);
  return rows;
}

/** The territory of the network where what stands at this page was published, by somebody of the server at `author`; null when it is of none. */
export async function findFarAnywhere(db: Database, author: string, page: string): Promise<TerritoryId | null> {
  const { rows } = await sql<{ id: TerritoryId }>`select t.id from network.peers p, jsonb_to_recordset(p.platforms) as own(origin text), jsonb_to_recordset(p.platforms) as x(origin text, host text)
    join federation.servers s on s.host = x.host and s.trust = 'network' join territories t on t.origin = x.origin
    where p.state = 'member' and own.origin = ${author} and x.origin in (${author}, ${page}) order by x.origin = ${page} desc limit 1`.execute(db);
  return rows[0]?.id ?? null;
}
