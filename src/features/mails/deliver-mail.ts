import nodemailer from "nodemailer";
import { inTransaction, type Database } from "../../platform/database.ts";
import { deleteOldMails, markMail, takeWaitingMail } from "./store.ts";

export interface MailRoute {
  /** Null: mails stay in the catcher. */
  readonly smtpUrl: string | null;
  readonly from: string;
}

/** Sends a mail that waits, once. A server that refuses makes the job try again later. */
export async function deliverMail(db: Database, route: MailRoute, id: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const mail = await takeWaitingMail(tx, id);
    if (!mail) return;
    if (route.smtpUrl) {
      const transport = nodemailer.createTransport({ url: route.smtpUrl, connectionTimeout: 15_000, socketTimeout: 30_000 });
      const { calendar, unsubscribe, ...words } = mail;
      const headers = unsubscribe ? { "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {};
      const icalEvent = calendar ? { method: calendar.method, content: calendar.content, filename: "invitation.ics" } : undefined;
      await transport.sendMail({ from: route.from, ...words, replyTo: mail.replyTo ?? undefined, ...(icalEvent ? { icalEvent } : {}), headers, messageId: `<${id}@${route.from.split("@").at(-1)?.replace(">", "") ?? "localhost"}>` });
      transport.close();
    }
    await markMail(tx, id, route.smtpUrl ? "sent" : "caught");
  });
}

const daysKept = 30;

/** What the clock does: mails are kept only as long as somebody may ask what became of them. */
export function forgetOldMails(db: Database, now: Temporal.Instant): Promise<void> {
  return deleteOldMails(db, now.subtract({ hours: 24 * daysKept }));
}
