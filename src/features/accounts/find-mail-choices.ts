import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { MailChoices } from "./mail-kinds.ts";

/** What this member wants to be told of by mail: everything, until they say otherwise. */
export async function findMailChoicesAnywhere(db: Database, member: MemberId): Promise<MailChoices> {
  const { rows } = await sql<MailChoices>`select mentions, answers, messages from accounts.mail_choices where user_id = ${member}`.execute(db);
  return rows[0] ?? { mentions: true, answers: true, messages: true };
}
