import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import { readId, type CommunityId, type MemberId, type TerritoryId } from "../../platform/ids.ts";
import type { CardPicture } from "../contents/card.ts";
import { pictureColumns } from "../contents/list-cards.ts";
import type { CommunityRole } from "./community.ts";

export interface CommunityPerson {
  readonly id: MemberId;
  readonly name: string;
  readonly handle: string;
  readonly home: TerritoryId;
  /** Of another server: their handle says which. */
  readonly remote: boolean;
  readonly role: CommunityRole;
  readonly since: Temporal.Instant;
  readonly picture: CardPicture | null;
}

/** Where a page of members ended. */
export interface SinceCursor {
  readonly since: Temporal.Instant;
  readonly id: MemberId;
}

export function writeSinceCursor({ since, id }: SinceCursor): string {
  return `${since.toString()}.${id}`;
}

export function readSinceCursor(text: string | undefined): SinceCursor | null {
  const [, at = "", key = ""] = /^(\d{4}-\d\d-\d\dT[\d:]{8}(?:\.\d{1,9})?Z)\.([0-9a-f-]{36})$/.exec(text ?? "") ?? [];
  const id = readId<MemberId>(key);
  return at && id ? { since: Temporal.Instant.from(at), id } : null;
}

const columns = sql`m.id, m.name, m.handle, m.home_id as home, m.remote, k.role, k.since, ${pictureColumns} as picture`;

/** Who animates a community: its administrators, then its moderators. */
export async function listInChargeAnywhere(db: Database, community: CommunityId): Promise<CommunityPerson[]> {
  const { rows } = await sql<CommunityPerson>`
    select ${columns} from community_members k join members m on m.id = k.member_id and m.state = 'active' left join media p on p.id = m.picture_id
    where k.community_id = ${community} and k.state = 'in' and k.role <> 'member' order by k.role, k.since, m.id limit 100`.execute(db);
  return rows;
}

/** Everybody in a community, the last to come first. Callers have seen that the viewer may know of it. */
export async function listCommunityMembersAnywhere(db: Database, community: CommunityId, cursor: SinceCursor | null, limit: number): Promise<{ people: CommunityPerson[]; next: SinceCursor | null }> {
  // By age downwards and identifier upwards, as the index has them.
  const after = cursor ? sql`and k.since <= ${cursor.since} and (k.since < ${cursor.since} or k.member_id > ${cursor.id})` : sql``;
  const { rows } = await sql<CommunityPerson>`
    select ${columns} from community_members k join members m on m.id = k.member_id and m.state = 'active' left join media p on p.id = m.picture_id
    where k.community_id = ${community} and k.state = 'in' ${after} order by k.since desc, k.member_id limit ${limit + 1}`.execute(db);
  const last = rows[limit - 1];
  return { people: rows.slice(0, limit), next: rows.length > limit && last ? { since: last.since, id: last.id } : null };
}

export interface JoinRequest extends CommunityPerson {
  readonly words: string;
}

/** Who asks to come in, the first to ask first. Callers have seen that the viewer may answer. */
export async function listRequestsAnywhere(db: Database, community: CommunityId): Promise<JoinRequest[]> {
  const { rows } = await sql<JoinRequest>`
    select ${columns}, k.words from community_members k join members m on m.id = k.member_id and m.state = 'active' left join media p on p.id = m.picture_id
    where k.community_id = ${community} and k.state = 'asked' order by k.since, m.id limit 200`.execute(db);
  return rows;
}

/** What somebody is in a community: in, asking, or nothing. */
export async function findMembershipAnywhere(db: Database, community: CommunityId, member: MemberId): Promise<"in" | "asked" | null> {
  const { rows } = await sql<{ state: "in" | "asked" }>`select state from community_members where community_id = ${community} and member_id = ${member}`.execute(db);
  return rows[0]?.state ?? null;
}

/** To whom an answer about the community itself goes. */
export async function listAdministratorIdsAnywhere(db: Database | Transaction, community: CommunityId): Promise<MemberId[]> {
  const { rows } = await sql<{ id: MemberId }>`select member_id as id from community_members where community_id = ${community} and state = 'in' and role = 'administrator' order by since, member_id`.execute(db);
  return rows.map((row) => row.id);
}

export interface Invitation {
  readonly id: string;
  readonly by: string | null;
  readonly madeAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly most: number;
  readonly uses: number;
}

/** The links that still let somebody in. Their secrets are nowhere. */
export async function listInvitationsAnywhere(db: Database, community: CommunityId, now: Temporal.Instant): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`
    select i.id, m.name as by, i.made_at as "madeAt", i.expires_at as "expiresAt", i.most, i.uses from community_invitations i left join members m on m.id = i.made_by
    where i.community_id = ${community} and i.revoked_at is null and i.expires_at > ${now} and i.uses < i.most order by i.made_at desc limit 100`.execute(db);
  return rows;
}
