import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { uuidv7 } from "uuidv7";
import { sendJob } from "../../platform/jobs.ts";

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Writes a mail down in the transaction; a worker sends it once the transaction has committed. */
export async function sendMail(tx: Transaction, mail: OutgoingMail): Promise<void> {
  const id = uuidv7();
  const subject = mail.subject.replace(/[\r\n]+/g, " ");
  await sql`insert into accounts.mails (id, recipient, subject, body_text, body_html, created_at)
    values (${id}, ${mail.to}, ${subject}, ${mail.text}, ${mail.html}, now())`.execute(tx);
  await sendJob(tx, "mail", { mail: id });
}
