import { inTransaction, type Database } from "../../platform/database.ts";
import { setMailSecret } from "../accounts/set-mail-choices.ts";
import type { OutgoingMail } from "../mails/mail.ts";
import { sendMail } from "../mails/send-mail.ts";
import type { TellingJob, ToldOfComment } from "./telling.ts";
import { claimTelling, whomToTell } from "./telling-store.ts";

/** Writes to those whom a comment names or answers, once, as far as each wants to be told and may read it. */
export async function tellPeople(db: Database, { comment, at }: TellingJob, compose: (told: ToldOfComment, secret: string) => OutgoingMail): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (!(await claimTelling(tx, comment))) return;
    for (const told of await whomToTell(tx, comment, at)) await sendMail(tx, compose(told, await setMailSecret(tx, told.member)));
  });
}
