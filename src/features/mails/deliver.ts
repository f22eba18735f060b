import nodemailer from "nodemailer";
import { sql } from "kysely";
import { inTransaction, type Database } from "../../platform/database.ts";

export interface MailRoute {
  /** Null: mails stay in the catcher. */
  readonly smtpUrl: string | null;
  readonly from: string;
}

interface MailRow {
  recipient: string;
  subject: string;
  body_text: string;
  body_html: string;
}

/** Sends a mail that waits, once. A server that refuses makes the job try again later. */
export async function deliverMail(db: Database, route: MailRoute, id: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { rows } = await sql<MailRow>`select recipient, subject, body_text, body_html from accounts.mails where id = ${id} and state = 'waiting' for update skip locked`.execute(tx);
    const mail = rows[0];
    if (!mail) return;
    if (route.smtpUrl) {
      const transport = nodemailer.createTransport({ url: route.smtpUrl, connectionTimeout: 15_000, socketTimeout: 30_000 });
      await transport.sendMail({ from: route.from, to: mail.recipient, subject: mail.subject, text: mail.body_text, html: mail.body_html, messageId: `<${id}@${route.from.split("@").at(-1)?.replace(">", "") ?? "localhost"}>` });
      transport.close();
    }
    await sql`update accounts.mails set state = ${route.smtpUrl ? "sent" : "caught"}, sent_at = now() where id = ${id}`.execute(tx);
  });
}

export interface CaughtMail extends MailRow {
  readonly id: string;
  readonly created_at: Temporal.Instant;
}

/** The latest mails: what development shows instead of sending. */
export async function listCaughtMailsAnywhere(db: Database): Promise<CaughtMail[]> {
  const { rows } = await sql<CaughtMail>`select id, recipient, subject, body_text, body_html, created_at from accounts.mails order by created_at desc limit 50`.execute(db);
  return rows;
}
