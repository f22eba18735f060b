import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import { listMeaningsAnywhere } from "../tags/list-tags.ts";
import { foldLetters, tagKey } from "../../platform/text/slug.ts";
import type { Card } from "../contents/card.ts";
import { listCardsAnywhere } from "../contents/list-cards.ts";
import type { ContentKind } from "../contents/content.ts";

export interface Found {
  readonly cards: readonly Card[];
  readonly more: boolean;
  /** What was searched instead, when the typed words are in no content. */
  readonly corrected: string | null;
}

/** What is ranked: past this many matches the words say too little for the order to matter. */
const ranked = 200;

/** Published contents that hold these words: French stems, without accents, typing errors mended. */
export async function searchContents(db: Database, territory: TerritoryId | null, query: { readonly text: string; readonly kind?: ContentKind | undefined; readonly offset?: number | undefined }, limit: number): Promise<Found> {
  // A dash before a word means "without it"; PostgreSQL gives up on a row of dashes before none.
  const text = query.text.replace(/[\p{Cc}\s]+|-(?!"?[\p{L}\p{N}])/gu, " ").trim().slice(0, 200);
  if (!text) return { cards: [], more: false, corrected: null };
  const meanings = await meaningsOf(db, territory, text);
  const direct = await find(db, territory, text, query, limit, meanings);
  if (direct.cards.length > 0 || (query.offset ?? 0) > 0) return { ...direct, corrected: null };
  const corrected = await correct(db, text);
  return corrected && corrected !== text ? { ...(await find(db, territory, corrected, query, limit)), corrected } : { ...direct, corrected: null };
}

async function find(db: Database, territory: TerritoryId | null, text: string, query: { readonly kind?: ContentKind | undefined; readonly offset?: number | undefined }, limit: number, meanings: readonly string[] = []): Promise<{ cards: Card[]; more: boolean }> {
  const offset = Math.min(query.offset ?? 0, ranked);
  const { rows } = await sql<{ content_id: ContentId }>`
    with asked as (select ${sql.join([text, ...meanings].map((each) => sql`websearch_to_tsquery('french_plain', ${each})`), sql` || `)} as q),
    matches as materialized (
      select content_id, published_at, words, q from search_entries, asked
      where words @@ q ${territory ? sql`and territory_id = ${territory}` : sql``} ${query.kind ? sql`and kind = ${query.kind}` : sql``} limit ${ranked})
    select content_id from matches
    order by ts_rank_cd('{0.05, 0.2, 0.5, 1}', words, q, 1) * (1 + 0.5 / (1 + extract(epoch from now() - published_at) / 31557600)) desc, published_at desc, content_id
    offset ${offset} limit ${limit + 1}`.execute(db);
  return { cards: await listCardsAnywhere(db, rows.slice(0, limit).map((row) => row.content_id)), more: rows.length > limit };
}

/** The same with the words that tags know to mean the same: "astro" also asks "astronomie", and the other way round. */
async function meaningsOf(db: Database, territory: TerritoryId | null, text: string): Promise<string[]> {
  const words = [...new Set([tagKey(text), ...text.split(/\s+/).map(tagKey)])].filter(Boolean).slice(0, 9);
  const pairs = await listMeaningsAnywhere(db, territory, words);
  return pairs.flatMap(({ from, into }) => [[from, into], [into, from]] as const).filter(([typed]) => words.includes(typed))
    .map(([typed, meant]) => (tagKey(text) === typed ? said(meant) : text.split(/\s+/).map((word) => (tagKey(word) === typed ? said(meant) : word)).join(" ")));
}

const said = (tag: string) => tag.replaceAll("-", " ");

/** Each word that no content uses becomes the nearest one that some content does. */
async function correct(db: Database, text: string): Promise<string | null> {
  const words = foldLetters(text).split(/[^a-z0-9]+/).filter(Boolean).slice(0, 8);
  const mended = await Promise.all(words.map(async (word) => {
    if (word.length < 4) return word;
    const { rows } = await sql<{ word: string }>`
      select word from search_words where word % ${word} and length(word) between ${word.length - 3} and ${word.length + 3}
      order by word = ${word} desc, similarity(word, ${word}) desc, word limit 1`.execute(db);
    return rows[0]?.word ?? word;
  }));
  return mended.join(" ") || null;
}
