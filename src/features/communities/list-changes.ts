import { sql } from "kysely";
import { weaveChanges, type ChangeCursor } from "../../platform/changes.ts";
import type { Database } from "../../platform/database.ts";
import type { CommunityId, TerritoryId } from "../../platform/ids.ts";
import { listSharedAnywhere } from "./list-communities.ts";
import type { Community } from "./show-community.ts";

export type CommunityChange = { readonly community: Community } | { readonly id: CommunityId; readonly deletedAt: Temporal.Instant };

interface Row {
  readonly id: CommunityId;
  readonly at: Temporal.Instant;
  readonly gone: boolean;
}

/** What changed among the communities that everybody may know of since a moment, oldest first; those that became private as tombstones. */
export async function listCommunityChangesAnywhere(db: Database, territory: TerritoryId | null, since: ChangeCursor, limit: number): Promise<{ rows: CommunityChange[]; next: ChangeCursor | null }> {
  const here = territory ? sql`and territory_id = ${territory}` : sql``;
  const { rows, next } = await weaveChanges<Row>(db, [
    { select: sql`select id, updated_at as at, false as gone from communities where state in ('active', 'archived') and access <> 'private' ${here}`, when: "updated_at", id: "id" },
    { select: sql`select community_id, at, true from community_tombstones where true ${here}`, when: "at", id: "community_id" },
  ], since, limit);
  const shared = new Map((await listSharedAnywhere(db, rows.filter((row) => !row.gone).map((row) => row.id))).map((each) => [each.id, each]));
  const changes = rows.flatMap((row): CommunityChange[] => {
    const community = shared.get(row.id);
    if (row.gone) return [{ id: row.id, deletedAt: row.at }];
    return community ? [{ community }] : [];
  });
  return { rows: changes, next };
}
