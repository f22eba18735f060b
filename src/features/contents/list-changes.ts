import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import { readId, type ContentId, type TerritoryId } from "../../platform/ids.ts";
import type { Card } from "./card.ts";
import { listCardsAnywhere } from "./list-cards.ts";
import type { ContentKind } from "./content.ts";

export interface ChangeCursor {
  readonly at: Temporal.Instant;
  readonly id: ContentId | null;
}

export function writeChangeCursor(cursor: ChangeCursor): string {
  return `${cursor.at.epochNanoseconds}.${cursor.id ?? ""}`;
}

export function readChangeCursor(text: string | undefined): ChangeCursor | null {
  const [nanos = "", key] = (text ?? "").split(".");
  return /^\d{1,19}$/.test(nanos) ? { at: Temporal.Instant.fromEpochNanoseconds(BigInt(nanos)), id: readId<ContentId>(key) } : null;
}

export type Change = { readonly card: Card } | { readonly id: ContentId; readonly kind: ContentKind; readonly deletedAt: Temporal.Instant };

/** What changed since a moment, oldest first: published contents, and tombstones of those no longer public. */
export async function listChangesAnywhere(db: Database, territory: TerritoryId | null, kind: ContentKind | undefined, since: ChangeCursor, limit: number): Promise<{ rows: Change[]; next: ChangeCursor | null }> {
  const here = territory ? sql`and territory_id = ${territory}` : sql``;
  const only = kind ? sql`and kind = ${kind}` : sql``;
  const id = since.id ?? "00000000-0000-0000-0000-000000000000";
  const { rows } = await sql<{ id: ContentId; kind: ContentKind; at: Temporal.Instant; gone: boolean }>`
    select * from (
      (select id, kind, updated_at as at, false as gone from contents where state = 'published' and (updated_at, id) > (${since.at}, ${id}::uuid) ${here} ${only} order by updated_at, id limit ${limit + 1})
      union all
      (select content_id, kind, at, true from tombstones where (at, content_id) > (${since.at}, ${id}::uuid) ${here} ${only} order by at, content_id limit ${limit + 1})
    ) changes order by at, id limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const cards = new Map((await listCardsAnywhere(db, page.filter((row) => !row.gone).map((row) => row.id))).map((card) => [card.id, card]));
  const last = page.at(-1);
  return {
    rows: page.flatMap((row): Change[] => {
      const card = cards.get(row.id);
      if (row.gone) return [{ id: row.id, kind: row.kind, deletedAt: row.at }];
      return card ? [{ card }] : [];
    }),
    next: rows.length > limit && last ? { at: last.at, id: last.id } : null,
  };
}
