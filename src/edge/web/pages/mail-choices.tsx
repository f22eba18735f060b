import { mailKinds } from "../../../features/accounts/mail-kinds.ts";
import { setMailChoices, stopMails } from "../../../features/accounts/set-mail-choices.ts";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { missingPage } from "../errors.tsx";
import { readForm } from "../form-data.ts";
import { render } from "../shell.tsx";

const kindOf = (c: WebContext) => mailKinds.find((each) => each === c.req.param("kind"));

/** Looking changes nothing: mail readers open links by themselves. */
function stopPage(c: WebContext) {
  const kind = kindOf(c);
  if (!kind) return missingPage(c);
  const t = c.get("t");
  return render(c, { title: t("mails_stop"), noindex: true }, <div class="wrap head"><h1>{t("mails_stop")}</h1><p class="lead">{t(`mails_${kind}`)}</p><form method="post" action={c.req.path}><button class="button">{t("mails_stop")}</button></form></div>);
}

/** Also what a mail reader's own button sends (RFC 8058). */
async function doStop(c: WebContext) {
  const kind = kindOf(c);
  if (!kind || !(await stopMails(c.get("services").db, c.req.param("secret") ?? "", kind))) return missingPage(c);
  const t = c.get("t");
  return render(c, { title: t("mails_stopped"), noindex: true }, <div class="wrap head"><h1>{t("mails_stopped")}</h1><p class="lead">{t("mails_stopped_text")}</p></div>);
}

async function doChoose(c: WebContext) {
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor") return missingPage(c);
  const chosen = (await readForm(c)).all("mails");
  await setMailChoices(c.get("services").db, viewer.id, { mentions: chosen.includes("mentions"), answers: chosen.includes("answers"), messages: chosen.includes("messages") });
  return c.redirect("/mon-espace/compte", 303);
}

export const mailChoiceRoutes: readonly Route[] = [
  page("/courriels/:secret/:kind", "public", stopPage, { at: "portal" }),
  form("/courriels/:secret/:kind", "public", doStop, { at: "portal" }),
  form("/mon-espace/courriels", "member", doChoose),
];
