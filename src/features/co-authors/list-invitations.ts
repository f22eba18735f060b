import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";
import type { ContentKind } from "../contents/content.ts";
import type { Author, WaitingInvitation } from "./invitation.ts";

/** Who writes a content, and who has been asked to. Callers have seen that the viewer is one of them. */
export async function listAuthorsAnywhere(db: Database, content: ContentId): Promise<{ authors: Author[]; waiting: WaitingInvitation[] }> {
  const [authors, waiting] = await Promise.all([
    sql<Author>`select m.id, m.name, m.handle from content_authors a join members m on m.id = a.member_id where a.content_id = ${content} order by a.position`.execute(db),
    sql<WaitingInvitation>`select i.id, i.email, case when i.email is null then m.name end as name, i.at from author_invitations i left join members m on m.id = i.member_id where i.content_id = ${content} order by i.at`.execute(db),
  ]);
  return { authors: authors.rows, waiting: waiting.rows };
}

export interface ReceivedInvitation {
  readonly id: string;
  readonly kind: ContentKind;
  readonly territory: TerritoryId;
  readonly title: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** What a member is asked to write with others. */
export async function listInvitationsToAnywhere(db: Database, member: MemberId): Promise<ReceivedInvitation[]> {
  const { rows } = await sql<ReceivedInvitation>`
    select distinct on (c.id) i.id, c.kind, c.territory_id as territory, c.title, m.name as by, i.at from author_invitations i join contents c on c.id = i.content_id join members m on m.id = i.by_id
    where i.member_id = ${member} and not exists (select from content_authors a where a.content_id = c.id and a.member_id = ${member}) order by c.id, i.at desc limit 50`.execute(db);
  return rows;
}
