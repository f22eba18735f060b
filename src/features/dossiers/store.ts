import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId, SectionId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { Contributions, Order } from "./dossier.ts";
import { noteWords } from "./note.ts";
import type { DossierStanding } from "./policy.ts";

export interface LockedDossier extends DossierStanding {
  readonly slug: string;
  readonly title: string;
}

/** A dossier of any territory, locked: what curators do to it is done one after the other. */
export async function lockDossierAnywhere(tx: Transaction, id: ContentId): Promise<LockedDossier | null> {
  const { rows } = await sql<LockedDossier>`
    select c.id, c.kind, c.territory_id as territory, c.state, c.slug, c.title, c.published_at as "publishedAt", d.contributions, d.owner_id as owner,
      array(select member_id from content_authors a where a.content_id = c.id order by position) as authors,
      (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure, c.community_id as community
    from contents c join dossiers d on d.content_id = c.id where c.id = ${id} for update of c`.execute(tx);
  return rows[0] ?? null;
}

export async function isPublicContentAnywhere(tx: Transaction, id: ContentId, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`select from contents where id = ${id} and state = 'published' and published_at <= ${now}`.execute(tx);
  return rows.length > 0;
}

export async function countItemsAnywhere(tx: Transaction, dossier: ContentId): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from dossier_items where dossier_id = ${dossier}`.execute(tx);
  return rows[0]?.n ?? 0;
}

export interface NewItem {
  readonly dossier: ContentId;
  readonly content: ContentId;
  readonly section: SectionId | null;
  readonly note: TextDocument | null;
  readonly by: MemberId;
  readonly at: Temporal.Instant;
}

/** At the end of its section, or of the dossier. False when the content is there already, or the section isn't this dossier's. */
export async function insertItem(tx: Transaction, item: NewItem): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into dossier_items (dossier_id, content_id, section_id, position, note, note_body, added_by, added_at)
    select ${item.dossier}, ${item.content}, ${item.section}, (select coalesce(max(position), 0) + 1 from dossier_items where dossier_id = ${item.dossier}), ${noteWords(item.note)}, ${item.note ? json(item.note) : null}, ${item.by}, ${item.at}
    where ${item.section}::uuid is null or exists (select from dossier_sections where id = ${item.section} and dossier_id = ${item.dossier})
    on conflict (dossier_id, content_id) do nothing`.execute(tx);
  return Number(numAffectedRows) > 0;
}

/** What stands in the dossier, in order. */
export async function orderOf(tx: Transaction, dossier: ContentId): Promise<Order> {
  const sections = await sectionsOf(tx, dossier);
  const { rows } = await sql<{ content_id: ContentId; section_id: SectionId | null }>`select content_id, section_id from dossier_items where dossier_id = ${dossier} order by position, content_id`.execute(tx);
  return [null, ...sections].map((section) => ({ section, contents: rows.filter((row) => row.section_id === section).map((row) => row.content_id) }));
}

export async function writeOrder(tx: Transaction, dossier: ContentId, order: Order): Promise<void> {
  const places = order.flatMap((part) => part.contents.map((content) => ({ content, section: part.section })));
  await sql`update dossier_items i set position = o.position, section_id = nullif(o.section, '')::uuid
    from unnest(${places.map((place) => place.content)}::uuid[], ${places.map((place) => place.section ?? "")}::text[]) with ordinality as o(content_id, section, position)
    where i.dossier_id = ${dossier} and i.content_id = o.content_id and (i.position, i.section_id) is distinct from (o.position::int, nullif(o.section, '')::uuid)`.execute(tx);
}

/** The note and how often it was written; null when the content isn't in the dossier. */
export async function noteOf(tx: Transaction, dossier: ContentId, content: ContentId): Promise<{ revision: number } | null> {
  const { rows } = await sql<{ revision: number }>`select revision from dossier_items where dossier_id = ${dossier} and content_id = ${content}`.execute(tx);
  return rows[0] ?? null;
}

export async function writeNote(tx: Transaction, dossier: ContentId, content: ContentId, note: TextDocument | null): Promise<void> {
  await sql`update dossier_items set note = ${noteWords(note)}, note_body = ${note ? json(note) : null}, revision = revision + 1 where dossier_id = ${dossier} and content_id = ${content}`.execute(tx);
}

export async function removeItem(tx: Transaction, dossier: ContentId, content: ContentId): Promise<void> {
  await sql`delete from dossier_items where dossier_id = ${dossier} and content_id = ${content}`.execute(tx);
}

