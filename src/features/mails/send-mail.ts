import type { Transaction } from "../../platform/database.ts";
import { uuidv7 } from "uuidv7";
import { sendJob } from "../../platform/jobs.ts";
import type { OutgoingMail } from "./mail.ts";
import { insertMail } from "./store.ts";

/** Writes a mail down in the transaction; a worker sends it once the transaction has committed. */
export async function sendMail(tx: Transaction, mail: OutgoingMail): Promise<void> {
  const id = uuidv7();
  const subject = mail.subject.replace(/[\r\n]+/g, " ");
  await insertMail(tx, id, { ...mail, subject });
  await sendJob(tx, "mail", { mail: id });
}
