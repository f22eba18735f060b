import type { OutgoingMail } from "../../features/mails/mail.ts";
import { escapeHtml } from "../../platform/text/render.ts";
import type { WebContext } from "../env.ts";

/** The link that lets somebody act for a structure, to an address at its own domain. */
export function structureClaimMail(c: WebContext, to: string, { structure, member, address }: { structure: string; member: string; address: string }): OutgoingMail {
  const t = c.get("t");
  const text = t("mail_structure_claim_text", { name: structure, member });
  const after = t("mail_not_you");
  return {
    to,
    subject: t("mail_structure_claim_subject", { name: structure }),
    text: `${text}\n\n${address}\n\n${after}\n`,
    html: `<!doctype html><html lang="${c.get("locale")}"><body><p>${escapeHtml(text)}</p><p><a href="${escapeHtml(address)}">${escapeHtml(address)}</a></p><p>${escapeHtml(after)}</p></body></html>`,
  };
}

/** Somebody is asked to write a content together with its authors. */
export function invitationMail(c: WebContext, to: string, { title, member }: { title: string; member: string }): OutgoingMail {
  const t = c.get("t");
  const address = `${c.get("services").directory().portalOrigin}/mon-espace/ecrire-ensemble`;
  const text = t("mail_invitation_text", { title, member });
  const after = t("mail_not_you_invited");
  return {
    to,
    subject: t("mail_invitation_subject", { title }),
    text: `${text}\n\n${address}\n\n${after}\n`,
    html: `<!doctype html><html lang="${c.get("locale")}"><body><p>${escapeHtml(text)}</p><p><a href="${escapeHtml(address)}">${escapeHtml(address)}</a></p><p>${escapeHtml(after)}</p></body></html>`,
  };
}

/** A mail of the account: a sentence, one link, and what to do when it wasn't asked for. */
export function accountMail(c: WebContext, to: string, kind: "confirm" | "known" | "reset" | "unknown" | "change" | "moved" | "leave", path: string): OutgoingMail {
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

/** A message passed on to the author of a content: who wrote, what, and that answering goes to them. */
export function relayMail(c: WebContext, to: string, about: { readonly title: string; readonly address: string }, { name, email, message }: { readonly name: string; readonly email: string; readonly message: string }): OutgoingMail {
  const t = c.get("t");
  const before = t("mail_relay_before", { name, title: about.title });
  const after = t("mail_relay_after", { email });
  const paragraphs = message.split(/\n{2,}/).map((each) => `<p>${escapeHtml(each).replaceAll("\n", "<br>")}</p>`).join("");
  return {
    to,
    replyTo: email,
    subject: t("mail_relay_subject", { title: about.title }),
    text: `${before}\n${about.address}\n\n${message}\n\n${after}\n`,
    html: `<!doctype html><html lang="${c.get("locale")}"><body><p>${escapeHtml(before)}<br><a href="${escapeHtml(about.address)}">${escapeHtml(about.address)}</a></p><blockquote>${paragraphs}</blockquote><p>${escapeHtml(after)}</p></body></html>`,
  };
}

/** What was decided about a community, a request or a content of it, with the reason and where to read on. */
export function communityMail(c: WebContext, to: string, kind: "accepted" | "refused" | "admitted" | "turned_down" | "removed" | "drafted", { name, title = "", address, reason }: { readonly name: string; readonly title?: string; readonly address: string; readonly reason: string }): OutgoingMail {
  const t = c.get("t");
  const text = t(`community_mail_${kind}_text`, { name, title });
  // Turned down from a page that they may no longer open: nothing to follow.
  const link = kind === "refused" || kind === "turned_down" ? "" : address;
  const why = reason ? `${t("community_mail_reason")}\n\n${reason}` : "";
  const paragraphs = reason.split(/\n{2,}/).map((each) => `<p>${escapeHtml(each).replaceAll("\n", "<br>")}</p>`).join("");
  return {
    to,
    subject: t(kind === "drafted" ? "community_mail_removed_subject" : `community_mail_${kind}_subject`, { name, title }),
    text: `${[text, why, link].filter(Boolean).join("\n\n")}\n`,
    html: `<!doctype html><html lang="${c.get("locale")}"><body><p>${escapeHtml(text)}</p>${reason ? `<p>${escapeHtml(t("community_mail_reason"))}</p><blockquote>${paragraphs}</blockquote>` : ""}${link ? `<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>` : ""}</body></html>`,
  };
}
