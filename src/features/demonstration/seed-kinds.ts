import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import { plainText } from "../../platform/text/plain.ts";
import { tagKey } from "../../platform/text/slug.ts";
import type { ContentKind } from "../contents/content.ts";
import { territoryIdOf } from "./seed.ts";
import type { DemoTerritory } from "./territories.ts";

/** A content of the demonstration, whatever its kind. */
export interface DemoContent {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly body: TextDocument;
  readonly keywords: string;
  readonly brief: object;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly theme: string;
  readonly tags: readonly string[];
  readonly author: string;
  /** ISO 8601 instant. */
  readonly published: string;
}

/** Writes the rows that every kind has: text, author, theme, tags, search. */
export async function insertDemoContents(tx: Transaction, territory: DemoTerritory, kind: ContentKind, contents: readonly DemoContent[]): Promise<void> {
  const place = territoryIdOf(territory);
  const rows = contents.map((each) => ({ ...each, body_text: plainText(each.body), tags: [...new Map(each.tags.map((label, position) => [tagKey(label), { tag: tagKey(label), label, position }])).values()] }));
  const record = sql`jsonb_to_recordset(${json(rows)}) as r(id uuid, slug text, title text, summary text, body jsonb, body_text text, keywords text, brief jsonb, latitude float8, longitude float8, theme text, tags jsonb, author uuid, published timestamptz)`;
  await sql`insert into contents (id, territory_id, kind, slug, title, summary, body, body_text, keywords, brief, latitude, longitude, state, published_at, created_by, created_at, updated_at)
    select id, ${place}, ${kind}, slug, title, summary, body, body_text, keywords, brief, latitude, longitude, 'published', published, author, published, published from ${record}`.execute(tx);
  await sql`insert into content_authors (content_id, member_id, published_at) select id, author, published from ${record}`.execute(tx);
  await sql`insert into content_themes (content_id, theme, territory_id, published_at) select id, theme, ${place}, published from ${record}`.execute(tx);
  await sql`insert into content_tags (content_id, tag, label, position, territory_id, published_at)
    select r.id, t.tag, t.label, t.position, ${place}, r.published from ${record}, jsonb_to_recordset(r.tags) as t(tag text, label text, position int)`.execute(tx);
  await sql`insert into search_entries (content_id, territory_id, kind, published_at, title, words) select id, ${place}, ${kind}, published, title,
    setweight(to_tsvector('french_plain', title), 'A') || setweight(to_tsvector('french_plain', keywords), 'B') || setweight(to_tsvector('french_plain', summary), 'C') || setweight(to_tsvector('french_plain', body_text), 'D') from ${record}`.execute(tx);
}
