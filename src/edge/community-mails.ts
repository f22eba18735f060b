import { listReachableAnywhere } from "../features/accounts/find-account.ts";
import type { FarAnswer } from "../features/far-communities/take-far-answer.ts";
import { sendMail } from "../features/mails/send-mail.ts";
import type { Transaction } from "../platform/database.ts";
import type { MemberId } from "../platform/ids.ts";
import { messagesFor } from "../platform/messages.ts";
import { plainMail } from "./plain-mail.ts";

/** Somebody asks to come into a community: who, in their words, and where to answer. To those in charge, each in their language. */
export async function tellRequest(tx: Transaction, to: readonly MemberId[], { community, name, words, address, about }: { readonly community: string; readonly name: string; readonly words: string; readonly address: string; readonly about: MemberId }): Promise<void> {
  for (const { email, locale } of await listReachableAnywhere(tx, to)) {
    const t = messagesFor(locale);
    await sendMail(tx, { ...plainMail(locale, email, t("community_mail_asked_subject", { name: community }), [t("community_mail_asked_text", { name: community, member: name }), ...(words ? [words] : []), address]), about });
  }
}

/** To who asked to come into a community of another server: what was answered there, and why. */
export async function tellFarAnswer(tx: Transaction, to: MemberId, answer: FarAnswer, { name, reason, link }: { readonly name: string; readonly reason: string; readonly link: string }): Promise<void> {
  for (const { email, locale } of await listReachableAnywhere(tx, [to])) {
    const t = messagesFor(locale);
    const kind = answer === "removed" ? "taken_out" : answer;
    await sendMail(tx, plainMail(locale, email, t(`community_mail_${kind}_subject`, { name }), [t(`community_mail_${kind}_text`, { name }), ...(reason ? [t("community_mail_reason"), reason] : []), link]));
  }
}