/** Who wrote a content that may stand in a dossier; null when there is none. */
export async function authorsOf(tx: Transaction, content: ContentId): Promise<(Pick<DossierStanding, "authors" | "structure"> & { readonly title: string }) | null> {
  const { rows } = await sql<Pick<DossierStanding, "authors" | "structure"> & { title: string }>`select c.title, array(select member_id from content_authors a where a.content_id = c.id order by position) as authors,
      (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure from contents c where c.id = ${content}`.execute(tx);
  return rows[0] ?? null;
}

/** How to write to these members, those who may come in. No page may tell it. */
export async function listToTellAnywhere(tx: Transaction, members: readonly MemberId[]): Promise<{ email: string; locale: "fr" | "en" }[]> {
  const { rows } = await sql<{ email: string; locale: "fr" | "en" }>`select u.email, m.locale from members m join accounts.users u on u.id = m.id where m.id = any(${[...members]}::uuid[]) and m.state = 'active' order by m.id`.execute(tx);
  return rows;
}

export async function sectionsOf(tx: Transaction, dossier: ContentId): Promise<SectionId[]> {
  const { rows } = await sql<{ id: SectionId }>`select id from dossier_sections where dossier_id = ${dossier} order by position, id`.execute(tx);
  return rows.map((row) => row.id);
}

export interface TitledSection {
  readonly id: SectionId;
  readonly title: string;
}

export async function titledSectionsOf(tx: Transaction, dossier: ContentId): Promise<TitledSection[]> {
  const { rows } = await sql<TitledSection>`select id, title from dossier_sections where dossier_id = ${dossier} order by position, id`.execute(tx);
  return rows;
}

export async function insertSection(tx: Transaction, section: { id: SectionId; dossier: ContentId; title: string }): Promise<void> {
  await sql`insert into dossier_sections (id, dossier_id, title, position) select ${section.id}, ${section.dossier}, ${section.title}, coalesce(max(position), 0) + 1 from dossier_sections where dossier_id = ${section.dossier}`.execute(tx);
}

export async function orderSections(tx: Transaction, dossier: ContentId, sections: readonly SectionId[]): Promise<void> {
  await sql`update dossier_sections s set position = o.position from unnest(${[...sections]}::uuid[]) with ordinality as o(id, position) where s.dossier_id = ${dossier} and s.id = o.id`.execute(tx);
}

export async function sectionRevision(tx: Transaction, dossier: ContentId, section: SectionId): Promise<number | null> {
  const { rows } = await sql<{ revision: number }>`select revision from dossier_sections where id = ${section} and dossier_id = ${dossier}`.execute(tx);
  return rows[0]?.revision ?? null;
}

export async function renameSection(tx: Transaction, section: SectionId, title: string): Promise<void> {
  await sql`update dossier_sections set title = ${title}, revision = revision + 1 where id = ${section}`.execute(tx);
}

export async function deleteSection(tx: Transaction, section: SectionId): Promise<void> {
  await sql`delete from dossier_sections where id = ${section}`.execute(tx);
}

/** What a card says, and what search weighs, after a change to what is in the dossier. */
export async function markChanged(tx: Transaction, dossier: ContentId, at: Temporal.Instant): Promise<void> {
  await sql`update contents c set updated_at = ${at}, sequence = sequence + 1,
      brief = jsonb_build_object('contributions', d.contributions, 'items', (select count(*) from dossier_items i where i.dossier_id = d.content_id)),
      keywords = coalesce((select left(string_agg(title, ' ' order by position), 2000) from dossier_sections s where s.dossier_id = d.content_id), '')
    from dossiers d where d.content_id = c.id and c.id = ${dossier}`.execute(tx);
}

export async function writeContributions(tx: Transaction, dossier: ContentId, contributions: Contributions): Promise<{ items: number; sections: string }> {
  await sql`insert into dossiers (content_id, contributions, owner_id) select id, ${contributions}, created_by from contents where id = ${dossier}
    on conflict (content_id) do update set contributions = excluded.contributions`.execute(tx);
  const { rows } = await sql<{ items: number; sections: string | null }>`
    select (select count(*)::int from dossier_items where dossier_id = ${dossier}) as items, (select left(string_agg(title, ' ' order by position), 2000) from dossier_sections where dossier_id = ${dossier}) as sections`.execute(tx);
  return { items: rows[0]?.items ?? 0, sections: rows[0]?.sections ?? "" };
}
