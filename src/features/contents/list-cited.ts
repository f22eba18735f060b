import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import type { CardPicture } from "./card.ts";
import type { ContentKind } from "./content.ts";
import { pictureColumns } from "./list-cards.ts";
import { visibleTo } from "./list-visible.ts";

/** A content that another one cites, as the reader of that one may see it. */
export interface Cited {
  readonly id: ContentId;
  readonly kind: ContentKind;
  readonly territory: TerritoryId;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly picture: CardPicture | null;
}

/** Those of these contents that this viewer may see, in one reading. The others are as if they weren't. */
export async function listCitedAnywhere({ db, viewer, now }: Context, ids: readonly ContentId[]): Promise<ReadonlyMap<string, Cited>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Cited>`select c.id, c.kind, c.territory_id as territory, c.slug, c.title, c.summary, ${pictureColumns} as picture
    from contents c left join media p on p.id = c.lead_id where c.id = any(${[...ids]}::uuid[]) and ${visibleTo(viewer, now())}`.execute(db);
  return new Map(rows.map((each) => [each.id, each]));
}

/** Which of these contents the writer may cite: those they may see, and those that their text cites already. */
export async function listCitableAnywhere({ db, viewer, now }: Context, ids: readonly ContentId[], within: ContentId | null): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`select c.id from contents c where c.id = any(${[...ids]}::uuid[])
    and (${visibleTo(viewer, now())} or exists (select from contents own where own.id = ${within} and position(c.id::text in own.body::text) > 0))`.execute(db);
  return new Set(rows.map((row) => row.id));
}
