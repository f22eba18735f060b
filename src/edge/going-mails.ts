import type { GoingAnswer } from "../features/participations/answer-going.ts";
import type { ToldOfGoing } from "../features/participations/participation.ts";
import type { OutgoingMail } from "../features/mails/mail.ts";
import { messagesFor } from "../platform/messages.ts";
import { plurals } from "./addresses.ts";
import { plainMail } from "./plain-mail.ts";

/** To who organises: somebody asks to come, and where one answers. */
export function askedToComeMail({ email, locale, title, content }: ToldOfGoing, name: string, origin: string): OutgoingMail {
  const t = messagesFor(locale);
  return plainMail(locale, email, t("mail_asked_to_come_subject", { title }), [t("mail_asked_to_come_text", { name, title }), `${origin}/${plurals[content.kind]}/${content.slug}/participants`]);
}

/** To who wanted to come: what the organisers answered. */
export function goingAnswerMail({ email, locale, title, content, url }: ToldOfGoing, answer: GoingAnswer, origin: string): OutgoingMail {
  const t = messagesFor(locale);
  return plainMail(locale, email, t(`mail_going_${answer}_subject`, { title }), [t(`mail_going_${answer}_text`, { title }), url ?? `${origin}/${plurals[content.kind]}/${content.slug}`]);
}
