import type { Database, Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { MailChoices, MailKind } from "./mail-kinds.ts";
import { insertMailSecret, stopKind, updateChoices } from "./mail-choice-store.ts";
import { newSecret } from "./secret.ts";

/** The secret by which a mail lets its reader stop such mails without logging in: made with the first one. */
export function setMailSecret(tx: Transaction, member: MemberId): Promise<string> {
  return insertMailSecret(tx, member, newSecret());
}

/** Of what a member wants to be told by mail. */
export function setMailChoices(db: Database, member: MemberId, choices: MailChoices): Promise<void> {
  return updateChoices(db, member, newSecret(), choices);
}

/** Stops one kind of mails for whoever holds the secret that stands in each; false when nobody does. */
export function stopMails(db: Database, secret: string, kind: MailKind): Promise<boolean> {
  return stopKind(db, secret, kind);
}
