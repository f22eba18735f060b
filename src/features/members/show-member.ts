import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import { readId, type MemberId, type TerritoryId } from "../../platform/ids.ts";
import { readMoment, writeMoment } from "../../platform/time.ts";
import type { CardPicture } from "../contents/card.ts";
import { pictureColumns } from "../contents/list-cards.ts";

export interface Profile {
  readonly id: MemberId;
  readonly handle: string;
  readonly name: string;
  readonly bio: string;
  readonly commune: string;
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly interests: readonly string[];
  readonly home: TerritoryId;
  readonly contributor: boolean;
  /** Whether the lists of members show this one. */
  readonly listed: boolean;
  /** Whether search engines may keep the page. */
  readonly indexed: boolean;
  readonly picture: CardPicture | null;
  readonly createdAt: Temporal.Instant;
  readonly animates: readonly TerritoryId[];
}

const columns = sql`m.id, m.handle, m.name, m.bio, m.commune, m.links, m.interests, m.home_id as home, m.contributor, m.listed, m.indexed, m.created_at as "createdAt",
  array(select territory_id from animators a where a.member_id = m.id) as animates,
  (select ${pictureColumns} from media p where p.id = m.picture_id) as picture`;

/** Nobody of a server that is shut for all. */
const heard = sql`not (m.remote and exists (select from silenced x where x.member_id = m.id and x.territory_id is null and x.trust = 'blocked'))`;

/** A member by present handle, wherever their home is: all that the public reader may look up. */
export async function findMemberAnywhere(db: Database, handle: string): Promise<Profile | null> {
  const { rows } = await sql<Profile>`select ${columns} from members m where m.handle = ${handle} and m.state = 'active' and ${heard}`.execute(db);
  return rows[0] ?? null;
}

/** The same by id: what those who know them from elsewhere keep. */
export async function findMemberByIdAnywhere(db: Database, id: MemberId): Promise<Profile | null> {
  const { rows } = await sql<Profile>`select ${columns} from members m where m.id = ${id} and m.state = 'active' and ${heard}`.execute(db);
  return rows[0] ?? null;
}

/** A member by handle, wherever their home is. A former handle answers `moved`. */
export async function showMemberAnywhere(db: Database, handle: string): Promise<{ member: Profile } | { moved: string } | null> {
  const member = await findMemberAnywhere(db, handle);
  if (member) return { member };
  const { rows: moved } = await sql<{ handle: string }>`select m.handle from member_handles h join members m on m.id = h.member_id and m.state = 'active' where h.handle = ${handle}`.execute(db);
  return moved[0] ? { moved: moved[0].handle } : null;
}

/** Where a page of a listing of members ended. */
export interface MemberCursor {
  readonly createdAt: Temporal.Instant;
  readonly id: MemberId;
}

export function writeMemberCursor(cursor: MemberCursor): string {
  return `${writeMoment(cursor.createdAt)}.${cursor.id}`;
}

export function readMemberCursor(text: string | undefined): MemberCursor | null {
  const [moment, key] = (text ?? "").split(".");
  const [createdAt, id] = [readMoment(moment), readId<MemberId>(key)];
  return createdAt && id ? { createdAt, id } : null;
}

/** Contributors of a territory, or of the network without one, the latest to join first, after `after` in that order. */
export async function listMembers(db: Database, territory: TerritoryId | null, after: MemberCursor | null, limit: number): Promise<Profile[]> {
  const { rows } = await sql<Profile>`
    select ${columns} from members m where m.state = 'active' and m.listed ${territory ? sql`and m.home_id = ${territory}` : sql``}
    ${after ? sql`and (m.created_at, m.id) < (${after.createdAt}, ${after.id})` : sql``}
    order by m.created_at desc, m.id desc limit ${limit}`.execute(db);
  return rows;
}
