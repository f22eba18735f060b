import type { OutgoingMail } from "../../features/mails/mail.ts";
import { escapeHtml } from "../../platform/text/render.ts";
import type { WebContext } from "../env.ts";

/** A mail about a dossier: an invitation to keep it, a suggestion that waits, what became of one. */
export function dossierMail(c: WebContext, to: string, kind: "invitation" | "proposed" | "accepted" | "refused", about: { readonly title: string; readonly name: string; readonly link: string; readonly words?: string }): OutgoingMail {
  const t = c.get("t");
  const text = t(`mail_dossier_${kind}_text`, { title: about.title, name: about.name });
  const after = t(kind === "invitation" ? "mail_dossier_invitation_after" : "mail_dossier_why");
  const words = about.words?.trim() ?? "";
  return {
    to,
    subject: t(`mail_dossier_${kind}_subject`, { title: about.title }),
    text: `${text}\n\n${words ? `${words}\n\n` : ""}${about.link}\n\n${after}\n`,
    html: `<!doctype html><html lang="${c.get("locale")}"><body><p>${escapeHtml(text)}</p>${words ? `<blockquote><p>${escapeHtml(words).replaceAll("\n", "<br>")}</p></blockquote>` : ""}<p><a href="${escapeHtml(about.link)}">${escapeHtml(about.link)}</a></p><p>${escapeHtml(after)}</p></body></html>`,
  };
}
