import type { ToldOfLeaving } from "../features/dossiers/take-out.ts";
import type { ToldOfListing } from "../features/federation/take-listing.ts";
import type { OutgoingMail } from "../features/mails/mail.ts";
import { messagesFor } from "../platform/messages.ts";
import { plainMail } from "./plain-mail.ts";

/** To who wrote a content: a dossier of another server holds it, and where to say no. */
export function listedMail({ email, locale, content }: ToldOfListing, { title, url, keeper, page }: { readonly title: string; readonly url: string; readonly keeper: string; readonly page: string }): OutgoingMail {
  const t = messagesFor(locale);
  return plainMail(locale, email, t("mail_listed_subject", { title }), [t("mail_listed_text", { title, keeper, content: content.title }), url, t("mail_listed_after"), `${page}#dossiers-ailleurs`]);
}

/** To a curator: who wrote a content asked that it leave the dossier. */
export function takenOutMail({ email, locale, dossier, title }: ToldOfLeaving, by: string, origin: string): OutgoingMail {
  const t = messagesFor(locale);
  return plainMail(locale, email, t("mail_taken_out_subject", { title: dossier.title }), [t("mail_taken_out_text", { name: by, title, dossier: dossier.title }), `${origin}/dossiers/${dossier.slug}`]);
}
