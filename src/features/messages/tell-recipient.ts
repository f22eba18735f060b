import { inTransaction, type Database } from "../../platform/database.ts";
import { setMailSecret } from "../accounts/set-mail-choices.ts";
import type { OutgoingMail } from "../mails/mail.ts";
import { sendMail } from "../mails/send-mail.ts";
import type { MessageMailJob, ToldOfMessage } from "./telling.ts";
import { claimToldOfMessage } from "./telling-store.ts";

/** Writes to whoever has a message to read that one waits: once for each conversation, until they have read it. */
export async function tellRecipient(db: Database, { message }: MessageMailJob, compose: (told: ToldOfMessage, secret: string) => OutgoingMail): Promise<void> {
  await inTransaction(db, async (tx) => {
    const told = await claimToldOfMessage(tx, message);
    if (told) await sendMail(tx, compose(told, await setMailSecret(tx, told.member)));
  });
}
