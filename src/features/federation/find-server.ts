import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ServerId } from "./actor.ts";

/** Whether nothing is heard from this host and nothing goes there: it is blocked, or it stands under one that is, at whichever port. */
export async function isBlockedAnywhere(db: Database, host: string): Promise<boolean> {
  const { rows } = await sql<{ blocked: boolean }>`select federation.is_blocked(${host}) as blocked`.execute(db);
  return rows[0]?.blocked ?? false;
}

/** Where a server is asked what it is: its host, and the address of somebody whom we met there; null when it is shut. */
export async function findServerToAskAnywhere(db: Database, id: ServerId): Promise<{ host: string; actor: string | null } | null> {
  const { rows } = await sql<{ host: string; actor: string | null }>`select s.host, (select a.uri from federation.actors a where a.server_id = s.id limit 1) as actor from federation.servers s
    where s.id = ${id} and not exists (select from federation.restrictions r where r.server_id = s.id and r.territory_id is null and r.trust = 'blocked')`.execute(db);
  return rows[0] ?? null;
}

/** Whether somebody vouched for this server: it is of the network, or known; as is whatever stands under its domain or under whose domain it stands. */
export async function isTrustedAnywhere(db: Database, host: string): Promise<boolean> {
  const { rows } = await sql`select from federation.servers s where s.trust in ('network', 'known') and (split_part(s.host, ':', 1) = any(federation.hosts_above(${host})) or federation.hosts_above(s.host) @> array[split_part(${host}, ':', 1)]) limit 1`.execute(db);
  return rows.length > 0;
}
