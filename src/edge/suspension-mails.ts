import type { OutgoingMail } from "../features/mails/mail.ts";
import type { Restored } from "../features/suspensions/lift-suspension.ts";
import type { Suspended } from "../features/suspensions/suspension.ts";
import type { Territory } from "../features/territories/territory.ts";
import { messagesFor } from "../platform/messages.ts";
import { formatShortDay, todayIn } from "../platform/time.ts";
import { plainMail } from "./plain-mail.ts";

/** To who is suspended: why, until when, and whom to write to. */
export function suspendedMail(told: Suspended, territory: Territory, { origin, portal }: { readonly origin: string; readonly portal: string }): OutgoingMail {
  const t = messagesFor(told.locale);
  const ours = told.decidedBy === "territory";
  return plainMail(told.locale, told.email, t("mail_suspended_subject"), [
    ours ? t("mail_suspended_text", { territory: territory.name }) : t("mail_suspended_text_coordination"),
    t("suspended_reason", { reason: told.reason }),
    told.until ? t("mail_suspended_until", { date: formatShortDay(todayIn(territory.zone, told.until), told.locale) }) : t("mail_suspended_open"),
    ours ? t("suspended_write_territory", { structure: territory.structureName, territory: territory.name }) : t("suspended_write_coordination"),
    `${ours ? origin : portal}/a-propos`,
  ]);
}

/** To who may come in again. */
export function restoredMail({ email, locale }: Restored, origin: string): OutgoingMail {
  const t = messagesFor(locale);
  return plainMail(locale, email, t("mail_restored_subject"), [t("mail_restored_text"), `${origin}/connexion`]);
}
