import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import type { ServerId } from "./actor.ts";

export type ResendWhat = { readonly content: ContentId } | { readonly server: ServerId; readonly territory: TerritoryId | null };

/** As old as what is still worth sending: later it would tell of things long changed. */
const days = 30;
const atOnce = 5000;

/**
 * Puts back into the queue what failed, and what waits is due at once. Not what a newer word about
 * the same thing has overtaken: it would undo that. The way to the servers is open again, for those deliveries to find out.
 */
export async function resend(tx: Transaction, what: ResendWhat, at: Temporal.Instant): Promise<number> {
  const chosen = "content" in what ? sql`e.content_id = ${what.content}` : sql`d.server_id = ${what.server}
    ${what.territory ? sql`and ${what.territory} in (a.territory_id, (select c.territory_id from contents c where c.id = e.content_id))` : sql``}`;
  const { rows } = await sql<{ server: ServerId }>`
    with chosen as (select d.id from federation.deliveries d join federation.activities e on e.id = d.activity_id join federation.actors a on a.id = e.actor_id
      where ${chosen} and e.body <> '' and d.state <> 'delivered' and d.created_at > ${at.subtract({ hours: 24 * days })}
        and not exists (select from federation.deliveries n where n.inbox = d.inbox and n.object_uri = d.object_uri and n.server_id = d.server_id and n.id > d.id and n.state = 'delivered')
        and not exists (select from federation.restrictions r where r.server_id = d.server_id and r.trust = 'blocked' and (r.territory_id is null or r.territory_id = a.territory_id or r.territory_id = (select c.territory_id from contents c where c.id = e.content_id)))
      order by d.id desc limit ${atOnce})
    update federation.deliveries d set state = 'waiting', due_at = ${at}, attempts = 0, created_at = ${at}, settled_at = null, leased_until = case when d.state = 'waiting' then d.leased_until end
    from chosen where d.id = chosen.id returning d.server_id as server`.execute(tx);
  const servers = [...new Set(rows.map((row) => row.server))];
  await sql`update federation.servers set closed_until = null, failures = 0 where id = any(${servers}::uuid[])`.execute(tx);
  return rows.length;
}

export async function readTerritoryOf(db: Database, content: ContentId): Promise<TerritoryId | null> {
  const { rows } = await sql<{ territory: TerritoryId }>`select territory_id as territory from contents where id = ${content}`.execute(db);
  return rows[0]?.territory ?? null;
}
