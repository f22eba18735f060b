import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { newId, type CommunityId, type ContentId, type MediaId, type MemberId, type TerritoryId } from "../../platform/ids.ts";
import type { Membership, MemberViewer } from "../../platform/viewer.ts";
import type { ContentStanding } from "../contents/content.ts";
import type { CommunityRole, CommunityStanding, CommunityState } from "./community.ts";
import type { CommunityInput } from "./input.ts";

export interface LockedCommunity extends CommunityStanding {
  readonly slug: string;
  readonly name: string;
  readonly revision: number;
  readonly picture: MediaId | null;
  readonly archiveOn: string | null;
  /** The clock of its territory. */
  readonly zone: string;
}

/**
 * The community, locked until the transaction ends, and the viewer with the role that they have in it now: one that was
 * taken from them since their request began decides nothing any more.
 */
export async function lockCommunityAnywhere(tx: Transaction, id: CommunityId, viewer: MemberViewer): Promise<{ community: LockedCommunity; viewer: MemberViewer } | null> {
  const community = await lockAnywhere(tx, id);
  if (!community) return null;
  const { rows } = await sql<Membership>`select community_id as community, role from community_members where community_id = ${id} and member_id = ${viewer.id} and state = 'in'`.execute(tx);
  return { community, viewer: { ...viewer, memberships: [...viewer.memberships.filter((each) => each.community !== id), ...rows] } };
}

/** The same for the clock, which is nobody. */
export async function lockAnywhere(tx: Transaction, id: CommunityId): Promise<LockedCommunity | null> {
  await sql`select from communities where id = ${id} for update`.execute(tx);
  const { rows } = await sql<LockedCommunity>`
    select k.id, k.territory_id as territory, k.access, k.state, k.slug, k.name, k.revision, k.picture_id as picture, k.archive_on as "archiveOn", t.zone
    from communities k join territories t on t.id = k.territory_id where k.id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

/** A free slug near the wanted one. Addresses left by renames stay taken: they redirect. */
export async function freeSlug(tx: Transaction, territory: TerritoryId, wanted: string, own: CommunityId | null): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${territory}/community/${wanted}`}, 0))`.execute(tx);
  const { rows } = await sql<{ slug: string }>`
    select slug from communities where territory_id = ${territory} and (slug = ${wanted} or slug like ${`${wanted}-%`}) and id is distinct from ${own}
    union select slug from community_slugs where territory_id = ${territory} and (slug = ${wanted} or slug like ${`${wanted}-%`}) and community_id is distinct from ${own}`.execute(tx);
  const taken = new Set(rows.map((row) => row.slug));
  let slug = wanted;
  for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`;
  return slug;
}

export interface NewCommunity {
  readonly territory: TerritoryId;
  readonly slug: string;
  readonly state: "active" | "proposed";
  readonly by: MemberId;
  readonly submission: string | null;
  readonly at: Temporal.Instant;
}

/** Whoever founds it administers it. Null when the same submission has founded one already. */
export async function insertCommunity(tx: Transaction, input: CommunityInput, { territory, slug, state, by, submission, at }: NewCommunity): Promise<CommunityId | null> {
  const id = newId<CommunityId>();
  const { rows } = await sql`
    insert into communities (id, territory_id, slug, name, summary, body, purpose, access, state, picture_id, archive_on, submission, created_by, created_at, updated_at)
    values (${id}, ${territory}, ${slug}, ${input.name}, ${input.summary}, ${json(input.body)}, ${input.purpose}, ${input.access}, ${state}, ${input.picture}, ${input.archiveOn}, ${submission}, ${by}, ${at}, ${at})
    on conflict (submission) do nothing returning id`.execute(tx);
  if (rows.length === 0) return null;
  await letIn(tx, id, by, "administrator", at);
  return id;
}

export async function findSubmissionAnywhere(tx: Transaction, submission: string): Promise<{ id: CommunityId; slug: string; state: CommunityState; territory: TerritoryId; by: MemberId | null } | null> {
  const { rows } = await sql<{ id: CommunityId; slug: string; state: CommunityState; territory: TerritoryId; by: MemberId | null }>`
    select id, slug, state, territory_id as territory, created_by as by from communities where submission = ${submission}`.execute(tx);
  return rows[0] ?? null;
}

export async function administersInAnywhere(tx: Transaction, member: MemberId, territory: TerritoryId): Promise<boolean> {
  const { rows } = await sql`select from community_members m join communities k on k.id = m.community_id and k.territory_id = ${territory} and k.state = 'active'
    where m.member_id = ${member} and m.state = 'in' and m.role = 'administrator' limit 1`.execute(tx);
  return rows.length > 0;
}

/** Leaves a tombstone where one that everybody knew of becomes private, and lifts it when it comes back. */
export async function updateCommunity(tx: Transaction, id: CommunityId, input: CommunityInput, at: Temporal.Instant): Promise<void> {
  if (input.access === "private") await sql`insert into community_tombstones (community_id, territory_id, at) select id, territory_id, ${at} from communities where id = ${id} and access <> 'private' and state in ('active', 'archived') on conflict do nothing`.execute(tx);
  else await sql`delete from community_tombstones where community_id = ${id}`.execute(tx);
  await sql`update communities set name = ${input.name}, summary = ${input.summary}, body = ${json(input.body)}, purpose = ${input.purpose}, access = ${input.access}, picture_id = ${input.picture},
    archive_on = ${input.archiveOn}, revision = revision + 1, updated_at = ${at} where id = ${id}`.execute(tx);
}

