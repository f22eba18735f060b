import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { MediaId, MemberId, TerritoryId } from "../../platform/ids.ts";

export interface NewMedia {
  readonly id: MediaId;
  readonly territory: TerritoryId;
  /** Null for the picture of a video or sound: it is its host's. */
  readonly owner: MemberId | null;
  readonly hash: string;
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
  readonly colour: string;
  readonly alt: string;
  readonly credit: string;
  readonly at: Temporal.Instant;
}

export async function insertPicture(db: Database, media: NewMedia): Promise<void> {
  await sql`insert into media (id, territory_id, owner_id, hash, width, height, widths, colour, alt, credit, created_at)
    values (${media.id}, ${media.territory}, ${media.owner}, ${media.hash}, ${media.width}, ${media.height}, ${[...media.widths]}, ${media.colour}, ${media.alt}, ${media.credit}, ${media.at})`.execute(db);
}

/** The tables that show pictures: `contents` by what `content_media` says of it. A test finds another. */
export const showing = ["content_media.media_id", "contents.lead_id", "embeds.media_id", "structures.picture_id", "communities.picture_id", "members.picture_id", "project_updates.picture_id"];

export interface TakenPicture {
  readonly hash: string;
  readonly widths: readonly number[];
}

/** A credit that is the member's name says it no more. */
export async function forgetCredits(tx: Transaction, member: MemberId): Promise<void> {
  await sql`update media p set credit = '' from members m where m.id = ${member} and p.owner_id = m.id and plain_text(p.credit) = plain_text(m.name)`.execute(tx);
}

/** Takes away a member's pictures that nothing shows but their own profile. */
export async function takeUnused(tx: Transaction, member: MemberId): Promise<TakenPicture[]> {
  const { rows } = await sql<TakenPicture>`delete from media p where owner_id = ${member}
    and not exists (select from content_media x where x.media_id = p.id) and not exists (select from contents x where x.lead_id = p.id)
    and not exists (select from structures x where x.picture_id = p.id) and not exists (select from communities x where x.picture_id = p.id)
    and not exists (select from members x where x.picture_id = p.id and x.id <> ${member}) returning hash, widths`.execute(tx);
  return rows;
}

export async function isKnownAnywhere(db: Database, hash: string): Promise<boolean> {
  const { rows } = await sql`select from media where hash = ${hash} limit 1`.execute(db);
  return rows.length > 0;
}

export interface LookedAt {
  readonly id: MediaId;
  readonly createdAt: Temporal.Instant;
}

/** Pictures brought before a moment, the oldest first. */
export async function nextToLookAt(db: Database, before: Temporal.Instant, after: LookedAt | null, limit: number): Promise<LookedAt[]> {
  const { rows } = await sql<LookedAt>`select id, created_at as "createdAt" from media where created_at < ${before} ${after ? sql`and (created_at, id) > (${after.createdAt}, ${after.id}::uuid)` : sql``} order by created_at, id limit ${limit}`.execute(db);
  return rows;
}

/** Takes away those of these pictures that nothing in `showing` shows, no version, and nothing that their owner is writing. */
export async function takeUnshown(tx: Transaction, ids: readonly MediaId[]): Promise<TakenPicture[]> {
  const nowhere = sql.join(showing.map((name) => sql`not exists (select from ${sql.table(name.split(".")[0] ?? "")} x where x.${sql.ref(name.split(".")[1] ?? "")} = p.id)`), sql` and `);
  const { rows } = await sql<TakenPicture>`delete from media p where p.id = any(${[...ids]}::uuid[]) and ${nowhere} and not exists (select from version_files v where v.file_id = p.id)
    and not exists (select from kept_writings w where w.member_id = p.owner_id and position(p.id::text in w.fields::text) > 0) returning hash, widths`.execute(tx);
  return rows;
}
