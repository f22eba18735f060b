import type { Answered } from "../../features/forms/question.ts";
import type { OutgoingMail } from "../../features/mails/mail.ts";
import { escapeHtml } from "../../platform/text/render.ts";
import type { WebContext } from "../env.ts";
import { answerWords } from "./parts/asked-questions.tsx";

interface About {
  readonly title: string;
  readonly address: string;
}

/** A mail of plain paragraphs, as text and as HTML. An address alone is a link. */
export function plainMail(c: WebContext, to: string, subject: string, paragraphs: readonly string[]): OutgoingMail {
  const html = (text: string) => (/^https?:\/\/\S+$/.test(text) ? `<a href="${escapeHtml(text)}">${escapeHtml(text)}</a>` : escapeHtml(text).replaceAll("\n", "<br>"));
  return {
    to,
    subject,
    text: `${paragraphs.join("\n\n")}\n`,
    html: `<!doctype html><html lang="${c.get("locale")}"><body>${paragraphs.map((each) => `<p>${html(each)}</p>`).join("")}</body></html>`,
  };
}

/** To who collects the answers: that one came, from whom, and where to read it. */
export function answerMail(c: WebContext, to: string, { title, address }: About, from: { readonly name: string; readonly email: string | undefined }): OutgoingMail {
  const t = c.get("t");
  return { ...plainMail(c, to, t("mail_answer_subject", { title }), [t("mail_answer_text", { name: from.name, title }), `${address}/reponses`, t("mail_answer_after")]), replyTo: from.email };
}

/** To who answered: what was sent, how to change or withdraw it, and when it will be deleted. */
export function answeredMail(c: WebContext, to: string, { title, address }: About, { answered, months }: { readonly answered: readonly Answered[]; readonly months: number }): OutgoingMail {
  const t = c.get("t");
  const words = answered.map((each) => `${each.label}\n${answerWords(c, each) || "–"}`);
  return plainMail(c, to, t("mail_answered_subject", { title }), [t("mail_answered_text", { title }), ...words, t("mail_answered_after", { count: months }), `${address}/repondre`]);
}