export async function moveTo(tx: Transaction, community: LockedCommunity, slug: string): Promise<void> {
  if (community.slug === slug) return;
  await sql`insert into community_slugs (territory_id, slug, community_id) values (${community.territory}, ${community.slug}, ${community.id}) on conflict do nothing`.execute(tx);
  await sql`delete from community_slugs where territory_id = ${community.territory} and slug = ${slug} and community_id = ${community.id}`.execute(tx);
  await sql`update communities set slug = ${slug} where id = ${community.id}`.execute(tx);
}

/** Whether this member may put this picture here: it is their own upload, or stands here already. */
export async function mayUsePicture(tx: Transaction, picture: MediaId, member: MemberId, community: LockedCommunity | null): Promise<boolean> {
  if (community?.picture === picture) return true;
  const { rows } = await sql`select from media where id = ${picture} and owner_id = ${member}`.execute(tx);
  return rows.length > 0;
}

/** Whether something is published in it, or about to be. */
export async function holdsContents(tx: Transaction, id: CommunityId): Promise<boolean> {
  const { rows } = await sql`(select from contents where community_id = ${id} and state in ('published', 'reserved') limit 1)
    union all (select from contents where community_id = ${id} and state in ('scheduled', 'review') limit 1)`.execute(tx);
  return rows.length > 0;
}

export async function setState(tx: Transaction, id: CommunityId, state: CommunityState, reason: string, at: Temporal.Instant): Promise<void> {
  // Reopened, it doesn't end again on the day that is past.
  await sql`update communities set state = ${state}, reason = ${reason}, archived_at = ${state === "archived" ? at : null}, archive_on = case when ${state} = 'active' and state = 'archived' then null else archive_on end,
    updated_at = ${at} where id = ${id}`.execute(tx);
}

/** False when they were in already. */
export async function letIn(tx: Transaction, id: CommunityId, member: MemberId, role: CommunityRole, at: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`insert into community_members (community_id, member_id, role, state, since) values (${id}, ${member}, ${role}, 'in', ${at})
    on conflict (community_id, member_id) do update set state = 'in', role = excluded.role, since = excluded.since, words = '' where community_members.state = 'asked' returning 1`.execute(tx);
  if (rows.length > 0) await sql`update communities set members = members + 1 where id = ${id}`.execute(tx);
  return rows.length > 0;
}

/** False when they had asked already. */
export async function insertRequest(tx: Transaction, id: CommunityId, member: MemberId, words: string, at: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`insert into community_members (community_id, member_id, role, state, since, words) values (${id}, ${member}, 'member', 'asked', ${at}, ${words}) on conflict do nothing returning 1`.execute(tx);
  return rows.length > 0;
}

export async function findPersonAnywhere(tx: Transaction, id: CommunityId, member: MemberId): Promise<{ role: CommunityRole; state: "asked" | "in"; remote: boolean } | null> {
  const { rows } = await sql<{ role: CommunityRole; state: "asked" | "in"; remote: boolean }>`select k.role, k.state, m.remote from community_members k join members m on m.id = k.member_id where k.community_id = ${id} and k.member_id = ${member}`.execute(tx);
  return rows[0] ?? null;
}

export async function countAdministratorsAnywhere(tx: Transaction, id: CommunityId): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from community_members where community_id = ${id} and state = 'in' and role = 'administrator'`.execute(tx);
  return rows[0]?.n ?? 0;
}

export async function setRoleOf(tx: Transaction, id: CommunityId, member: MemberId, role: CommunityRole): Promise<void> {
  await sql`update community_members set role = ${role} where community_id = ${id} and member_id = ${member} and state = 'in'`.execute(tx);
}

export async function deletePerson(tx: Transaction, id: CommunityId, member: MemberId): Promise<void> {
  const { rows } = await sql<{ state: string }>`delete from community_members where community_id = ${id} and member_id = ${member} returning state`.execute(tx);
  if (rows[0]?.state === "in") await sql`update communities set members = members - 1 where id = ${id}`.execute(tx);
}

export interface GatheredContent extends ContentStanding {
  readonly title: string;
  readonly slug: string;
}

/** A content with the community where it stands, locked before the community is: writing takes them in the same order. */
export async function lockGatheredAnywhere(tx: Transaction, content: ContentId): Promise<GatheredContent | null> {
  const { rows } = await sql<GatheredContent>`
    select id, kind, territory_id as territory, state, title, slug, published_at as "publishedAt", array(select member_id from content_authors a where a.content_id = c.id order by position) as authors,
      null::uuid as structure, community_id as community
    from contents c where id = ${content} for update`.execute(tx);
  return rows[0] ?? null;
}

export async function setFeatured(tx: Transaction, content: ContentId, at: Temporal.Instant | null): Promise<void> {
  await sql`update contents set community_featured_at = ${at} where id = ${content}`.execute(tx);
}

export async function takeOut(tx: Transaction, content: ContentId): Promise<void> {
  await sql`update contents set community_id = null, community_featured_at = null where id = ${content}`.execute(tx);
}

/** Takes a member out of every community. */
export async function leaveAll(tx: Transaction, member: MemberId): Promise<void> {
  await sql`with gone as (delete from community_members where member_id = ${member} returning community_id, state)
    update communities k set members = k.members - 1 from gone where gone.community_id = k.id and gone.state = 'in'`.execute(tx);
}
