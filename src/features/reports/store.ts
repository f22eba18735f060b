import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import type { ServerId } from "../federation/actor.ts";
import type { ContentStanding } from "../contents/content.ts";
import type { Reported, ReportId, ToldOfReport } from "./reported.ts";

const standing = sql`jsonb_build_object('id', c.id, 'kind', c.kind, 'territory', c.territory_id, 'state', c.state, 'publishedAt', c.published_at, 'community', c.community_id,
  'authors', array(select member_id from content_authors a where a.content_id = c.id order by position), 'structure', (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1))`;

/** Where a thing is and the content whose readers see it; null for what isn't, or shows nothing. */
export async function readReported(db: Database | Transaction, { kind, id }: Reported): Promise<{ territory: TerritoryId; elsewhere: boolean; content: ContentStanding | null } | null> {
  const found = {
    content: sql`select c.territory_id as territory, ${standing} as content from contents c where c.id = ${id}`,
    comment: sql`select c.territory_id as territory, ${standing} as content from comments k join contents c on c.id = k.content_id where k.id = ${id} and k.state = 'visible'`,
    member: sql`select home_id as territory, null as content from members where id = ${id} and state = 'active'`,
    structure: sql`select territory_id as territory, null as content from structures where id = ${id} and state = 'listed'`,
    message: sql`select m.home_id as territory, null as content from messages x join members m on m.id = x.author_id where x.id = ${id} and x.state = 'sent'`,
  }[kind];
  const { rows } = await sql<{ territory: TerritoryId; elsewhere: boolean; content: (Omit<ContentStanding, "publishedAt"> & { publishedAt: string | null }) | null }>`select found.*, t.elsewhere from (${found}) found join territories t on t.id = found.territory`.execute(db);
  const [row] = rows;
  if (!row) return null;
  // Inside of JSON a moment is a text.
  return { territory: row.territory, elsewhere: row.elsewhere, content: row.content && { ...row.content, publishedAt: row.content.publishedAt ? Temporal.Instant.from(row.content.publishedAt) : null } };
}

const columnOf = { content: "content_id", comment: "comment_id", member: "member_id", structure: "structure_id", message: "message_id" } as const;

/** The report of this thing by the same one that nobody has settled yet. */
export async function readOpenOne(tx: Transaction, subject: Reported, by: { readonly member: MemberId } | { readonly server: ServerId }): Promise<ReportId | null> {
  const { rows } = await sql<{ id: ReportId }>`select r.id from report_subjects s join reports r on r.id = s.report_id where s.${sql.ref(columnOf[subject.kind])} = ${subject.id} and r.state = 'open'
    and ${"member" in by ? sql`r.member_id = ${by.member}` : sql`r.server_id = ${by.server}`} limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}

export interface NewReport {
  readonly id: ReportId;
  readonly territory: TerritoryId;
  readonly member: MemberId | null;
  readonly server: ServerId | null;
  readonly activity: string | null;
  readonly reason: string;
  readonly forwarded: boolean;
  readonly subjects: readonly Reported[];
  readonly at: Temporal.Instant;
}

/** False when the same was told already. */
export async function insertReport(tx: Transaction, report: NewReport): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into reports (id, territory_id, member_id, server_id, activity_uri, reason, forwarded, at)
    values (${report.id}, ${report.territory}, ${report.member}, ${report.server}, ${report.activity}, ${report.reason}, ${report.forwarded}, ${report.at}) on conflict do nothing`.execute(tx);
  if (Number(numAffectedRows) === 0) return false;
  // Of a message, what it says now: its author may take it back before anybody has read the report.
  for (const [position, { kind, id }] of report.subjects.entries()) await sql`insert into report_subjects (report_id, position, ${sql.ref(columnOf[kind])}, message_body) values (${report.id}, ${position}, ${id}, ${kind === "message" ? sql`(select body from messages where id = ${id})` : null})`.execute(tx);
  return true;
}

/** Whether something waits in a territory: its animators know. */
export async function anyOpen(tx: Transaction, territory: TerritoryId): Promise<boolean> {
  const { rows } = await sql`select from reports where territory_id = ${territory} and state = 'open' limit 1`.execute(tx);
  return rows.length > 0;
}

/** How many of a server's reports nobody has settled. */
export async function countOpenOfAnywhere(tx: Transaction, server: ServerId): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (select from reports where server_id = ${server} and state = 'open' limit 1000) few`.execute(tx);
  return rows[0]?.n ?? 0;
}

export async function listAnimatorsToTell(tx: Transaction, territory: TerritoryId): Promise<ToldOfReport[]> {
  const { rows } = await sql<ToldOfReport>`select u.email, m.locale, a.territory_id as territory from animators a join members m on m.id = a.member_id and m.state = 'active' join accounts.users u on u.id = m.id where a.territory_id = ${territory} order by m.id`.execute(tx);
  return rows;
}

/** Settles what waits; null when it doesn't, or isn't there. Who reported it is told, if they are still here. */
export async function settleReport(tx: Transaction, territory: TerritoryId, id: ReportId, by: MemberId, note: string, at: Temporal.Instant): Promise<{ told: ToldOfReport | null } | null> {
  const { rows } = await sql<{ member: MemberId | null }>`update reports set state = 'settled', settled_by = ${by}, settled_at = ${at}, note = ${note} where id = ${id} and territory_id = ${territory} and state = 'open' returning member_id as member`.execute(tx);
  const [row] = rows;
  if (!row) return null;
  const { rows: told } = await sql<ToldOfReport>`select u.email, m.locale, ${territory}::uuid as territory from members m join accounts.users u on u.id = m.id where m.id = ${row.member} and m.state = 'active'`.execute(tx);
  return { told: told[0] ?? null };
}
