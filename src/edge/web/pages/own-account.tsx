import { askForNewEmail, confirmNewEmail } from "../../../features/accounts/change-email.ts";
import { closeOtherSessions, closeSession } from "../../../features/accounts/close-session.ts";
import { emailOfAnywhere } from "../../../features/accounts/find-account.ts";
import { findMailChoicesAnywhere } from "../../../features/accounts/find-mail-choices.ts";
import { mailKinds } from "../../../features/accounts/mail-kinds.ts";
import { tokenStandsAnywhere } from "../../../features/accounts/find-token.ts";
import { emailSchema } from "../../../features/accounts/input.ts";
import { listSessionsAnywhere } from "../../../features/accounts/list-sessions.ts";
import { sendMail } from "../../../features/mails/send-mail.ts";
import { readId } from "../../../platform/ids.ts";
import { formatAgo } from "../../../platform/time.ts";
import { Checks, Faults, TextField } from "../../../ui/form.tsx";
import { cookieOf, sessionCookieName } from "../../cookies.ts";
import type { WebContext } from "../../env.ts";
import { missingPage } from "../errors.tsx";
import { faultFor, readForm, type Fault } from "../form-data.ts";
import { accountMail } from "../mails.tsx";
import { mailChoiceRoutes } from "./mail-choices.tsx";
import { movingRoutes } from "./moving.tsx";
import { throttled, told } from "../parts/account-answers.tsx";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

async function accountPage(c: WebContext) {
  return accountForm(c, []);
}

async function accountForm(c: WebContext, faults: readonly Fault[]) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  const { db, now } = c.get("services");
  if (viewer.kind === "visitor") return missingPage(c);
  const [email, sessions, choices] = await Promise.all([emailOfAnywhere(db, viewer.id), listSessionsAnywhere(db, now(), viewer.id, cookieOf(c, sessionCookieName(c)) ?? ""), findMailChoicesAnywhere(db, viewer.id)]);
  return render(c, { title: t("my_account"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><h1>{t("my_account")}</h1><p class="lead">{email ?? ""}</p></div>
      <div class="stack loose">
        <section class="stack"><h2>{t("sessions_title")}</h2>
          <ul>{sessions.map((session) => (
            <li><form method="post" action={`/mon-espace/sessions/${session.id}/fermer`} class="row"><span>{session.userAgent.slice(0, 80) || t("session_unknown")} – {session.hosts.join(", ")} – {formatAgo(session.createdAt, now(), c.get("locale"))}{session.current ? ` – ${t("session_current")}` : ""}</span><button class="linklike">{t("session_close")}</button></form></li>
          ))}</ul>
          {sessions.length > 1 ? <form method="post" action="/mon-espace/sessions/fermer-les-autres"><button class="button quiet">{t("sessions_close_others")}</button></form> : null}
        </section>
        <section class="stack"><h2>{t("passports")}</h2><p>{t("passports_lead")}</p><div class="actions"><a class="button quiet" href="/mon-espace/plateformes">{t("passports_see")}</a></div></section>
        <section class="stack"><h2>{t("mails_title")}</h2>
          <form class="form" method="post" action="/mon-espace/courriels"><Checks name="mails" label={t("mails_tell")} values={mailKinds.filter((kind) => choices[kind])} options={mailKinds.map((value) => ({ value, label: t(`mails_${value}`) }))} />
            <div><button class="button quiet">{t("save")}</button></div></form></section>
        <section class="stack"><h2>{t("own_data")}</h2><p>{t("own_data_lead")}</p><div class="actions"><a class="button quiet" href="/mon-espace/donnees">{t("own_data")}</a></div></section>
        <section class="stack"><h2>{t("moving")}</h2><p>{t("moving_lead")}</p><div class="actions"><a class="button quiet" href="/mon-espace/demenagement">{t("moving")}</a></div></section>
        <section class="stack"><h2>{t("email_change")}</h2>
          <form class="form" method="post" action="/mon-espace/adresse" novalidate><Faults title={t("faults_title")} faults={faults} />
            <TextField name="email" type="email" label={t("field_new_email")} autocomplete="email" required fault={faultFor(faults, "email")} />
            <TextField name="password" type="password" label={t("field_password")} autocomplete="current-password" required fault={faultFor(faults, "password")} />
            <div><button class="button">{t("email_change")}</button></div></form>
        </section>
      </div>
    </div>
  ));
}

async function doCloseSession(c: WebContext) {
  const { viewer } = c.get("act");
  const id = readId(c.req.param("id"));
  if (viewer.kind === "member" && id) await closeSession(c.get("services").db, viewer.id, id);
  return c.redirect("/mon-espace/compte", 303);
}

async function doCloseOthers(c: WebContext) {
  const { viewer } = c.get("act");
  if (viewer.kind === "member") await closeOtherSessions(c.get("services").db, viewer.id, cookieOf(c, sessionCookieName(c)) ?? "");
  return c.redirect("/mon-espace/compte", 303);
}

async function doChangeEmail(c: WebContext) {
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor") return missingPage(c);
  const t = c.get("t");
  const values = await readForm(c);
  const email = emailSchema.safeParse(values.one("email"));
  if (!email.success) return accountForm(c, [{ field: "email", text: t("fault_email_invalid") }]);
  const slow = await throttled(c, "change-email", 10, 3600, viewer.id);
  if (slow) return slow;
  const { db, now } = c.get("services");
  const outcome = await askForNewEmail(db, now(), viewer.id, { email: email.data, password: values.one("password") }, (tx, what) =>
    sendMail(tx, what.kind === "confirm" ? accountMail(c, email.data, "change", `/adresse/${what.secret}`) : accountMail(c, email.data, "known", "/mot-de-passe")));
  return outcome.done ? told(c, "email_sent_title", "email_sent_text") : accountForm(c, [{ field: "password", text: t("password_wrong") }]);
}

async function newEmailPage(c: WebContext) {
  const t = c.get("t");
  const { db, now } = c.get("services");
  if (!(await tokenStandsAnywhere(db, now(), "change-email", c.req.param("secret") ?? ""))) return told(c, "link_stale_title", "link_stale_text");
  return render(c, { title: t("email_change"), noindex: true }, <div class="wrap head"><h1>{t("email_change")}</h1><form method="post" action={c.req.path}><button class="button">{t("confirm_button")}</button></form></div>);
}

async function doNewEmail(c: WebContext) {
  const { db, now } = c.get("services");
  const outcome = await confirmNewEmail(db, now(), c.req.param("secret") ?? "", (tx, former) => sendMail(tx, accountMail(c, former, "moved", "/mot-de-passe")));
  return outcome.done ? told(c, "email_done_title", "email_done_text") : told(c, "link_stale_title", "link_stale_text");
}

export const ownAccountRoutes: readonly Route[] = [
  ...mailChoiceRoutes,
  ...movingRoutes,
  page("/adresse/:secret", "public", newEmailPage, { at: "portal" }),
  form("/adresse/:secret", "public", doNewEmail, { at: "portal" }),
  page("/mon-espace/compte", "member", accountPage),
  form("/mon-espace/sessions/fermer-les-autres", "member", doCloseOthers),
  form("/mon-espace/sessions/:id/fermer", "member", doCloseSession),
  form("/mon-espace/adresse", "member", doChangeEmail),
];
