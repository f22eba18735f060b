import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { newId, type Id, type MemberId, type TerritoryId } from "../../platform/ids.ts";
import type { ServerId } from "./actor.ts";
import type { TerritoryTrust, Trust } from "./server.ts";

export interface NewDecision {
  readonly server: ServerId;
  readonly territory: TerritoryId | null;
  readonly trust: Trust | null;
  readonly reason: string;
  readonly by: MemberId | null;
  readonly at: Temporal.Instant;
}

/** One decision at a time, and no server is met meanwhile: it would escape what was decided of its domain. */
export async function holdTrust(tx: Transaction, how: "deciding" | "meeting"): Promise<void> {
  await sql`select ${how === "deciding" ? sql`pg_advisory_xact_lock` : sql`pg_advisory_xact_lock_shared`}(hashtextextended('federation/trust', 0))`.execute(tx);
}

/** Writes down what was decided; false when it was so already, for the same reason. */
export async function writeDecision(tx: Transaction, decision: NewDecision): Promise<boolean> {
  const { server, territory, trust, reason, at } = decision;
  const { numAffectedRows } = await (territory === null
    ? sql`update federation.servers set trust = ${trust}, reason = ${reason} where id = ${server} and (trust, reason) is distinct from (${trust}, ${reason})`
    : trust === null
      ? sql`delete from federation.territory_trusts where territory_id = ${territory} and server_id = ${server}`
      : sql`insert into federation.territory_trusts (territory_id, server_id, trust, reason, at) values (${territory}, ${server}, ${trust satisfies Trust as TerritoryTrust}, ${reason}, ${at})
          on conflict (territory_id, server_id) do update set trust = excluded.trust, reason = excluded.reason, at = excluded.at
          where (federation.territory_trusts.trust, federation.territory_trusts.reason) is distinct from (excluded.trust, excluded.reason)`).execute(tx);
  if (Number(numAffectedRows) === 0) return false;
  await sql`insert into federation.decisions (id, server_id, territory_id, trust, reason, member_id, at) values (${newId<Id<"decision">>()}, ${server}, ${territory}, ${trust}, ${reason}, ${decision.by}, ${at})`.execute(tx);
  return true;
}

/** What follows for a server and all those under its domain from what was decided of it and of every domain above. */
export async function renewRestrictions(tx: Transaction, host: string): Promise<void> {
  const under = sql`select s.id, s.host from federation.servers s where federation.hosts_above(s.host) @> array[split_part(${host}, ':', 1)]`;
  await sql`delete from federation.restrictions where server_id in (select id from (${under}) under)`.execute(tx);
  await sql`insert into federation.restrictions (server_id, territory_id, trust)
    select u.id, d.territory_id, case when bool_or(d.trust = 'blocked') then 'blocked' else 'limited' end from (${under}) u
    join federation.servers p on split_part(p.host, ':', 1) = any(federation.hosts_above(u.host))
    join lateral (select null::uuid as territory_id, p.trust where p.trust in ('limited', 'blocked') union all select t.territory_id, t.trust from federation.territory_trusts t where t.server_id = p.id) d on true
    group by u.id, d.territory_id`.execute(tx);
}

/** What waits to be sent where nothing is to be sent any more. */
export async function settleShut(tx: Transaction, at: Temporal.Instant): Promise<void> {
  await sql`update federation.deliveries d set state = 'refused', status = null, answer = 'shut', leased_until = null, settled_at = ${at}
    from federation.restrictions r, federation.activities e join federation.actors a on a.id = e.actor_id left join contents c on c.id = e.content_id
    where r.trust = 'blocked' and d.server_id = r.server_id and d.state = 'waiting' and e.id = d.activity_id and (r.territory_id is null or r.territory_id in (a.territory_id, c.territory_id))`.execute(tx);
}

/**
 * `s` of a query as a server to which private messages go, and from which they are taken: somebody vouched for it, or for a domain above it, as of the
 * network or known; and neither the server nor the territory of who writes or is written to has shut it since.
 */
export const trustedFor = (server: string, territory: ReturnType<typeof sql>) => sql`(exists (select from federation.servers v where v.trust in ('network', 'known') and split_part(v.host, ':', 1) = any(federation.hosts_above(${sql.ref(`${server}.host`)})))
  and not exists (select from federation.restrictions r where r.server_id = ${sql.ref(`${server}.id`)} and (r.territory_id is null or r.territory_id = ${territory})))`;
