import { sql } from "kysely";
import { weaveChanges, type ChangeCursor } from "../../platform/changes.ts";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import { wideWorld } from "../territories/territory.ts";
import type { Card } from "./card.ts";
import { listCardsAnywhere } from "./list-cards.ts";
import type { ContentKind } from "./content.ts";

export type Change = { readonly card: Card } | { readonly id: ContentId; readonly kind: ContentKind; readonly deletedAt: Temporal.Instant };

interface Row {
  readonly id: ContentId;
  readonly kind: ContentKind;
  readonly at: Temporal.Instant;
  readonly gone: boolean;
}

/** What changed since a moment, oldest first: published contents, and tombstones of those no longer public. */
export async function listChangesAnywhere(db: Database, territory: TerritoryId | null, kind: ContentKind | undefined, since: ChangeCursor, limit: number): Promise<{ rows: Change[]; next: ChangeCursor | null }> {
  const only = sql`and ${territory ? sql`territory_id = ${territory}` : sql`territory_id <> ${wideWorld}`} ${kind ? sql`and kind = ${kind}` : sql``}`;
  const { rows, next } = await weaveChanges<Row>(db, [
    { select: sql`select id, kind, updated_at as at, false as gone from contents where state = 'published' ${only}`, when: "updated_at", id: "id" },
    { select: sql`select content_id, kind, at, true from tombstones where true ${only}`, when: "at", id: "content_id" },
  ], since, limit);
  const cards = new Map((await listCardsAnywhere(db, rows.filter((row) => !row.gone).map((row) => row.id))).map((card) => [card.id, card]));
  const changes = rows.flatMap((row): Change[] => {
    const card = cards.get(row.id);
    if (row.gone) return [{ id: row.id, kind: row.kind, deletedAt: row.at }];
    return card ? [{ card }] : [];
  });
  return { rows: changes, next };
}
