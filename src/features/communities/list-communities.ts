import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import { readId, type CommunityId, type MemberId, type TerritoryId } from "../../platform/ids.ts";
import { foldLetters } from "../../platform/text/slug.ts";
import type { Viewer } from "../../platform/viewer.ts";
import type { CommunityRole } from "./community.ts";
import { communityColumns, type Community } from "./show-community.ts";

/** What everybody may know of `communities k`; for a member also the private ones that they are in. The animator's see `canSeeCommunity`. */
export function visibleCommunity(viewer: Viewer): RawBuilder<boolean> {
  const known = sql<boolean>`k.state in ('active', 'archived') and k.access <> 'private'`;
  return viewer.kind === "visitor" ? known : sql<boolean>`(${known} or k.id = any(${viewer.memberships.map((each) => each.community)}::uuid[]) or k.territory_id = any(${[...viewer.animates]}::uuid[]))`;
}

const shared = sql`k.state in ('active', 'archived') and k.access <> 'private'`;

export interface CommunityFilter {
  readonly name?: string | undefined;
  readonly purpose?: string | undefined;
  readonly access?: string | undefined;
  readonly state?: "active" | "archived" | undefined;
}

/** Where a page of communities ended: by name. */
export interface CommunityCursor {
  readonly name: string;
  readonly id: CommunityId;
}

export function writeCommunityCursor({ name, id }: CommunityCursor): string {
  return `${id}.${name}`;
}

export function readCommunityCursor(text: string | undefined): CommunityCursor | null {
  const [, key, name] = /^([0-9a-f-]{36})\.([^\p{Cc}]{0,200})$/u.exec(text ?? "") ?? [];
  const id = readId<CommunityId>(key);
  return id && name !== undefined ? { id, name } : null;
}

/** The communities of a territory that everybody may know of, or of the whole network's without one, by name. */
export async function listCommunities(db: Database, territory: TerritoryId | null, filter: CommunityFilter, cursor: CommunityCursor | null, limit: number): Promise<{ communities: Community[]; next: CommunityCursor | null }> {
  const parts = [territory ? sql`and k.territory_id = ${territory}` : sql``];
  if (filter.purpose) parts.push(sql`and k.purpose = ${filter.purpose}`);
  if (filter.access) parts.push(sql`and k.access = ${filter.access}`);
  if (filter.state) parts.push(sql`and k.state = ${filter.state}`);
  for (const word of wordsOf(filter.name ?? "")) parts.push(sql`and plain_text(k.name) like ${`%${word}%`}`);
  if (cursor) parts.push(sql`and (plain_text(k.name), k.id) > (${cursor.name}, ${cursor.id}::uuid)`);
  const { rows } = await sql<Community & { key: string }>`
    select ${communityColumns}, plain_text(k.name) as key from communities k left join media p on p.id = k.picture_id
    where ${shared} ${sql.join(parts, sql` `)} order by plain_text(k.name), k.id limit ${limit + 1}`.execute(db);
  const last = rows[limit - 1];
  return { communities: rows.slice(0, limit), next: rows.length > limit && last ? { name: last.key, id: last.id } : null };
}

function wordsOf(text: string): string[] {
  return foldLetters(text).split(/[^a-z0-9]+/).filter(Boolean).slice(0, 6);
}

/** One that everybody may know of, by its id or its present address. */
export async function findSharedAnywhere(db: Database, key: CommunityId | { readonly territory: TerritoryId; readonly slug: string }): Promise<Community | null> {
  const which = typeof key === "string" ? sql`k.id = ${key}` : sql`k.territory_id = ${key.territory} and k.slug = ${key.slug}`;
  const { rows } = await sql<Community>`select ${communityColumns} from communities k left join media p on p.id = k.picture_id where ${which} and ${shared}`.execute(db);
  return rows[0] ?? null;
}

