import { sql } from "kysely";
import { json, type Database, type Transaction } from "../../platform/database.ts";
import type { OutgoingMail } from "./mail.ts";

export async function insertMail(tx: Transaction, id: string, mail: OutgoingMail): Promise<void> {
  await sql`insert into accounts.mails (id, recipient, subject, body_text, body_html, headers, about_id, created_at)
    values (${id}, ${mail.to}, ${mail.subject}, ${mail.text}, ${mail.html}, ${json({ replyTo: mail.replyTo, calendar: mail.calendar, unsubscribe: mail.unsubscribe })}, ${mail.about ?? null}, now())`.execute(tx);
}

/** A mail that waits, kept from other workers; null when it has gone, or another sends it now. */
export async function takeWaitingMail(tx: Transaction, id: string): Promise<OutgoingMail | null> {
  const { rows } = await sql<OutgoingMail>`
    select recipient as to, subject, body_text as text, body_html as html, headers ->> 'replyTo' as "replyTo", headers -> 'calendar' as calendar, headers ->> 'unsubscribe' as unsubscribe from accounts.mails where id = ${id} and state = 'waiting' for update skip locked`.execute(tx);
  return rows[0] ?? null;
}

export async function markMail(tx: Transaction, id: string, state: "sent" | "caught"): Promise<void> {
  await sql`update accounts.mails set state = ${state}, sent_at = now() where id = ${id}`.execute(tx);
}

export async function deleteOldMails(db: Database, before: Temporal.Instant): Promise<void> {
  await sql`delete from accounts.mails where created_at < ${before}`.execute(db);
}

export async function deleteMailsNaming(tx: Transaction, email: string): Promise<void> {
  await sql`delete from accounts.mails where recipient = ${email} or headers ->> 'replyTo' = ${email} or position(${email} in body_text) > 0`.execute(tx);
}
