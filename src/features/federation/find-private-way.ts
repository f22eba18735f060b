import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import type { ServerId } from "./actor.ts";
import { trustedFor } from "./trust-store.ts";

export { trustedFor };

/** The server of member `m` of a query, as JSON, and whether what this one of ours writes goes there; null for one of ours. */
export function privateWayFor(writer: MemberId) {
  return sql`case when m.remote then (select jsonb_build_object('host', s.host, 'trusted', ${trustedFor("s", sql`(select w.home_id from members w where w.id = ${writer})`)}) from federation.actors a join federation.servers s on s.id = a.server_id where a.member_id = m.id) end`;
}

/** Whether private messages come from this server to somebody of this territory. */
export async function takesPrivately(db: Database, territory: TerritoryId, server: ServerId): Promise<boolean> {
  const { rows } = await sql`select from federation.servers s where s.id = ${server} and ${trustedFor("s", sql`${territory}::uuid`)}`.execute(db);
  return rows.length > 0;
}

/** How message `m` of a query, of one of ours to somebody of another server, went last, as JSON. */
export const lastWay = sql`coalesce((select jsonb_build_object('state', d.state, 'status', d.status, 'answer', d.answer, 'attempts', d.attempts) from federation.activities e join federation.deliveries d on d.activity_id = e.id
  where e.private and e.type in ('Create', 'Update') and right(e.object_uri, 36) = m.id::text order by d.id desc limit 1), '{"state":"unsaid","status":null,"answer":"","attempts":0}')`;
