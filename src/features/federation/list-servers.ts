import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import { readId, type TerritoryId } from "../../platform/ids.ts";
import { readMoment, writeMoment } from "../../platform/time.ts";
import type { ServerId } from "./actor.ts";
import type { TerritoryTrust, Trust } from "./server.ts";

/** Counts stop here: of a server larger than this, "more than" is said. */
export const countedAtMost = 1000;

/** Another server as who runs this one, or animates a territory, looks at it. */
export interface ListedServer {
  readonly id: ServerId;
  readonly host: string;
  readonly name: string;
  readonly software: string;
  readonly version: string;
  readonly trust: Trust;
  readonly reason: string;
  /** What this territory decided of its own. */
  readonly own: TerritoryTrust | null;
  readonly ownReason: string;
  /** What follows here from everything that was decided, of a domain above too. */
  readonly restricted: TerritoryTrust | null;
  /** `countedAtMost` at most. */
  readonly people: number;
  readonly waiting: number;
  /** How often something that it signed wasn't taken, in the last seven days. */
  readonly refused: number;
  readonly heardAt: Temporal.Instant | null;
  readonly deliveredAt: Temporal.Instant | null;
  readonly failingSince: Temporal.Instant | null;
  readonly lastStatus: number | null;
  readonly lastError: string;
  readonly closedUntil: Temporal.Instant | null;
  readonly seenAt: Temporal.Instant;
}

export interface ServerFilter {
  /** A part of its host or its name. */
  readonly sought?: string | undefined;
  readonly trust?: Trust | undefined;
  /** `trouble`: what we send doesn't arrive; `waiting`: something waits; `refused`: something wasn't taken of it in the last seven days. */
  readonly state?: "trouble" | "waiting" | "refused" | undefined;
}

export interface ServerCursor {
  readonly seenAt: Temporal.Instant;
  readonly id: ServerId;
}

const seen = sql`greatest(s.heard_at, s.last_success_at, s.created_at)`;

const lately = sql`f.day > (now() at time zone 'UTC')::date - 7`;

const columnsFor = (territory: TerritoryId | null) => sql`s.id, s.host, s.name, s.software, s.version, s.trust, s.reason, t.trust as own, coalesce(t.reason, '') as "ownReason",
  (select case when bool_or(r.trust = 'blocked') then 'blocked' else min(r.trust) end from federation.restrictions r where r.server_id = s.id and (r.territory_id is null or r.territory_id = ${territory})) as restricted,
  (select count(*)::int from (select from federation.actors a where a.server_id = s.id limit ${countedAtMost}) few) as people,
  (select count(*)::int from (select from federation.deliveries d where d.server_id = s.id and d.state = 'waiting' limit ${countedAtMost}) few) as waiting,
  (select coalesce(sum(f.times), 0)::int from federation.refusals f where f.server_id = s.id and ${lately}) as refused,
  s.heard_at as "heardAt", s.last_success_at as "deliveredAt", s.failing_since as "failingSince", s.last_status as "lastStatus", s.last_error as "lastError", s.closed_until as "closedUntil", ${seen} as "seenAt"`;

const joined = (territory: TerritoryId | null) => sql`federation.servers s left join federation.territory_trusts t on t.server_id = s.id and t.territory_id = ${territory}`;

/** The other servers that we know, the one last heard or reached first; null: as the coordination sees them. */
export async function listServers(db: Database, territory: TerritoryId | null, filter: ServerFilter, cursor: ServerCursor | null, limit: number): Promise<{ servers: ListedServer[]; next: ServerCursor | null }> {
  const { sought, trust, state } = filter;
  const like = sought ? `%${sought.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%` : null;
  const { rows } = await sql<ListedServer>`select ${columnsFor(territory)} from ${joined(territory)} where true
    ${like ? sql`and (s.host ilike ${like} or s.name ilike ${like})` : sql``} ${trust ? sql`and coalesce(t.trust, s.trust) = ${trust}` : sql``}
    ${state === "trouble" ? sql`and s.failing_since is not null` : state === "waiting" ? sql`and exists (select from federation.deliveries d where d.server_id = s.id and d.state = 'waiting')` : state === "refused" ? sql`and exists (select from federation.refusals f where f.server_id = s.id and ${lately})` : sql``}
    ${cursor ? sql`and (${seen}, s.id) < (${cursor.seenAt}::timestamptz, ${cursor.id}::uuid)` : sql``} order by ${seen} desc, s.id desc limit ${limit + 1}`.execute(db);
  const servers = rows.slice(0, limit);
  const last = rows.length > limit ? servers.at(-1) : undefined;
  return { servers, next: last ? { seenAt: last.seenAt, id: last.id } : null };
}

