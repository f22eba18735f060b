import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { FarCommunity, FarState } from "./far-community.ts";

/** The communities of other servers that a member is in, or asked to come into, by name. */
export async function listFarCommunitiesAnywhere(db: Database, member: MemberId): Promise<FarCommunity[]> {
  const { rows } = await sql<FarCommunity>`select m.id, m.name, m.handle, g.state from federation.memberships g join federation.actors a on a.id = g.actor_id and a.state = 'active'
    join members m on m.id = a.member_id and m.state = 'active' where g.member_id = ${member} order by plain_text(m.name), m.id limit 200`.execute(db);
  return rows;
}

/** What a page of somebody of another server says to this viewer: whether it is a community that one joins, and what they are in it. Null when it isn't one: forums know followers only. */
export async function findFarStandingAnywhere({ db, viewer }: Context, standIn: MemberId): Promise<{ state: FarState | null } | null> {
  const { rows } = await sql<{ state: FarState | null }>`select g.state from federation.actors a left join federation.memberships g on g.actor_id = a.id and g.member_id = ${viewer.kind === "member" ? viewer.id : null}
    where a.member_id = ${standIn} and a.kind = 'community' and a.server_id is not null and a.state = 'active' and not exists (select from federation.servers v where v.id = a.server_id and v.software not in ('', 'echosciences', 'mobilizon'))`.execute(db);
  return rows[0] ?? null;
}

/** What a member said of themselves when they asked; null when they don't ask any more. */
export async function findFarWordsAnywhere(db: Database, standIn: MemberId, member: MemberId): Promise<string | null> {
  const { rows } = await sql<{ words: string }>`select g.words from federation.memberships g join federation.actors a on a.id = g.actor_id where a.member_id = ${standIn} and g.member_id = ${member} and g.state = 'asked'`.execute(db);
  return rows[0]?.words ?? null;
}

/** Who asked by this act, which community. */
export async function findFarAskedAnywhere(db: Database, activity: string): Promise<{ owner: string; community: MemberId; member: MemberId } | null> {
  const { rows } = await sql<{ owner: string; community: MemberId; member: MemberId }>`select a.uri as owner, a.member_id as community, g.member_id as member from federation.memberships g join federation.actors a on a.id = g.actor_id
    where g.activity_uri = ${activity} and a.member_id is not null`.execute(db);
  return rows[0] ?? null;
}
