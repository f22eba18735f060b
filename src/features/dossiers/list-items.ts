import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import type { Card } from "../contents/card.ts";
import { listCardsAnywhere } from "../contents/list-cards.ts";

export interface DossierItem {
  readonly content: ContentId;
  readonly note: string;
  readonly addedBy: string | null;
  /** Null when the content was withdrawn since: the curator's note keeps its place. */
  readonly card: Card | null;
}

/** The contents of a dossier in the curator's order, from any territory. */
export async function listItemsAnywhere(db: Database, dossier: ContentId): Promise<DossierItem[]> {
  const { rows } = await sql<{ content_id: ContentId; note: string; by: string | null }>`
    select i.content_id, i.note, m.name as by from dossier_items i left join members m on m.id = i.added_by where i.dossier_id = ${dossier} order by i.position limit 500`.execute(db);
  const cards = new Map((await listCardsAnywhere(db, rows.map((row) => row.content_id))).map((card) => [card.id, card]));
  return rows.map((row) => ({ content: row.content_id, note: row.note, addedBy: row.by, card: cards.get(row.content_id) ?? null }));
}

/** The dossiers that this member keeps, for "add to a dossier"; those that hold the content already are marked. */
export async function listOwnDossiersAnywhere(db: Database, member: MemberId, content: ContentId): Promise<{ id: ContentId; title: string; holds: boolean }[]> {
  const { rows } = await sql<{ id: ContentId; title: string; holds: boolean }>`
    select c.id, c.title, exists (select from dossier_items i where i.dossier_id = c.id and i.content_id = ${content}) as holds
    from content_authors a join contents c on c.id = a.content_id and c.kind = 'dossier' and c.state <> 'withdrawn'
    where a.member_id = ${member} order by c.updated_at desc limit 50`.execute(db);
  return rows;
}
