import type { OutgoingMail } from "../../features/mails/mail.ts";
import { escapeHtml } from "../../platform/text/render.ts";
import type { WebContext } from "../env.ts";

/** A mail of the account: a sentence, one link, and what to do when it wasn't asked for. */
export function accountMail(c: WebContext, to: string, kind: "confirm" | "known" | "reset" | "unknown" | "change" | "moved", path: string): OutgoingMail {
  const t = c.get("t");
  const address = `${c.get("services").directory().portalOrigin}${path}`;
  const text = t(`mail_${kind}_text`);
  const after = t("mail_not_you");
  return {
    to,
    subject: t(`mail_${kind}_subject`),
    text: `${text}\n\n${address}\n\n${after}\n`,
    html: `<!doctype html><html lang="${c.get("locale")}"><body><p>${escapeHtml(text)}</p><p><a href="${escapeHtml(address)}">${escapeHtml(address)}</a></p><p>${escapeHtml(after)}</p></body></html>`,
  };
}
