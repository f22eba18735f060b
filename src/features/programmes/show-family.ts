import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import { visibleTo } from "../contents/list-visible.ts";
import type { ContentState } from "../contents/content.ts";

export interface Relative {
  readonly id: ContentId;
  readonly territory: TerritoryId;
  readonly slug: string;
  readonly title: string;
  readonly state: ContentState;
}

export interface Family {
  /** The events above, the nearest first: those that the viewer may see. */
  readonly above: readonly Relative[];
  /** Whether nothing stands above, seen or not. */
  readonly highest: boolean;
  /** Published events right below: how many, and the first fifty by time. */
  readonly children: number;
  readonly first: readonly Relative[];
}

/** What stands above and below an event that the viewer has been shown. */
export async function showFamilyAnywhere({ db, viewer, now }: Context, event: ContentId): Promise<Family> {
  const { rows } = await sql<Family>`
    select e.root_id is null as highest,
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'territory', f.territory_id, 'slug', f.slug, 'title', f.title, 'state', f.state) order by f.starts_at, f.id) from (
        select c.id, c.territory_id, c.slug, c.title, c.state, k.starts_at from events k join contents c on c.id = k.content_id and c.state = 'published' where k.parent_id = e.content_id order by k.starts_at, c.id limit 50) f), '[]') as first,
      (select count(*) from events k join contents c on c.id = k.content_id and c.state = 'published' where k.parent_id = e.content_id) as children,
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'territory', c.territory_id, 'slug', c.slug, 'title', c.title, 'state', c.state) order by c.id = e.root_id)
        from contents c where c.id in (e.parent_id, e.root_id) and ${visibleTo(viewer, now())}), '[]') as above
    from events e where e.content_id = ${event}`.execute(db);
  return rows[0] ?? { above: [], highest: true, children: 0, first: [] };
}

/** The children of an event whatever their state, and what is proposed to it: for those who write its programme. */
export async function listForAuthorsAnywhere({ db }: Context, event: ContentId): Promise<{ children: Relative[]; proposals: (Relative & { readonly by: string | null })[] }> {
  const columns = sql`c.id, c.territory_id as territory, c.slug, c.title, c.state`;
  const [children, proposals] = await Promise.all([
    sql<Relative>`select ${columns} from events e join contents c on c.id = e.content_id where e.parent_id = ${event} order by e.starts_at, c.id limit 1000`.execute(db),
    sql<Relative & { by: string | null }>`select ${columns}, m.name as by from event_proposals p join contents c on c.id = p.child_id left join members m on m.id = p.proposed_by
      where p.parent_id = ${event} order by p.at limit 200`.execute(db),
  ]);
  return { children: children.rows, proposals: proposals.rows };
}

/** The events of a territory that this member writes and that aren't in a programme: what they may put in one. */
export async function listAttachable({ db, viewer }: Context, territory: TerritoryId, except: ContentId): Promise<Relative[]> {
  if (viewer.kind === "visitor") return [];
  const { rows } = await sql<Relative>`
    select c.id, c.territory_id as territory, c.slug, c.title, c.state from content_authors a join contents c on c.id = a.content_id and c.kind = 'event' and c.territory_id = ${territory}
    join events e on e.content_id = c.id and e.parent_id is null where a.member_id = ${viewer.id} and c.id <> ${except} order by c.created_at desc, c.id desc limit 100`.execute(db);
  return rows;
}
