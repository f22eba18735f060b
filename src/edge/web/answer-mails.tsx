import type { Answered } from "../../features/forms/question.ts";
import type { OutgoingMail } from "../../features/mails/mail.ts";
import type { WebContext } from "../env.ts";
import { plainMail } from "../plain-mail.ts";
import { answerWords } from "./parts/asked-questions.tsx";

interface About {
  readonly title: string;
  readonly address: string;
}

/** To who collects the answers: that one came, from whom, and where to read it. */
export function answerMail(c: WebContext, to: string, { title, address }: About, from: { readonly name: string; readonly email: string | undefined }): OutgoingMail {
  const t = c.get("t");
  return { ...plainMail(c.get("locale"), to, t("mail_answer_subject", { title }), [t("mail_answer_text", { name: from.name, title }), `${address}/reponses`, t("mail_answer_after")]), replyTo: from.email };
}

/** To who answered: what was sent, how to change or withdraw it, and when it will be deleted. */
export function answeredMail(c: WebContext, to: string, { title, address }: About, { answered, months }: { readonly answered: readonly Answered[]; readonly months: number }): OutgoingMail {
  const t = c.get("t");
  const words = answered.map((each) => `${each.label}\n${answerWords(c, each) || "–"}`);
  return plainMail(c.get("locale"), to, t("mail_answered_subject", { title }), [t("mail_answered_text", { title }), ...words, t("mail_answered_after", { count: months }), `${address}/repondre`]);
}
