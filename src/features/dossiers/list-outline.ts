import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, MemberId, SectionId } from "../../platform/ids.ts";
import type { Card } from "../contents/card.ts";
import { listCardsAnywhere } from "../contents/list-cards.ts";
import { mostItems } from "./dossier.ts";
import type { Entry, Section } from "./outline.ts";

type EntryRow = Omit<Entry, "card"> & { readonly section: SectionId | null };

/** What is in a dossier, section by section, contents of any territory. The first part, without title, may be empty. What isn't public any more isn't named. */
export function listOutlineAnywhere(db: Database, dossier: ContentId): Promise<Section[]> {
  return outline(db, dossier, sql`null`);
}

/** The same for those who curate it: callers have seen that the viewer does. */
export function listOutlineForCuratorsAnywhere(db: Database, dossier: ContentId): Promise<Section[]> {
  return outline(db, dossier, sql`t.title`);
}

async function outline(db: Database, dossier: ContentId, formerTitle: RawBuilder<unknown>): Promise<Section[]> {
  const [sections, items] = await Promise.all([
    sql<{ id: SectionId; title: string; revision: number }>`select id, title, revision from dossier_sections where dossier_id = ${dossier} order by position, id`.execute(db),
    sql<EntryRow>`
      select i.content_id as content, coalesce(c.kind, t.kind, 'article') as kind, i.note_body as note, i.note as "noteWords", i.revision, i.added_at as "addedAt", i.section_id as section, ${formerTitle} as "formerTitle"
      from dossier_items i left join contents c on c.id = i.content_id left join tombstones t on t.content_id = i.content_id
      where i.dossier_id = ${dossier} order by i.position, i.content_id limit ${mostItems}`.execute(db),
  ]);
  const cards = new Map((await listCardsAnywhere(db, items.rows.map((row) => row.content))).map((card) => [card.id, card]));
  const entries = items.rows.map((row) => {
    const card = cards.get(row.content) ?? null;
    return { ...row, card, formerTitle: card ? null : row.formerTitle };
  });
  return [{ id: null, title: "", revision: 0 }, ...sections.rows].map((section) => ({ ...section, entries: entries.filter((entry) => entry.section === section.id) }));
}

/** The last contents put in, the latest first: what a feed of the dossier says. */
export async function listLatestAnywhere(db: Database, dossier: ContentId, limit: number): Promise<Card[]> {
  const { rows } = await sql<{ id: ContentId }>`select content_id as id from dossier_items where dossier_id = ${dossier} order by added_at desc, content_id desc limit ${limit}`.execute(db);
  return listCardsAnywhere(db, rows.map((row) => row.id));
}

/** The dossiers that this member keeps, for "add to a dossier"; those that hold the content already are marked. */
export async function listOwnDossiersAnywhere(db: Database, member: MemberId, content: ContentId): Promise<{ id: ContentId; title: string; holds: boolean }[]> {
  const { rows } = await sql<{ id: ContentId; title: string; holds: boolean }>`
    select c.id, c.title, exists (select from dossier_items i where i.dossier_id = c.id and i.content_id = ${content}) as holds
    from content_authors a join contents c on c.id = a.content_id and c.kind = 'dossier' and c.state <> 'withdrawn'
    where a.member_id = ${member} order by c.updated_at desc limit 50`.execute(db);
  return rows;
}

/** The first contents that stand in a dossier and are still public: what a block of the home page shows of it. */
export async function listFirstAnywhere(db: Database, dossier: ContentId, limit: number): Promise<Card[]> {
  const { rows } = await sql<{ id: ContentId }>`select i.content_id as id from dossier_items i join contents c on c.id = i.content_id and c.state = 'published' where i.dossier_id = ${dossier} order by i.position, i.content_id limit ${limit}`.execute(db);
  return listCardsAnywhere(db, rows.map((row) => row.id));
}
