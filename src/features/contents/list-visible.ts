import { sql, type RawBuilder } from "kysely";
import type { StructureId, TerritoryId } from "../../platform/ids.ts";
import { wideWorld } from "../territories/territory.ts";
import type { Viewer } from "../../platform/viewer.ts";

/** Nothing of a server that is shut for all: `contents c` of the wide world alone are asked about, where what isn't of the network any more goes. */
export const heardOf: RawBuilder<boolean> = sql<boolean>`(c.territory_id <> ${wideWorld} or not exists (select from content_authors va join silenced x on x.member_id = va.member_id where va.content_id = c.id and x.territory_id is null and x.trust = 'blocked'))`;

/** `canSee` of policy.ts as a condition on `contents c`, for questions that list what this viewer may see. A property test holds the two together. */
export function visibleTo(viewer: Viewer, now: Temporal.Instant): RawBuilder<boolean> {
  const published = sql<boolean>`(c.state = 'published' and c.published_at <= ${now})`;
  if (viewer.kind === "visitor") return published;
  return sql<boolean>`(${published}
    or exists (select from content_authors va where va.content_id = c.id and va.member_id = ${viewer.id})
    or exists (select from content_structures vs where vs.content_id = c.id and vs.role = 'author' and vs.structure_id = any(${viewer.actsFor as StructureId[]}::uuid[]))
    or (c.state = 'reserved' and c.community_id = any(${viewer.memberships.map((each) => each.community)}::uuid[]))
    or (c.state <> 'draft' and c.territory_id = any(${viewer.animates as TerritoryId[]}::uuid[])))`;
}
