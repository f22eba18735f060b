import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import { readId, type ContentId } from "../../platform/ids.ts";
import type { OwnActor } from "./actor.ts";

/** What one of ours said or passed on in a month, in a few letters: whoever has the same needn't ask more. */
export interface MonthDigest {
  /** `2026-11`, in UTC. */
  readonly month: string;
  readonly count: number;
  /** SHA-256 of "wire id, space, seconds of the last change", joined by commas in the order of wire ids. */
  readonly digest: string;
}

/** What was said under a name, by who answers for it; of who passes on, what they pass on. */
function saidBy({ id, kind, subject, territory }: OwnActor): RawBuilder<unknown> {
  switch (kind) {
    case "territory":
      return sql`c.territory_id = ${territory}`;
    case "tag":
      return sql`exists (select from content_tags t where t.content_id = c.id and t.territory_id = ${territory} and t.tag = ${subject})`;
    case "community":
      return sql`c.community_id = ${readId(subject)}::uuid`;
    default:
      return sql`n.actor_id = ${id}`;
  }
}

const named = sql`federation.names n join contents c on c.id = n.content_id and c.state = 'published' where n.ended_at is null`;
const month = sql`to_char(c.published_at at time zone 'UTC', 'YYYY-MM')`;
const changed = sql`extract(epoch from date_trunc('second', greatest(c.updated_at, c.published_at)))::bigint`;

export async function listMonthsAnywhere(db: Database, own: OwnActor, since: Temporal.Instant): Promise<MonthDigest[]> {
  const { rows } = await sql<MonthDigest>`select ${month} as month, count(*)::int as count, encode(sha256(convert_to(string_agg(n.wire_id::text || ' ' || ${changed}, ',' order by n.wire_id), 'UTF8')), 'hex') as digest
    from ${named} and c.published_at >= ${since} and c.published_at <= now() and ${saidBy(own)} group by 1 order by 1 desc`.execute(db);
  return rows;
}

/** The contents of one month, by their wire ids, after the one where a page ended. */
export async function listOfMonthAnywhere(db: Database, own: OwnActor, of: Temporal.PlainYearMonth, after: string | null, limit: number): Promise<{ content: ContentId; wireId: string; updated: Temporal.Instant }[]> {
  const [from, until] = [of, of.add({ months: 1 })].map((each) => `${each.toString()}-01T00:00:00Z`);
  const { rows } = await sql<{ content: ContentId; wireId: string; updated: Temporal.Instant }>`select n.content_id as content, n.wire_id as "wireId", greatest(c.updated_at, c.published_at) as updated
    from ${named} and c.published_at >= ${from}::timestamptz and c.published_at < ${until}::timestamptz and c.published_at <= now() and ${saidBy(own)} ${after ? sql`and n.wire_id > ${after}::uuid` : sql``} order by n.wire_id limit ${limit}`.execute(db);
  return rows;
}
