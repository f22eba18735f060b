import type { ToldOfComment } from "../features/comments/telling.ts";
import type { OutgoingMail } from "../features/mails/mail.ts";
import { messagesFor } from "../platform/messages.ts";
import { excerpt, plainText } from "../platform/text/plain.ts";
import { plainMail } from "./plain-mail.ts";

/** A comment names somebody, or answers them: what it says, where, and how to hear no more of it. */
export function commentMail(told: ToldOfComment, secret: string, { origin, portal }: { readonly origin: string; readonly portal: string }): OutgoingMail {
  const t = messagesFor(told.locale);
  const stop = `${portal}/courriels/${secret}/${told.why}`;
  const params = { name: told.by.name, title: told.content.title };
  const mail = plainMail(told.locale, told.email, t(`mail_${told.why}_subject`, params), [t(`mail_${told.why}_text`, params), excerpt(plainText(told.body), 600), `${origin}/commentaires/${told.comment}`, t("mail_stop"), stop]);
  return { ...mail, about: told.by.id, unsubscribe: stop };
}
