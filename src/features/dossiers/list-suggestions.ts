import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, MemberId, SuggestionId, TerritoryId } from "../../platform/ids.ts";
import type { Card } from "../contents/card.ts";
import { listCardsAnywhere } from "../contents/list-cards.ts";

export interface Suggestion {
  readonly id: SuggestionId;
  readonly content: ContentId;
  readonly word: string;
  readonly by: string;
  readonly handle: string;
  readonly at: Temporal.Instant;
  /** Null when it stopped being public meanwhile: it can only be refused. */
  readonly card: Card | null;
}

/** What waits for the curators of a dossier, the oldest first. Callers have seen that the viewer curates it. */
export async function listSuggestionsAnywhere(db: Database, dossier: ContentId): Promise<Suggestion[]> {
  const { rows } = await sql<Omit<Suggestion, "card">>`select s.id, s.content_id as content, s.word, m.name as by, m.handle, s.at from dossier_suggestions s join members m on m.id = s.member_id
    where s.dossier_id = ${dossier} and s.state = 'waiting' order by s.at, s.id limit 100`.execute(db);
  const cards = new Map((await listCardsAnywhere(db, rows.map((row) => row.content))).map((card) => [card.id, card]));
  return rows.map((row) => ({ ...row, card: cards.get(row.content) ?? null }));
}

export interface OwnSuggestion {
  readonly id: SuggestionId;
  readonly state: "waiting" | "accepted" | "refused";
  readonly answer: string;
  readonly at: Temporal.Instant;
  /** Null when the content, or the dossier, is no longer public. */
  readonly content: string | null;
  readonly dossier: { readonly kind: "dossier"; readonly territory: TerritoryId; readonly slug: string; readonly title: string } | null;
}

/** What a member has suggested, and what became of it. */
export async function listOwnSuggestionsAnywhere(db: Database, member: MemberId): Promise<OwnSuggestion[]> {
  const { rows } = await sql<OwnSuggestion>`
    select s.id, s.state, s.answer, s.at, c.title as content, case when d.id is not null then jsonb_build_object('kind', 'dossier', 'territory', d.territory_id, 'slug', d.slug, 'title', d.title) end as dossier
    from dossier_suggestions s left join contents c on c.id = s.content_id and c.state = 'published' left join contents d on d.id = s.dossier_id and d.state = 'published'
    where s.member_id = ${member} order by s.at desc limit 50`.execute(db);
  return rows;
}

/** The word with which a member proposes something that waits. */
export async function findSuggestionWordAnywhere(db: Database, dossier: ContentId, content: ContentId, member: MemberId): Promise<string> {
  const { rows } = await sql<{ word: string }>`select word from dossier_suggestions where dossier_id = ${dossier} and content_id = ${content} and member_id = ${member} and state = 'waiting' limit 1`.execute(db);
  return rows[0]?.word ?? "";
}
