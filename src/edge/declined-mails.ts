import { listReachableAnywhere } from "../features/accounts/find-account.ts";
import type { ContentKind } from "../features/contents/content.ts";
import { sendMail } from "../features/mails/send-mail.ts";
import type { Transaction } from "../platform/database.ts";
import type { MemberId, TerritoryId } from "../platform/ids.ts";
import { messagesFor } from "../platform/messages.ts";
import { originOf, plurals } from "./addresses.ts";
import type { WebContext } from "./env.ts";
import { plainMail } from "./plain-mail.ts";

interface Declined {
  readonly kind: ContentKind;
  readonly slug: string;
  readonly title: string;
  readonly territory: TerritoryId;
}

/** To who invited somebody to a dossier, a content or a project: they declined. Each in their language. */
export function tellDeclined(c: WebContext): (tx: Transaction, to: readonly MemberId[], content: Declined) => Promise<void> {
  const { viewer } = c.get("act");
  return async (tx, to, { kind, slug, title, territory }) => {
    for (const { email, locale } of await listReachableAnywhere(tx, to)) {
      const t = messagesFor(locale);
      const about = { name: viewer.kind === "member" ? viewer.name : "", title };
      await sendMail(tx, { ...plainMail(locale, email, t("mail_invitation_declined_subject", about), [t("mail_invitation_declined_text", about), `${originOf(c, territory)}/${plurals[kind]}/${slug}`]), about: viewer.kind === "member" ? viewer.id : undefined });
    }
  };
}
