import { sendMail } from "../features/mails/send-mail.ts";
import type { InvitingMail } from "../features/network/open-platform.ts";
import { messagesFor, type Locale } from "../platform/messages.ts";
import { plainMail } from "./plain-mail.ts";

/** Tells who will animate a new territory that it is open, and where they begin: with an account to make, or the one they have. */
export function openingMail(locale: Locale, { name, origin }: { readonly name: string; readonly origin: string }): InvitingMail {
  const t = messagesFor(locale);
  return (tx, email, known) => sendMail(tx, plainMail(locale, email, t("mail_animator_subject", { name }), [
    t("mail_animator_text", { name }), t(known ? "mail_animator_known" : "mail_animator_new", { email }), `${origin}${known ? "/animation" : "/inscription"}`,
  ]));
}
