import { sql, type RawBuilder } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/database.ts";
import type { CommunityId, TerritoryId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { CardPicture } from "../contents/card.ts";
import { pictureColumns } from "../contents/list-cards.ts";
import { digestOf } from "../accounts/secret.ts";
import type { CommunityStanding, Purpose } from "./community.ts";
import { canSeeCommunity } from "./policy.ts";

/** A community as its page, listings and the API show it. */
export interface Community extends CommunityStanding {
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  readonly body: TextDocument;
  readonly purpose: Purpose;
  readonly picture: CardPicture | null;
  readonly members: number;
  /** The day from which it is read-only, if one was chosen. */
  readonly archiveOn: string | null;
  readonly archivedAt: Temporal.Instant | null;
  readonly revision: number;
  readonly createdAt: Temporal.Instant;
  readonly updatedAt: Temporal.Instant;
}

/** What may be read of `communities k` joined with `media p`. */
export const communityColumns: RawBuilder<unknown> = sql`k.id, k.territory_id as territory, k.access, k.state, k.slug, k.name, k.summary, k.body, k.purpose, ${pictureColumns} as picture, k.members,
  k.archive_on as "archiveOn", k.archived_at as "archivedAt", k.revision, k.created_at as "createdAt", k.updated_at as "updatedAt"`;

/** A community by its address, if this viewer may know of it. An address of before a rename answers `moved`, to those who may. */
export async function showCommunity({ db, viewer }: Context, territory: TerritoryId, slug: string): Promise<{ community: Community } | { moved: string } | null> {
  const { rows } = await sql<Community>`select ${communityColumns} from communities k left join media p on p.id = k.picture_id where k.territory_id = ${territory} and k.slug = ${slug}`.execute(db);
  const community = rows[0];
  if (community) return canSeeCommunity(viewer, community) ? { community } : null;
  const { rows: former } = await sql<CommunityStanding & { slug: string }>`select k.id, k.territory_id as territory, k.access, k.state, k.slug from community_slugs s join communities k on k.id = s.community_id
    where s.territory_id = ${territory} and s.slug = ${slug}`.execute(db);
  return former[0] && canSeeCommunity(viewer, former[0]) ? { moved: former[0].slug } : null;
}

/** A community by its id, wherever it is, if this viewer may know of it. */
export async function showCommunityAnywhere({ db, viewer }: Context, id: CommunityId): Promise<Community | null> {
  const { rows } = await sql<Community>`select ${communityColumns} from communities k left join media p on p.id = k.picture_id where k.id = ${id}`.execute(db);
  const community = rows[0];
  return community && canSeeCommunity(viewer, community) ? community : null;
}

/** What whoever holds an invitation may read before they use it: its name and what it is for. Null for a link that leads nowhere. */
export async function showInvitedAnywhere({ db, now }: Pick<Context, "db" | "now">, secret: string): Promise<Pick<Community, "id" | "name" | "summary" | "slug" | "territory" | "access" | "state" | "purpose"> | null> {
  const { rows } = await sql<Community>`
    select k.id, k.name, k.summary, k.slug, k.territory_id as territory, k.access, k.state, k.purpose from community_invitations i join communities k on k.id = i.community_id and k.state = 'active'
    where i.secret_hash = ${digestOf(secret)} and i.revoked_at is null and i.expires_at > ${now()} and i.uses < i.most`.execute(db);
  return rows[0] ?? null;
}

/** Whether this viewer has asked to come in and waits for an answer. */
export async function findRequestAnywhere({ db, viewer }: Context, community: CommunityId): Promise<boolean> {
  if (viewer.kind === "visitor") return false;
  const { rows } = await sql`select from community_members where community_id = ${community} and member_id = ${viewer.id} and state = 'asked'`.execute(db);
  return rows.length > 0;
}

/** Why it was refused. Callers have seen that the viewer may know of it. */
export async function findReasonAnywhere(db: Database, community: CommunityId): Promise<string> {
  const { rows } = await sql<{ reason: string }>`select reason from communities where id = ${community}`.execute(db);
  return rows[0]?.reason ?? "";
}