export async function showServer(db: Database, territory: TerritoryId | null, host: string): Promise<ListedServer | null> {
  const { rows } = await sql<ListedServer>`select ${columnsFor(territory)} from ${joined(territory)} where s.host = ${host}`.execute(db);
  return rows[0] ?? null;
}

export function writeServerCursor({ seenAt, id }: ServerCursor): string {
  return `${writeMoment(seenAt)}.${id}`;
}

export function readServerCursor(text: string | undefined): ServerCursor | null {
  const [moment, key] = (text ?? "").split(".");
  const [seenAt, id] = [readMoment(moment), readId<ServerId>(key)];
  return seenAt && id ? { seenAt, id } : null;
}

/** How far a server was to be trusted, who decided it, when and why. */
export interface Decision {
  readonly trust: Trust | null;
  readonly reason: string;
  readonly at: Temporal.Instant;
  /** Null: an operator, or somebody who left. */
  readonly by: string | null;
  /** Null: the coordination, for all. */
  readonly territory: string | null;
}

const decisionsShown = 50;

/** What was decided of a server, the latest first: all of it for the coordination (null), what concerns it for a territory. */
export async function listDecisions(db: Database, territory: TerritoryId | null, server: ServerId): Promise<Decision[]> {
  const { rows } = await sql<Decision>`select d.trust, d.reason, d.at, m.name as by, t.name as territory from federation.decisions d left join members m on m.id = d.member_id left join territories t on t.id = d.territory_id
    where d.server_id = ${server} ${territory ? sql`and (d.territory_id is null or d.territory_id = ${territory})` : sql``} order by d.at desc, d.id desc limit ${decisionsShown}`.execute(db);
  return rows;
}

/** The servers that are limited or blocked, as a list that others can take over. Not those that follow from a domain above. */
export async function listShut(db: Database, territory: TerritoryId | null): Promise<{ host: string; trust: TerritoryTrust; reason: string }[]> {
  const { rows } = await (territory
    ? sql<{ host: string; trust: TerritoryTrust; reason: string }>`select s.host, t.trust, t.reason from federation.territory_trusts t join federation.servers s on s.id = t.server_id where t.territory_id = ${territory} order by s.host`
    : sql<{ host: string; trust: TerritoryTrust; reason: string }>`select host, trust, reason from federation.servers where trust in ('limited', 'blocked') order by host`).execute(db);
  return rows;
}

/** How far these hosts are trusted now by the coordination (null), or what a territory decided of them; those of which nothing was are left out. */
export async function findTrusts(db: Database, territory: TerritoryId | null, hosts: readonly string[]): Promise<Map<string, Trust>> {
  const { rows } = await sql<{ host: string; trust: Trust }>`select s.host, ${territory ? sql`t.trust` : sql`s.trust`} as trust from federation.servers s
    ${territory ? sql`join federation.territory_trusts t on t.server_id = s.id and t.territory_id = ${territory}` : sql``} where s.host = any(${[...hosts]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.host, row.trust]));
}

/** What waits to be sent, what has for an hour and more, and what was refused or given up in the last day; each counted up to `most`. */
export async function countDeliveriesAnywhere(db: Database, now: Temporal.Instant, most = 100_000): Promise<{ waiting: number; late: number; failed: number }> {
  const { rows } = await sql<{ waiting: number; late: number; failed: number }>`select
    (select count(*)::int from (select from federation.deliveries where state = 'waiting' limit ${most}) few) as waiting,
    (select count(*)::int from (select from federation.deliveries where state = 'waiting' and created_at < ${now.subtract({ hours: 1 })} limit ${most}) few) as late,
    (select count(*)::int from (select from federation.deliveries where state in ('refused', 'expired') and settled_at > ${now.subtract({ hours: 24 })} limit ${most}) few) as failed`.execute(db);
  return rows[0] ?? { waiting: 0, late: 0, failed: 0 };
}

/** Platforms of other servers that somebody vouched for and that run what we run: where a reader may be at home. */
export async function listHomesAnywhere(db: Database): Promise<{ host: string; name: string }[]> {
  const { rows } = await sql<{ host: string; name: string }>`select s.host, s.name from federation.servers s where s.trust in ('network', 'known') and s.software in ('echosciences', '')
    and not exists (select from federation.restrictions r where r.server_id = s.id and r.territory_id is null) order by s.name = '', s.name, s.host limit 300`.execute(db);
  return rows;
}
