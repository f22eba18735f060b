import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, MemberId, StructureId, TerritoryId } from "../../platform/ids.ts";
import type { ContentKind } from "./content.ts";

/** In whose name a content stands before the world: the structure, else the first of its authors; null when all are gone. */
export interface Publisher {
  readonly content: ContentId;
  readonly kind: ContentKind;
  readonly slug: string;
  readonly territory: TerritoryId;
  /** `home` is where the structure stands or the member is at home: it may be another territory than the content's. */
  readonly by: ({ readonly kind: "structure"; readonly id: StructureId } | { readonly kind: "member"; readonly id: MemberId }) & { readonly home: TerritoryId; readonly slug: string } | null;
}

/** The publishers of these contents, whatever their state: callers have seen, or say only to whom, what may be known. */
export async function listPublishersAnywhere(db: Database, contents: readonly ContentId[]): Promise<ReadonlyMap<ContentId, Publisher>> {
  if (contents.length === 0) return new Map();
  const { rows } = await sql<Publisher>`select c.id as content, c.kind, c.slug, c.territory_id as territory, coalesce(
      (select jsonb_build_object('kind', 'structure', 'id', s.id, 'home', s.territory_id, 'slug', s.slug) from content_structures cs join structures s on s.id = cs.structure_id and s.state = 'listed' where cs.content_id = c.id and cs.role = 'author' limit 1),
      (select jsonb_build_object('kind', 'member', 'id', m.id, 'home', m.home_id, 'slug', m.handle) from content_authors a join members m on m.id = a.member_id and m.state = 'active' where a.content_id = c.id order by a.position limit 1)) as by
    from contents c where c.id = any(${[...contents]}::uuid[])`.execute(db);
  return new Map(rows.map((each) => [each.content, each]));
}

/** The active authors of a content with their homes, in order. Callers have seen that the viewer may read it. */
export async function listHomesOfAuthorsAnywhere(db: Database, content: ContentId): Promise<{ id: MemberId; home: TerritoryId; handle: string; name: string }[]> {
  const { rows } = await sql<{ id: MemberId; home: TerritoryId; handle: string; name: string }>`
    select m.id, m.home_id as home, m.handle, m.name from content_authors a join members m on m.id = a.member_id and m.state = 'active' where a.content_id = ${content} order by a.position`.execute(db);
  return rows;
}
