import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";

export interface OwnTable {
  readonly table: string;
  readonly column: string;
}

/** Rows that name a member and are others': whom a mail went to, who was asked, whose text names them. */
const othersOwn = new Set(["accounts.mails.about_id", "author_invitations.member_id", "mentions.member_id", "message_blocks.blocked_id", "report_subjects.member_id"]);
/** What outlives a member, and is theirs as long as they are here. */
const ownAlthoughKept = new Set(["media.owner_id", "comments.author_id", "content_versions.member_id", "reports.member_id"]);
/** Digests and secrets, which would open something. */
const secrets = ["password", "hash", "secret", "secret_hash", "token_hash", "search"];

/** What others made of a row that is a member's: the private follow-up of an answer is its readers', and who blocked whom is nobody else's. */
const othersColumns: Readonly<Record<string, readonly string[]>> = { answers: ["mark", "note"], messages: ["withheld", "told_at"] };

/** Every table whose rows are a member's: those that go with them when they leave. A new table is among them by itself. */
export async function listOwnTablesAnywhere(db: Database): Promise<OwnTable[]> {
  const { rows } = await sql<OwnTable & { cascades: boolean }>`
    select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as table, a.attname as column, k.confdeltype = 'c' as cascades
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.conkey)
    where k.contype = 'f' and k.confrelid in ('members'::regclass, 'accounts.users'::regclass) order by 1, 2`.execute(db);
  return rows.filter(({ table, column, cascades }) => (cascades || ownAlthoughKept.has(`${table}.${column}`)) && !othersOwn.has(`${table}.${column}`));
}

/** The rows of one table that are a member's, as JSON, without secrets. */
export async function listOwnRowsAnywhere(db: Database, { table, column }: OwnTable, member: MemberId): Promise<object[]> {
  const { rows } = await sql<{ row: object }>`select to_jsonb(x) - ${[...secrets, ...(othersColumns[table] ?? [])]}::text[] as row from ${sql.table(table)} x where x.${sql.ref(column)} = ${member}`.execute(db);
  return rows.map((each) => each.row);
}

/** The member's own row, and the contents that they wrote, in every state. */
export async function listOwnThingsAnywhere(db: Database, member: MemberId): Promise<Readonly<Record<"member" | "contents" | "followers", unknown>>> {
  const [own, contents, followers] = await Promise.all([
    sql<{ row: object }>`select to_jsonb(m) as row from members m where id = ${member}`.execute(db),
    sql<{ row: object }>`select to_jsonb(c) - 'submission' as row from content_authors a join contents c on c.id = a.content_id where a.member_id = ${member} order by c.created_at`.execute(db),
    sql<{ n: number }>`select count(*)::int as n from follows where kind = 'member' and target = ${member}`.execute(db),
  ]);
  return { member: own.rows[0]?.row ?? null, contents: contents.rows.map((each) => each.row), followers: followers.rows[0]?.n ?? 0 };
}

/** The files of a member's pictures, the largest of each. */
export async function listOwnPicturesAnywhere(db: Database, member: MemberId): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`select distinct hash || '-' || widths[array_upper(widths, 1)] || '.webp' as key from media where owner_id = ${member} order by 1`.execute(db);
  return rows.map((row) => row.key);
}
