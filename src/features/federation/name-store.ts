import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { ContentKind } from "../contents/content.ts";
import type { ActorId } from "./actor.ts";

/** Under which address a content stands on the wire, and who answers for it there. */
export interface ContentName {
  readonly content: ContentId;
  readonly kind: ContentKind;
  readonly wireId: string;
  readonly actor: ActorId;
  /** The address of that actor. */
  readonly author: string;
}

export async function readNames(db: Database | Transaction, contents: readonly ContentId[]): Promise<ContentName[]> {
  const { rows } = await sql<ContentName>`select n.content_id as content, c.kind, n.wire_id as "wireId", n.actor_id as actor, a.uri as author from federation.names n join federation.actors a on a.id = n.actor_id join contents c on c.id = n.content_id
    where n.content_id = any(${[...contents]}::uuid[]) and n.ended_at is null`.execute(db);
  return rows;
}

/** Whoever comes first names it; one that had a name before gets an address that nobody knows yet. */
export async function insertNames(tx: Transaction, names: readonly { readonly content: ContentId; readonly actor: ActorId }[], at: Temporal.Instant): Promise<void> {
  const fresh = sql`jsonb_to_recordset(${JSON.stringify(names)}::jsonb) as x(content uuid, actor uuid)`;
  await sql`insert into federation.names (wire_id, content_id, actor_id, at)
    select case when exists (select from federation.names n where n.wire_id = x.content) then gen_random_uuid() else x.content end, x.content, x.actor, ${at}::timestamptz from ${fresh} on conflict do nothing`.execute(tx);
}

export async function readNamed(db: Database, wireId: string): Promise<{ content: ContentId; endedAt: Temporal.Instant | null } | null> {
  const { rows } = await sql<{ content: ContentId; endedAt: Temporal.Instant | null }>`select content_id as content, ended_at as "endedAt" from federation.names where wire_id = ${wireId}`.execute(db);
  return rows[0] ?? null;
}

/** What one of ours answered for and is still shown needs somebody else to. */
export async function endNamesOf(tx: Transaction, actor: ActorId): Promise<void> {
  await sql`update federation.names n set ended_at = now() where n.actor_id = ${actor} and n.ended_at is null and exists (select from contents c where c.id = n.content_id)`.execute(tx);
}

export async function endName(tx: Transaction, content: ContentId, at: Temporal.Instant): Promise<void> {
  await sql`update federation.names set ended_at = ${at} where content_id = ${content} and ended_at is null`.execute(tx);
}

/** What one of ours answered for and is still shown to everybody, after the one where a page ended. */
export async function readOrphans(db: Database, actor: ActorId, after: string | null, limit: number): Promise<{ content: ContentId; wireId: string; endedAt: Temporal.Instant }[]> {
  const { rows } = await sql<{ content: ContentId; wireId: string; endedAt: Temporal.Instant }>`select n.content_id as content, n.wire_id as "wireId", n.ended_at as "endedAt" from federation.names n join contents c on c.id = n.content_id
    where n.actor_id = ${actor} and n.ended_at is not null and c.state = 'published' ${after ? sql`and n.wire_id > ${after}::uuid` : sql``} order by n.wire_id limit ${limit}`.execute(db);
  return rows;
}
