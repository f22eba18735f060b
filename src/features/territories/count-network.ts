import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";

export interface Counts {
  readonly members: number;
  readonly contributors: number;
  readonly articles: number;
  readonly events: number;
  readonly dossiers: number;
}

/** What a territory holds, or the network without one. Counted by a job now and then: a page never counts. */
export async function countNetwork(db: Database, territory: TerritoryId | null): Promise<Counts> {
  const { rows } = await sql<{ value: Counts }>`select value from settings where name = ${`counts:${territory ?? "network"}`}`.execute(db);
  return rows[0]?.value ?? { members: 0, contributors: 0, articles: 0, events: 0, dossiers: 0 };
}

/** Counts again, for every territory and for the network. */
export async function recount(db: Database): Promise<void> {
  await sql`
    with members_of as (select home_id as id, count(*) as members, count(*) filter (where contributor) as contributors from members where state = 'active' group by rollup (home_id)),
    contents_of as (select territory_id as id, count(*) filter (where kind = 'article') as articles, count(*) filter (where kind = 'event') as events, count(*) filter (where kind = 'dossier') as dossiers
      from contents where state = 'published' group by rollup (territory_id)),
    territories_and_all as (select id from territories union all select null)
    insert into settings (name, value)
    select 'counts:' || coalesce(t.id::text, 'network'), jsonb_build_object('members', coalesce(m.members, 0), 'contributors', coalesce(m.contributors, 0),
      'articles', coalesce(c.articles, 0), 'events', coalesce(c.events, 0), 'dossiers', coalesce(c.dossiers, 0))
    from territories_and_all t left join members_of m on m.id is not distinct from t.id left join contents_of c on c.id is not distinct from t.id
    on conflict (name) do update set value = excluded.value`.execute(db);
}
