import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { CommentId, ContentId, MediaId, TerritoryId } from "../../platform/ids.ts";
import type { ActorId } from "./actor.ts";

/** What stands elsewhere, as far as it is known here. */
export interface KnownObject {
  readonly uri: string;
  readonly actor: ActorId | null;
  /** The address of whoever answers for it. */
  readonly owner: string | null;
  readonly content: ContentId | null;
  readonly comment: CommentId | null;
  readonly updatedAt: Temporal.Instant | null;
  readonly goneAt: Temporal.Instant | null;
}

export async function readObject(db: Database | Transaction, uri: string): Promise<KnownObject | null> {
  const { rows } = await sql<KnownObject>`select o.uri, o.actor_id as actor, a.uri as owner, o.content_id as content, o.comment_id as comment, o.updated_at as "updatedAt", o.gone_at as "goneAt"
    from federation.objects o left join federation.actors a on a.id = o.actor_id where o.uri = ${uri}`.execute(db);
  return rows[0] ?? null;
}

/** Ties what stands elsewhere to what shows it here. False when it was known, or is no more; that somebody else said so of it counts for nothing. */
export async function insertObject(tx: Transaction, object: { readonly uri: string; readonly actor: ActorId; readonly content?: ContentId; readonly comment?: CommentId; readonly url: string; readonly updated: Temporal.Instant | null; readonly at: Temporal.Instant }): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into federation.objects (uri, actor_id, content_id, comment_id, url, updated_at, read_at)
    values (${object.uri}, ${object.actor}, ${object.content ?? null}, ${object.comment ?? null}, ${object.url}, ${object.updated}, ${object.at})
    on conflict (uri) do update set actor_id = excluded.actor_id, content_id = excluded.content_id, comment_id = excluded.comment_id, url = excluded.url, updated_at = excluded.updated_at, read_at = excluded.read_at, gone_at = null
    where federation.objects.gone_at is not null and federation.objects.content_id is null and federation.objects.comment_id is null and federation.objects.actor_id <> excluded.actor_id`.execute(tx);
  return Number(numAffectedRows) > 0;
}

/** False when what is known is newer: an older word that came later changes nothing. Of two in the same second, the later to come counts. */
export async function renewObject(tx: Transaction, uri: string, updated: Temporal.Instant | null, at: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`update federation.objects set updated_at = ${updated}, read_at = ${at} where uri = ${uri} and gone_at is null and (updated_at is null or ${updated}::timestamptz is null or updated_at <= ${updated})`.execute(tx);
  return Number(numAffectedRows) > 0;
}

/** Remembers that it is no more, also when it was never known: a word that comes late doesn't bring it back. */
export async function markGone(tx: Transaction, uri: string, actor: ActorId, at: Temporal.Instant): Promise<void> {
  await sql`insert into federation.objects (uri, actor_id, read_at, gone_at) values (${uri}, ${actor}, ${at}, ${at})
    on conflict (uri) do update set gone_at = excluded.gone_at where federation.objects.gone_at is null and federation.objects.actor_id = excluded.actor_id`.execute(tx);
}

export async function deleteOldGone(tx: Transaction, before: Temporal.Instant): Promise<void> {
  await sql`delete from federation.objects where gone_at < ${before} and content_id is null and comment_id is null`.execute(tx);
}

/** The address elsewhere of what shows here, and who answers for it there. */
export async function readObjectOf(db: Database | Transaction, thing: { readonly content: ContentId } | { readonly comment: CommentId }): Promise<{ uri: string; owner: string } | null> {
  const { rows } = await sql<{ uri: string; owner: string }>`select o.uri, a.uri as owner from federation.objects o join federation.actors a on a.id = o.actor_id
    where ${"content" in thing ? sql`o.content_id = ${thing.content}` : sql`o.comment_id = ${thing.comment}`} and o.gone_at is null`.execute(db);
  return rows[0] ?? null;
}

export interface Origin {
  readonly uri: string;
  readonly owner: string;
  readonly url: string;
}

export async function readOrigins(db: Database, contents: readonly ContentId[]): Promise<Map<ContentId, Origin>> {
  const { rows } = await sql<Origin & { content: ContentId }>`select o.content_id as content, o.uri, a.uri as owner, o.url from federation.objects o join federation.actors a on a.id = o.actor_id where o.content_id = any(${[...contents]}::uuid[]) and o.gone_at is null`.execute(db);
  return new Map(rows.map(({ content, ...origin }) => [content, origin]));
}

export async function readPicture(db: Database, uri: string): Promise<{ url: string; media: MediaId } | null> {
  const { rows } = await sql<{ url: string; media: MediaId }>`select o.picture_url as url, c.lead_id as media from federation.objects o join contents c on c.id = o.content_id where o.uri = ${uri} and c.lead_id is not null`.execute(db);
  return rows[0] ?? null;
}

export async function writePicture(tx: Transaction, uri: string, url: string): Promise<void> {
  await sql`update federation.objects set picture_url = ${url} where uri = ${uri} and picture_url <> ${url}`.execute(tx);
}

/** Says on the page of a content where it comes from. */
export async function writeOrigin(tx: Transaction, content: ContentId, territory: TerritoryId, origin: { readonly actor: string; readonly uri: string; readonly url: string; readonly name: string; readonly at: Temporal.Instant }): Promise<void> {
  await sql`insert into content_sources (content_id, territory_id, source, uid, url, name, digest, read_at) values (${content}, ${territory}, ${origin.actor}, ${origin.uri}, ${origin.url}, ${origin.name}, '', ${origin.at})
    on conflict (content_id) do update set url = excluded.url, name = excluded.name, read_at = excluded.read_at`.execute(tx);
}
