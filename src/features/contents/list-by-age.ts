import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import { wideWorld } from "../territories/territory.ts";
import type { Card } from "./card.ts";
import type { ContentKind } from "./content.ts";
import { listCardsAnywhere } from "./list-cards.ts";
import type { AgeCursor, Listing } from "./list-contents.ts";

/** Published contents of one kind, of a territory or of the network without one, the newest first. `joined` adds what the kind holds to `contents c`, `only` narrows. */
export function listByAge(db: Database, territory: TerritoryId | null, kind: ContentKind, joined: RawBuilder<unknown>, only: readonly RawBuilder<unknown>[], cursor: AgeCursor | null, limit: number): Promise<Listing> {
  const here = territory ? sql`c.territory_id = ${territory}` : sql`c.territory_id <> ${wideWorld}`;
  return listWhereAnywhere(db, joined, [sql`c.kind = ${kind} and c.state = 'published'`, here, ...only], cursor, limit, (ids) => listCardsAnywhere(db, ids));
}

/** A page of `contents c` where all of this holds, the newest first; callers say who may see them, and find their cards. */
export async function listWhereAnywhere(db: Database, joined: RawBuilder<unknown>, all: readonly RawBuilder<unknown>[], cursor: AgeCursor | null, limit: number, cardsOf: (ids: ContentId[]) => Promise<Card[]>): Promise<Listing> {
  const after = cursor ? [sql`(c.published_at, c.id) < (${cursor.publishedAt}, ${cursor.id}::uuid)`] : [];
  const { rows } = await sql<AgeCursor>`
    select c.id, c.published_at as "publishedAt" from contents c ${joined} where ${sql.join([...all, ...after], sql` and `)} order by c.published_at desc, c.id desc limit ${limit + 1}`.execute(db);
  const last = rows[limit - 1];
  return { cards: await cardsOf(rows.slice(0, limit).map((row) => row.id)), next: rows.length > limit && last ? last : null };
}

/** Whether `contents c` is about a theme. */
export function aboutTheme(theme: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from content_themes t where t.content_id = c.id and t.theme = ${theme})`;
}
