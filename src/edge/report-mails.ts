import type { ToldOfReport } from "../features/reports/reported.ts";
import type { OutgoingMail } from "../features/mails/mail.ts";
import { messagesFor } from "../platform/messages.ts";
import { plainMail } from "./plain-mail.ts";

/** To an animator: something was reported on their territory, and where one decides. */
export function reportedMail({ email, locale }: ToldOfReport, origin: string): OutgoingMail {
  const t = messagesFor(locale);
  return plainMail(locale, email, t("mail_reported_subject"), [t("mail_reported_text"), `${origin}/animation/signalements`]);
}

/** To who reported: it was read, and what the animator wrote. */
export function settledMail({ email, locale }: ToldOfReport, note: string): OutgoingMail {
  const t = messagesFor(locale);
  return plainMail(locale, email, t("mail_report_settled_subject"), [t("mail_report_settled_text"), ...(note ? [note] : [])]);
}
