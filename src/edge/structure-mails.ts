import type { OutgoingMail } from "../features/mails/mail.ts";
import type { ToldOfLeft } from "../features/structures/tell-animators.ts";
import { messagesFor } from "../platform/messages.ts";
import { plainMail } from "./plain-mail.ts";

/** To an animator: nobody acts for this structure any more, and anybody may claim it. */
export function structureLeftMail({ email, locale, structure }: ToldOfLeft, origin: string): OutgoingMail {
  const t = messagesFor(locale);
  return plainMail(locale, email, t("mail_structure_left_subject", { name: structure.name }), [t("mail_structure_left_text", { name: structure.name }), `${origin}/structures/${structure.slug}`, t("mail_structure_left_after")]);
}
