import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, StructureId, TerritoryId } from "../../platform/ids.ts";
import type { ContentKind } from "../contents/content.ts";
import type { AgeCursor } from "../contents/list-contents.ts";

/** A content in which somebody else names the structure. */
export interface Naming {
  readonly id: ContentId;
  readonly kind: ContentKind;
  readonly territory: TerritoryId;
  readonly slug: string;
  readonly title: string;
  readonly role: "organiser" | "partner";
  /** Who signs it, if anybody still does. */
  readonly by: string | null;
  readonly at: Temporal.Instant;
}

const signer = sql`(select m.name from content_authors a join members m on m.id = a.member_id where a.content_id = c.id order by a.position limit 1)`;

/** What is published by others and names the structure as organiser or partner, the newest first. Callers have seen that the viewer acts for it. */
export async function listNamingsAnywhere(db: Database, structure: StructureId, cursor: AgeCursor | null, limit: number): Promise<{ namings: Naming[]; next: AgeCursor | null }> {
  const after = cursor ? sql`and (cs.published_at, cs.content_id) < (${cursor.publishedAt.add({ milliseconds: 1 }).subtract({ microseconds: 1 })}, ${cursor.id}::uuid)` : sql``;
  const { rows } = await sql<Naming>`
    select c.id, c.kind, c.territory_id as territory, c.slug, c.title, cs.role, ${signer} as by, cs.published_at as at from content_structures cs join contents c on c.id = cs.content_id
    where cs.structure_id = ${structure} and cs.published_at is not null and cs.role <> 'author' ${after}
      and not exists (select from content_structures o where o.content_id = c.id and o.structure_id = cs.structure_id and o.role = 'author')
      and not exists (select from content_authors a join structure_members p on p.member_id = a.member_id and p.structure_id = cs.structure_id where a.content_id = c.id)
    order by cs.published_at desc, cs.content_id desc limit ${limit + 1}`.execute(db);
  const last = rows[limit - 1];
  return { namings: rows.slice(0, limit), next: rows.length > limit && last ? { publishedAt: last.at, id: last.id } : null };
}

/** Where the structure doesn't want to be named, the latest first. Titles are told of what is published only. */
export async function listDeclinedAnywhere(db: Database, structure: StructureId): Promise<Naming[]> {
  const { rows } = await sql<Naming>`
    select c.id, c.kind, c.territory_id as territory, case when c.state = 'published' then c.slug else '' end as slug, case when c.state = 'published' then c.title else '' end as title, d.role, ${signer} as by, d.at
    from declined_namings d join contents c on c.id = d.content_id where d.structure_id = ${structure} order by d.at desc, c.id limit 200`.execute(db);
  return rows;
}
