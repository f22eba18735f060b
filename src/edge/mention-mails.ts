import type { OutgoingMail } from "../features/mails/mail.ts";
import type { ToldOfMention } from "../features/mentions/mention.ts";
import { messagesFor } from "../platform/messages.ts";
import { excerpt } from "../platform/text/plain.ts";
import { plurals } from "./addresses.ts";
import { plainMail } from "./plain-mail.ts";

/** A published text names somebody, or a structure of theirs: which, how it begins, where, and how to hear no more of it. */
export function mentionMail(told: ToldOfMention, secret: string, { origin, portal }: { readonly origin: string; readonly portal: string }): OutgoingMail {
  const t = messagesFor(told.locale);
  const stop = `${portal}/courriels/${secret}/mentions`;
  const { title, kind, slug } = told.content;
  const text = told.structure === null ? t("mail_mentions_content_text", { name: told.by.name, title }) : t("mail_mentions_structure_text", { name: told.by.name, title, structure: told.structure });
  const mail = plainMail(told.locale, told.email, t("mail_mentions_content_subject", { title }), [text, ...[excerpt(told.words, 600)].filter(Boolean), `${origin}/${plurals[kind]}/${slug}`, t("mail_stop"), stop]);
  return { ...mail, about: told.by.id, unsubscribe: stop };
}
