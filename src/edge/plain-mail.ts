import type { OutgoingMail } from "../features/mails/mail.ts";
import type { Locale } from "../platform/messages.ts";
import { escapeHtml } from "../platform/text/render.ts";

/** A mail of plain paragraphs, as text and as HTML. An address alone is a link. */
export function plainMail(locale: Locale, to: string, subject: string, paragraphs: readonly string[]): OutgoingMail {
  const html = (text: string) => (/^https?:\/\/\S+$/.test(text) ? `<a href="${escapeHtml(text)}">${escapeHtml(text)}</a>` : escapeHtml(text).replaceAll("\n", "<br>"));
  return {
    to,
    subject,
    text: `${paragraphs.join("\n\n")}\n`,
    html: `<!doctype html><html lang="${locale}"><body>${paragraphs.map((each) => `<p>${html(each)}</p>`).join("")}</body></html>`,
  };
}
