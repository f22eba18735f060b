import { inTransaction, type Database } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { setMailSecret } from "../accounts/set-mail-choices.ts";
import type { OutgoingMail } from "../mails/mail.ts";
import { sendMail } from "../mails/send-mail.ts";
import type { ToldOfMention } from "./mention.ts";
import { hasUntoldAnywhere, takeUntold } from "./telling-store.ts";

export interface MentionsJob {
  readonly content: ContentId;
}

/** When a text comes out, or is corrected: has those told whom it names and didn't name before. */
export async function tellMentionedSoon(db: Database, content: ContentId): Promise<void> {
  if (!(await hasUntoldAnywhere(db, content))) return;
  await inTransaction(db, (tx) => sendJob(tx, "mention-mails", { content } satisfies MentionsJob, { key: `mentions:${content}` }));
}

/** Writes, once, to the members whom a published text names and to the owners of the structures that it names, as far as each wants to be told and may read it. */
export async function tellMentioned(db: Database, content: ContentId, compose: (told: ToldOfMention, secret: string) => OutgoingMail): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const told of await takeUntold(tx, content)) await sendMail(tx, compose(told, await setMailSecret(tx, told.member)));
  });
}
