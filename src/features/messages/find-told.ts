import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import { trustedFor } from "../federation/find-private-way.ts";
import type { MessageId, PrivateMessage } from "./message.ts";

export interface MessageToTell {
  readonly id: MessageId;
  readonly author: MemberId;
  /** Where its author is at home. */
  readonly home: TerritoryId;
  readonly language: "fr" | "en";
  readonly to: MemberId;
  /** Whether private messages go, now, to the server where they are at home. */
  readonly trusted: boolean;
  readonly body: TextDocument;
  readonly state: PrivateMessage["state"];
  readonly at: Temporal.Instant;
  readonly editedAt: Temporal.Instant | null;
}

/** A message of one of ours to somebody of another server; null when it isn't that, or is kept from them. */
export async function findMessageToTellAnywhere(db: Database, id: MessageId): Promise<MessageToTell | null> {
  const { rows } = await sql<MessageToTell>`select k.id, k.author_id as author, a.home_id as home, a.locale as language, p.member_id as to, ${trustedFor("s", sql`a.home_id`)} as trusted, k.body, k.state, k.at, k.edited_at as "editedAt"
    from messages k join members a on a.id = k.author_id and not a.remote and a.state = 'active' join conversation_members p on p.conversation_id = k.conversation_id and p.member_id <> k.author_id
    join federation.actors f on f.member_id = p.member_id join federation.servers s on s.id = f.server_id where k.id = ${id} and not k.withheld`.execute(db);
  return rows[0] ?? null;
}