/** Those of these that everybody may know of. */
export async function listSharedAnywhere(db: Database, ids: readonly CommunityId[]): Promise<Community[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Community>`select ${communityColumns} from communities k left join media p on p.id = k.picture_id where k.id = any(${[...ids]}::uuid[]) and ${shared}`.execute(db);
  return rows;
}

/** Where most people are: for the home page. */
export async function listMostJoined(db: Database, territory: TerritoryId | null, limit: number): Promise<Community[]> {
  const { rows } = await sql<Community>`
    select ${communityColumns} from communities k left join media p on p.id = k.picture_id
    where k.state = 'active' and k.access <> 'private' ${territory ? sql`and k.territory_id = ${territory}` : sql``} order by k.members desc, k.id limit ${limit}`.execute(db);
  return rows;
}

export interface CommunityName {
  readonly id: CommunityId;
  readonly name: string;
  readonly slug: string;
  readonly territory: TerritoryId;
  readonly purpose: Community["purpose"];
}

/** Communities whose name holds or nearly is what is sought, among those that this viewer may know of: of this territory, or of the network. */
export async function searchCommunitiesAnywhere(db: Database, viewer: Viewer, territory: TerritoryId | null, typed: string, limit: number): Promise<CommunityName[]> {
  const words = wordsOf(typed);
  const text = words.join(" ");
  if (text.length < 2) return [];
  const holds = sql.join(words.map((word) => sql`plain_text(k.name) like ${`%${word}%`}`), sql` and `);
  const { rows } = await sql<CommunityName>`
    select k.id, k.name, k.slug, k.territory_id as territory, k.purpose from communities k
    where k.state in ('active', 'archived') and ${visibleCommunity(viewer)} ${territory ? sql`and k.territory_id = ${territory}` : sql``} and ((${holds}) or plain_text(k.name) % ${text})
    order by plain_text(k.name) like ${`${text}%`} desc, similarity(plain_text(k.name), ${text}) desc, plain_text(k.name), k.id limit ${limit}`.execute(db);
  return rows;
}

/** What a member's page says they are in: never a private one, whoever looks. */
export async function listJoinedAnywhere(db: Database, member: MemberId, limit: number): Promise<(CommunityName & { role: CommunityRole })[]> {
  const { rows } = await sql<CommunityName & { role: CommunityRole }>`
    select k.id, k.name, k.slug, k.territory_id as territory, k.purpose, m.role from community_members m join communities k on k.id = m.community_id and ${shared}
    where m.member_id = ${member} and m.state = 'in' order by plain_text(k.name), k.id limit ${limit}`.execute(db);
  return rows;
}

export interface OwnCommunity extends CommunityName {
  readonly role: CommunityRole;
  readonly membership: "asked" | "in";
  readonly access: Community["access"];
  readonly state: Community["state"];
}

/** All that the viewer is in or has asked to join or to found, for their own eyes. */
export async function listOwnCommunitiesAnywhere(db: Database, member: MemberId): Promise<OwnCommunity[]> {
  const { rows } = await sql<OwnCommunity>`
    select k.id, k.name, k.slug, k.territory_id as territory, k.purpose, k.access, k.state, m.role, m.state as membership from community_members m join communities k on k.id = m.community_id
    where m.member_id = ${member} order by plain_text(k.name), k.id limit 200`.execute(db);
  return rows;
}

export interface ProposedCommunity extends CommunityName {
  readonly access: Community["access"];
  readonly summary: string;
  readonly by: string | null;
  readonly createdAt: Temporal.Instant;
}

/** What members ask the animator of this territory for. */
export async function listProposedCommunities(db: Database, territory: TerritoryId): Promise<ProposedCommunity[]> {
  const { rows } = await sql<ProposedCommunity>`
    select k.id, k.name, k.slug, k.territory_id as territory, k.purpose, k.access, k.summary, m.name as by, k.created_at as "createdAt" from communities k left join members m on m.id = k.created_by
    where k.territory_id = ${territory} and k.state = 'proposed' order by k.created_at, k.id limit 200`.execute(db);
  return rows;
}
