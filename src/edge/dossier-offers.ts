import { emailsOfAnywhere } from "../features/accounts/find-account.ts";
import { sendMail } from "../features/mails/send-mail.ts";
import type { Transaction } from "../platform/database.ts";
import type { MemberId } from "../platform/ids.ts";
import { messagesFor } from "../platform/messages.ts";
import { plainMail } from "./plain-mail.ts";

/** Writes about a proposal between servers, in the language of most: to those who keep the dossier, or to who proposed. */
export async function tellOffer(tx: Transaction, to: readonly MemberId[], kind: "proposed" | "accepted" | "refused", about: { readonly title: string; readonly name: string; readonly link: string }): Promise<void> {
  const t = messagesFor("fr");
  for (const email of await emailsOfAnywhere(tx, [...to])) await sendMail(tx, plainMail("fr", email, t(`mail_dossier_${kind}_subject`, { title: about.title }), [t(`mail_dossier_${kind}_text`, { title: about.title, name: about.name }), about.link, t("mail_dossier_why")]));
}
