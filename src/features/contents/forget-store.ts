import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import { plainText } from "../../platform/text/plain.ts";
import type { ContentStanding } from "./content.ts";

/** What this member alone answers for: no other author, and no structure for which somebody else acts. Locked. */
export async function contentsOfOneAuthor(tx: Transaction, member: MemberId): Promise<(Pick<ContentStanding, "id" | "territory" | "kind" | "state"> & { now: Temporal.Instant })[]> {
  const { rows } = await sql<Pick<ContentStanding, "id" | "territory" | "kind" | "state"> & { now: Temporal.Instant }>`
    select c.id, c.territory_id as territory, c.kind, c.state, now() as now from content_authors a join contents c on c.id = a.content_id
    where a.member_id = ${member}
      and not exists (select from content_authors o where o.content_id = c.id and o.member_id <> ${member})
      and not exists (select from content_structures s join structure_members p on p.structure_id = s.structure_id and p.member_id <> ${member} where s.content_id = c.id and s.role = 'author')
    order by c.id for update of c`.execute(tx);
  return rows;
}

/** With all that hangs from it: versions, times, comments, likes, places in dossiers, search entries. */
export async function deleteContent(tx: Transaction, id: ContentId): Promise<void> {
  await sql`delete from contents where id = ${id}`.execute(tx);
}

/** Also those that were asked by their address. */
export async function deleteInvitationsTo(tx: Transaction, member: MemberId): Promise<void> {
  await sql`delete from author_invitations where member_id = ${member} or by_id = ${member} or email = (select email from accounts.users where id = ${member})`.execute(tx);
}

interface NamingText {
  readonly id: ContentId;
  /** Null for the present text. */
  readonly revision: number | null;
  readonly handle: string;
  readonly body: TextDocument;
}

/** The texts that name a member, former versions too. */
export async function textsNaming(tx: Transaction, member: MemberId): Promise<NamingText[]> {
  const { rows } = await sql<NamingText>`
    select c.id, null::int as revision, x.handle, c.body from mentions x join contents c on c.id = x.content_id where x.member_id = ${member}
    union all select v.content_id, v.revision, x.handle, v.body from mentions x join content_versions v on v.content_id = x.content_id where x.member_id = ${member}`.execute(tx);
  return rows;
}

export async function publishedNaming(tx: Transaction, member: MemberId): Promise<ContentId[]> {
  const { rows } = await sql<{ id: ContentId }>`select distinct c.id from mentions x join contents c on c.id = x.content_id and c.state = 'published' where x.member_id = ${member}`.execute(tx);
  return rows.map((row) => row.id);
}

export async function rewriteText(tx: Transaction, id: ContentId, revision: number | null, body: TextDocument): Promise<void> {
  if (revision === null) await sql`update contents set body = ${json(body)}, body_text = ${plainText(body)} where id = ${id}`.execute(tx);
  else await sql`update content_versions set body = ${json(body)} where content_id = ${id} and revision = ${revision}`.execute(tx);
}
