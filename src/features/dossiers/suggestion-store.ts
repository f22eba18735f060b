import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { newId, type ContentId, type MemberId, type SuggestionId } from "../../platform/ids.ts";

export async function isListed(tx: Transaction, dossier: ContentId, content: ContentId): Promise<boolean> {
  const { rows } = await sql`select from dossier_items where dossier_id = ${dossier} and content_id = ${content}`.execute(tx);
  return rows.length > 0;
}

/** How many wait now; 0 when this content waited already. */
export async function insertSuggestion(tx: Transaction, suggestion: { dossier: ContentId; content: ContentId; member: MemberId; word: string; at: Temporal.Instant }): Promise<number> {
  const { numAffectedRows } = await sql`insert into dossier_suggestions (id, dossier_id, content_id, member_id, word, at)
    values (${newId<SuggestionId>()}, ${suggestion.dossier}, ${suggestion.content}, ${suggestion.member}, ${suggestion.word}, ${suggestion.at}) on conflict do nothing`.execute(tx);
  if (Number(numAffectedRows) === 0) return 0;
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from dossier_suggestions where dossier_id = ${suggestion.dossier} and state = 'waiting'`.execute(tx);
  return rows[0]?.n ?? 0;
}

export interface WaitingSuggestion {
  readonly id: SuggestionId;
  readonly dossier: ContentId;
  readonly content: ContentId;
  readonly member: MemberId;
  readonly word: string;
}

export async function findWaitingAnywhere(tx: Transaction, id: SuggestionId): Promise<WaitingSuggestion | null> {
  const { rows } = await sql<WaitingSuggestion>`select id, dossier_id as dossier, content_id as content, member_id as member, word from dossier_suggestions where id = ${id} and state = 'waiting'`.execute(tx);
  return rows[0] ?? null;
}

/** False when it no longer waits. */
export async function closeSuggestion(tx: Transaction, id: SuggestionId, decision: { state: "accepted" | "refused"; answer: string; by: MemberId; at: Temporal.Instant }): Promise<boolean> {
  const { numAffectedRows } = await sql`update dossier_suggestions set state = ${decision.state}, answer = ${decision.answer}, decided_by = ${decision.by}, decided_at = ${decision.at} where id = ${id} and state = 'waiting'`.execute(tx);
  return Number(numAffectedRows) > 0;
}

export async function deleteSuggestion(tx: Transaction, id: SuggestionId, member: MemberId): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from dossier_suggestions where id = ${id} and member_id = ${member} and state = 'waiting'`.execute(tx);
  return Number(numAffectedRows) > 0;
}

/** The same by who keeps the dossier at another server. False when nothing waited. */
export async function closeWaitingOf(tx: Transaction, { dossier, content, member }: { readonly dossier: ContentId; readonly content: ContentId; readonly member: MemberId }, state: "accepted" | "refused", at: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`update dossier_suggestions set state = ${state}, decided_at = ${at} where dossier_id = ${dossier} and content_id = ${content} and member_id = ${member} and state = 'waiting'`.execute(tx);
  return Number(numAffectedRows) > 0;
}
