import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { MailChoices, MailKind } from "./mail-kinds.ts";

export async function insertMailSecret(tx: Transaction, member: MemberId, secret: string): Promise<string> {
  const { rows } = await sql<{ secret: string }>`insert into accounts.mail_choices (user_id, secret) values (${member}, ${secret})
    on conflict (user_id) do update set secret = mail_choices.secret returning secret`.execute(tx);
  return rows[0]?.secret ?? secret;
}

export async function updateChoices(db: Database, member: MemberId, secret: string, { mentions, answers, messages }: MailChoices): Promise<void> {
  await sql`insert into accounts.mail_choices (user_id, secret, mentions, answers, messages) values (${member}, ${secret}, ${mentions}, ${answers}, ${messages})
    on conflict (user_id) do update set mentions = excluded.mentions, answers = excluded.answers, messages = excluded.messages`.execute(db);
}

export async function stopKind(db: Database, secret: string, kind: MailKind): Promise<boolean> {
  const { numAffectedRows } = await sql`update accounts.mail_choices set ${sql.ref(kind)} = false where secret = ${secret}`.execute(db);
  return Number(numAffectedRows) > 0;
}
