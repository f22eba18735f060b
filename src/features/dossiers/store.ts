import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import type { DossierStanding } from "./policy.ts";

/** A dossier of any territory, locked: items are put in one after the other. */
export async function lockDossierAnywhere(tx: Transaction, id: ContentId): Promise<DossierStanding | null> {
  const { rows } = await sql<DossierStanding>`
    select c.id, c.kind, c.territory_id as territory, c.state, c.published_at as "publishedAt", d.contributions,
      array(select member_id from content_authors a where a.content_id = c.id) as authors,
      (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure, c.community_id as community
    from contents c join dossiers d on d.content_id = c.id where c.id = ${id} for update of c`.execute(tx);
  return rows[0] ?? null;
}

export async function isPublicContentAnywhere(tx: Transaction, id: ContentId, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`select from contents where id = ${id} and state = 'published' and published_at <= ${now}`.execute(tx);
  return rows.length > 0;
}

/** False when the content is there already. */
export async function insertItem(tx: Transaction, item: { dossier: ContentId; content: ContentId; note: string; by: MemberId; at: Temporal.Instant }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into dossier_items (dossier_id, content_id, position, note, added_by, added_at)
    select ${item.dossier}, ${item.content}, coalesce(max(position), 0) + 1, ${item.note}, ${item.by}, ${item.at} from dossier_items where dossier_id = ${item.dossier}
    on conflict (dossier_id, content_id) do nothing`.execute(tx);
  return Number(numAffectedRows) > 0;
}

export async function itemsOf(tx: Transaction, dossier: ContentId): Promise<ContentId[]> {
  const { rows } = await sql<{ content_id: ContentId }>`select content_id from dossier_items where dossier_id = ${dossier} order by position`.execute(tx);
  return rows.map((row) => row.content_id);
}

export async function reorder(tx: Transaction, dossier: ContentId, order: readonly ContentId[]): Promise<void> {
  await sql`update dossier_items i set position = o.position from unnest(${[...order]}::uuid[]) with ordinality as o(content_id, position)
    where i.dossier_id = ${dossier} and i.content_id = o.content_id`.execute(tx);
}

export async function writeNote(tx: Transaction, dossier: ContentId, content: ContentId, note: string): Promise<void> {
  await sql`update dossier_items set note = ${note} where dossier_id = ${dossier} and content_id = ${content}`.execute(tx);
}

export async function removeItem(tx: Transaction, dossier: ContentId, content: ContentId): Promise<void> {
  await sql`delete from dossier_items where dossier_id = ${dossier} and content_id = ${content}`.execute(tx);
}

export async function markChanged(tx: Transaction, dossier: ContentId, at: Temporal.Instant): Promise<void> {
  await sql`update contents set updated_at = ${at} where id = ${dossier}`.execute(tx);
}

export async function writeContributions(tx: Transaction, dossier: ContentId, contributions: "open" | "closed"): Promise<void> {
  await sql`insert into dossiers (content_id, contributions) values (${dossier}, ${contributions})
    on conflict (content_id) do update set contributions = excluded.contributions`.execute(tx);
}
