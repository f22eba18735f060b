import { sql } from "kysely";
import { json, type Database, type Transaction } from "../../platform/database.ts";
import type { CommentId, ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { ActorId, ServerId } from "./actor.ts";
import type { HeldNoteId } from "./held-note.ts";

/** The territory that reads this person's words first; null where they show at once. */
export async function readHolder(tx: Transaction, content: ContentId, actor: ActorId, server: ServerId): Promise<TerritoryId | null> {
  const { rows } = await sql<{ territory: TerritoryId }>`select t.id as territory from contents c join territories t on t.id = c.territory_id and t.strangers = 'held'
    where c.id = ${content} and c.state = 'published' and exists (select from federation.servers s where s.id = ${server} and s.trust not in ('network', 'known'))
      and not exists (select from federation.welcomed w where w.territory_id = t.id and w.actor_id = ${actor})`.execute(tx);
  return rows[0]?.territory ?? null;
}

export interface NewHeldNote {
  readonly id: HeldNoteId;
  readonly territory: TerritoryId;
  readonly content: ContentId;
  readonly parent: CommentId | null;
  readonly actor: ActorId;
  readonly uri: string;
  readonly url: string;
  readonly body: TextDocument;
  readonly updated: Temporal.Instant | null;
  readonly at: Temporal.Instant;
}

/** How many of this person, and of their server, wait. */
export async function waitingOf(tx: Transaction, actor: ActorId, server: ServerId): Promise<{ person: number; server: number }> {
  const { rows } = await sql<{ person: number; server: number }>`select count(*) filter (where h.actor_id = ${actor})::int as person, count(*)::int as server
    from federation.held_notes h join federation.actors a on a.id = h.actor_id where a.server_id = ${server} and h.state = 'waiting'`.execute(tx);
  return rows[0] ?? { person: 0, server: 0 };
}

export async function isHeldAlready(tx: Transaction, uri: string): Promise<boolean> {
  return (await sql`select from federation.held_notes where uri = ${uri}`.execute(tx)).rows.length > 0;
}

/** Written, or written again while it waits; what was refused stays so. */
export async function writeHeldNote(tx: Transaction, note: NewHeldNote): Promise<void> {
  await sql`insert into federation.held_notes (id, territory_id, content_id, parent_id, actor_id, uri, url, body, updated_at, at)
    values (${note.id}, ${note.territory}, ${note.content}, ${note.parent}, ${note.actor}, ${note.uri}, ${note.url}, ${json(note.body)}, ${note.updated}, ${note.at})
    on conflict (uri) do update set body = excluded.body, updated_at = excluded.updated_at where federation.held_notes.actor_id = excluded.actor_id and federation.held_notes.state = 'waiting'`.execute(tx);
}

export async function deleteHeldNote(tx: Transaction, uri: string, actor: ActorId): Promise<void> {
  await sql`delete from federation.held_notes where uri = ${uri} and actor_id = ${actor}`.execute(tx);
}

export async function deleteHeldNotesOf(tx: Transaction, actor: string): Promise<void> {
  await sql`delete from federation.held_notes where actor_id = (select id from federation.actors where uri = ${actor})`.execute(tx);
}

export interface LockedNote extends Omit<NewHeldNote, "actor"> {
  /** The address of whoever said it. */
  readonly actor: string;
  readonly actorId: ActorId;
}

/** What waits on a territory: one, or, of the person who said that one, all. Locked. */
export async function lockHeldNotes(tx: Transaction, territory: TerritoryId, which: { readonly id: HeldNoteId } | { readonly actor: ActorId }): Promise<LockedNote[]> {
  const { rows } = await sql<LockedNote>`select h.id, h.territory_id as territory, h.content_id as content, h.parent_id as parent, a.uri as actor, h.actor_id as "actorId", h.uri, h.url, h.body, h.updated_at as updated, h.at
    from federation.held_notes h join federation.actors a on a.id = h.actor_id where h.territory_id = ${territory} and h.state = 'waiting' and ${"id" in which ? sql`h.id = ${which.id}` : sql`h.actor_id = ${which.actor}`} order by h.at, h.id for update of h`.execute(tx);
  return rows;
}

export async function markHeldRefused(tx: Transaction, id: HeldNoteId): Promise<void> {
  await sql`update federation.held_notes set state = 'refused', body = '{"type":"doc","content":[]}' where id = ${id}`.execute(tx);
}

export async function insertWelcomed(tx: Transaction, territory: TerritoryId, actor: ActorId, by: MemberId, at: Temporal.Instant): Promise<void> {
  await sql`insert into federation.welcomed (territory_id, actor_id, by_id, at) values (${territory}, ${actor}, ${by}, ${at}) on conflict do nothing`.execute(tx);
}

export async function deleteOldHeldNotes(tx: Database | Transaction, before: Temporal.Instant): Promise<void> {
  await sql`delete from federation.held_notes where at < ${before}`.execute(tx);
}
