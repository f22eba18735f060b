import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { sendJob } from "../../platform/jobs.ts";
import { insertActivity, insertDeliveries, type SaidActivity } from "./activity-store.ts";
import type { Audience } from "./delivery.ts";

// Several workers share what is to be sent.
const sendersAtMost = 4;
const perSender = 400;

/** Says something to others: written down with those who are to hear it, in one transaction. Said twice, it is said once. */
export async function say(db: Database, activity: SaidActivity, audience: Audience): Promise<number> {
  return inTransaction(db, (tx) => sayIn(tx, activity, audience));
}

export async function sayIn(tx: Transaction, activity: SaidActivity, audience: Audience): Promise<number> {
  if (!(await insertActivity(tx, activity))) return 0;
  const inboxes = await insertDeliveries(tx, activity, audience);
  for (let sender = 0; sender < Math.min(sendersAtMost, Math.ceil(inboxes / perSender)); sender++) await sendJob(tx, "deliver", {}, { key: `deliver-${sender}` });
  return inboxes;
}
