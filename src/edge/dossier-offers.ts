import { listReachableAnywhere } from "../features/accounts/find-account.ts";
import { sendMail } from "../features/mails/send-mail.ts";
import type { Transaction } from "../platform/database.ts";
import type { MemberId } from "../platform/ids.ts";
import { messagesFor } from "../platform/messages.ts";
import { plainMail } from "./plain-mail.ts";

/** Writes about a proposal between servers, in the language of each: to those who keep the dossier, or to who proposed. */
export async function tellOffer(tx: Transaction, to: readonly MemberId[], kind: "proposed" | "accepted" | "refused", about: { readonly title: string; readonly name: string; readonly link: string }): Promise<void> {
  for (const { email, locale } of await listReachableAnywhere(tx, [...to])) {
    const t = messagesFor(locale);
    await sendMail(tx, plainMail(locale, email, t(`mail_dossier_${kind}_subject`, { title: about.title }), [t(`mail_dossier_${kind}_text`, { title: about.title, name: about.name }), about.link, t("mail_dossier_why")]));
  }
}
