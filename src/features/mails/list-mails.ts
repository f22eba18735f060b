import nodemailer from "nodemailer";
import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { OutgoingMail } from "./mail.ts";

/** The latest mails: what development shows instead of sending. */
export async function listCaughtMailsAnywhere(db: Database): Promise<OutgoingMail[]> {
  const { rows } = await sql<OutgoingMail>`select recipient as to, subject, body_text as text, body_html as html from accounts.mails order by created_at desc limit 50`.execute(db);
  return rows;
}

/** How many have waited more than an hour: a sign that the mail server refuses them. */
export async function countLateMailsAnywhere(db: Database, now: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from accounts.mails where state = 'waiting' and created_at < ${now.subtract({ hours: 1 })}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Whether the mail server lets us in. */
export async function answersAt(smtpUrl: string): Promise<boolean> {
  const transport = nodemailer.createTransport({ url: smtpUrl, connectionTimeout: 5000, socketTimeout: 5000 });
  const fine = await transport.verify().catch(() => false);
  transport.close();
  return fine;
}
