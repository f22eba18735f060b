import type { OutgoingMail } from "../features/mails/mail.ts";
import type { ToldOfMessage } from "../features/messages/telling.ts";
import { messagesFor } from "../platform/messages.ts";
import { plainMail } from "./plain-mail.ts";

/** Somebody wrote, and where to read it: not what they wrote, which a mail would leave lying in other hands. */
export function messageMail(told: ToldOfMessage, secret: string, { origin, portal }: { readonly origin: string; readonly portal: string }): OutgoingMail {
  const t = messagesFor(told.locale);
  const stop = `${portal}/courriels/${secret}/messages`;
  const mail = plainMail(told.locale, told.email, t("mail_messages_subject", { name: told.by.name }), [t("mail_messages_text", { name: told.by.name }), `${origin}/messages/${told.conversation}`, t("mail_stop"), stop]);
  return { ...mail, about: told.by.id, unsubscribe: stop };
}
