import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { MemberId, StructureId, TerritoryId } from "../../platform/ids.ts";
import type { Membership, MemberViewer } from "../../platform/viewer.ts";
import { digestOf } from "./secret.ts";

interface ViewerRow {
  id: MemberId;
  handle: string;
  name: string;
  home: TerritoryId;
  coordinator: boolean;
  animates: TerritoryId[];
  actsFor: StructureId[];
  memberships: Membership[];
  visiting: boolean;
}

const columns = sql`m.id, m.handle, m.name, m.home_id as home, m.coordinator, m.remote as visiting,
      array(select territory_id from animators a where a.member_id = m.id) as animates,
      array(select structure_id from structure_members p where p.member_id = m.id) as "actsFor",
      coalesce((select jsonb_agg(jsonb_build_object('community', k.community_id, 'role', k.role)) from community_members k where k.member_id = m.id and k.state = 'in'), '[]') as memberships`;

/** Whose territory leaves for another server acts there from now on. */
const staying = sql`not exists (select from territories h where h.id = m.home_id and h.leaving_at is not null)`;

/** A member as who is asking, for those who have shown their token; null unless active. */
export async function findMemberViewerAnywhere(db: Database, member: MemberId): Promise<MemberViewer | null> {
  const { rows } = await sql<ViewerRow>`select ${columns} from members m where m.id = ${member} and m.state = 'active' and not m.remote and ${staying}`.execute(db);
  return rows[0] ? { kind: "member", ...rows[0] } : null;
}

/** Somebody of another server comes in as long as they are somebody there, and their server is heard. */
const welcome = sql`(not m.remote or exists (select from federation.actors a where a.member_id = m.id and a.state = 'active'
      and not exists (select from federation.restrictions r where r.server_id = a.server_id and r.trust = 'blocked' and r.territory_id is null)))`;

/** Who holds this cookie at this host, a member or somebody who visits; null when the session ended or they may not come in. */
export async function findViewerAnywhere(db: Database, now: Temporal.Instant, secret: string, host: string): Promise<MemberViewer | null> {
  const { rows } = await sql<ViewerRow>`
    select ${columns}
    from accounts.site_sessions w
    join accounts.sessions s on s.id = w.session_id and s.expires_at > ${now}
    join members m on m.id = s.user_id and m.state = 'active'
    where w.token_hash = ${digestOf(secret)} and w.host = ${host} and ${welcome} and ${staying}`.execute(db);
  return rows[0] ? { kind: "member", ...rows[0] } : null;
}
