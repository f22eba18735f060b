import { logInSchema, newPasswordSchema, emailSchema, signUpSchema } from "../../../features/accounts/input.ts";
import { askForReset, logIn, logInByLink, resetPassword } from "../../../features/accounts/log-in.ts";
import { closeSessionOf } from "../../../features/accounts/close-session.ts";
import { tokenStandsAnywhere } from "../../../features/accounts/find-token.ts";
import { beginHandover, finishHandover } from "../../../features/accounts/hand-over.ts";
import { openSession } from "../../../features/accounts/open-session.ts";
import { newSecret } from "../../../features/accounts/secret.ts";
import { sessionDays } from "../../../features/accounts/session.ts";
import { askForAccount, confirmAccount } from "../../../features/accounts/sign-up.ts";
import { sendMail } from "../../../features/mails/send-mail.ts";
import { Faults, Select, TextField } from "../../../ui/form.tsx";
import { listHomesAnywhere } from "../../../features/federation/list-servers.ts";
import { findSuspensionAnywhere } from "../../../features/suspensions/list-suspensions.ts";
import type { ToldOfSuspension } from "../../../features/suspensions/suspension.ts";
import { safeReturn } from "../../addresses.ts";
import { cookieOf, sessionCookieName, setHostCookie } from "../../cookies.ts";
import { clientAddressOf, territoryOf, type WebContext } from "../../env.ts";
import { missingPage } from "../errors.tsx";
import { faultFor, faultsOf, readForm, type Fault } from "../form-data.ts";
import { accountMail } from "../mails.tsx";
import { throttled, told } from "../parts/account-answers.tsx";
import { ContinueAtHome } from "../parts/continue-at-home.tsx";
import { SuspendedNotice } from "../parts/suspended-notice.tsx";
import { form, page, type Route } from "../../route.ts";
import { isVisiting } from "../../visiting.ts";
import { render } from "../shell.tsx";

const day = 86_400;
const stateCookie = "es_round";

function portal(c: WebContext): string {
  return c.get("services").directory().portalOrigin;
}

function hostOf(c: WebContext): string {
  return new URL(c.get("site").origin).host;
}

function device(c: WebContext) {
  return { userAgent: c.req.header("user-agent") ?? "", address: clientAddressOf(c) };
}

/** Log-in stands at the portal. A territory sends its reader there and takes them back with a session of its own. */
async function logInPage(c: WebContext) {
  const back = safeReturn(c.req.query("retour"));
  if (c.get("site").kind === "territory") return c.get("act").viewer.kind === "member" ? c.redirect(back, 303) : roundTrip(c, "/connexion", back);
  const pour = c.req.query("pour") ?? "";
  // Who visits may choose again what they permit here.
  if (c.get("act").viewer.kind === "member" && !(isVisiting(c) && c.req.query("choisir"))) return goBack(c, cookieOf(c, sessionCookieName(c)) ?? "", pour, back, c.req.query("etat") ?? "");
  return logInForm(c, { email: "", pour, back, state: c.req.query("etat") ?? "" }, []);
}

function roundTrip(c: WebContext, path: string, back: string) {
  const state = newSecret();
  setHostCookie(c, stateCookie, state, 900);
  const query = new URLSearchParams({ pour: territoryOf(c)?.slug ?? "", retour: back, etat: state });
  return c.redirect(`${portal(c)}${path}?${query}`, 303);
}

/** From the portal, with a session there: on to where the reader came from, with a code good for a minute. */
async function goBack(c: WebContext, secret: string, slug: string, back: string, state: string) {
  const { db, directory, now } = c.get("services");
  const territory = directory().bySlug(slug);
  if (!territory) return c.redirect(back, 303);
  const origin = directory().originOf(territory.id);
  const code = await beginHandover(db, now(), secret, new URL(origin).host);
  if (!code) return c.redirect("/connexion", 303);
  return c.redirect(`${origin}/connexion/retour?${new URLSearchParams({ code, etat: state, retour: back })}`, 303);
}

/** At the territory: the code becomes its cookie, if this browser is the one that asked. */
async function returned(c: WebContext) {
  const state = cookieOf(c, stateCookie);
  const back = safeReturn(c.req.query("retour"));
  if (!state || state !== c.req.query("etat")) return c.redirect(`/connexion?retour=${encodeURIComponent(back)}`, 303);
  const { db, now } = c.get("services");
  const secret = await finishHandover(db, now(), c.req.query("code") ?? "", hostOf(c));
  setHostCookie(c, stateCookie, "", 0);
  if (!secret) return c.redirect(`/connexion?retour=${encodeURIComponent(back)}`, 303);
  setHostCookie(c, sessionCookieName(c), secret, sessionDays * day);
  return c.redirect(back, 303);
}

interface Round {
  readonly email: string;
  readonly pour: string;
  readonly back: string;
  readonly state: string;
}

async function logInForm(c: WebContext, round: Round, faults: readonly Fault[], suspended: ToldOfSuspension | null = null) {
  const t = c.get("t");
  const homes = await listHomesAnywhere(c.get("services").db);
  const query = new URLSearchParams({ pour: round.pour, retour: round.back, etat: round.state });
  return render(c, { title: t("log_in"), noindex: true, status: suspended ? 403 : faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><h1>{t("log_in")}</h1><p class="lead">{t("log_in_lead")}</p></div>
      {suspended ? <SuspendedNotice c={c} suspension={suspended} /> : null}
      <form class="form" method="post" action="/connexion" novalidate>
        <Faults title={t("faults_title")} faults={faults} />
        <input type="hidden" name="pour" value={round.pour} /><input type="hidden" name="retour" value={round.back} /><input type="hidden" name="etat" value={round.state} />
        <TextField name="email" type="email" label={t("field_email")} value={round.email} autocomplete="username" required fault={faultFor(faults, "email")} />
        <TextField name="password" type="password" label={t("field_password")} autocomplete="current-password" required fault={faultFor(faults, "password")} />
        <div class="actions"><button class="button" type="submit">{t("log_in")}</button><a href="/mot-de-passe">{t("password_forgotten")}</a><a href={`/inscription?${query}`}>{t("sign_up")}</a></div>
      </form>
      <ContinueAtHome c={c} round={round} homes={homes} />
    </div>
  ));
}

async function doLogIn(c: WebContext) {
  const values = await readForm(c);
  const round = { email: values.one("email"), pour: values.one("pour"), back: safeReturn(values.one("retour")), state: values.one("etat") };
  const t = c.get("t");
  const parsed = logInSchema.safeParse({ email: round.email, password: values.one("password") });
  if (!parsed.success) return logInForm(c, round, faultsOf(t, parsed.error));
  const who = device(c);
  // By account and origin, so that a stranger's wrong guesses don't shut the door to its owner; by account alone, much wider, against many origins at once.
  const slow = (await throttled(c, "login-address", 40, 900, who.address)) ?? (await throttled(c, "login-pair", 10, 900, `${who.address} ${parsed.data.email}`)) ?? (await throttled(c, "login-email", 100, 900, parsed.data.email));
  if (slow) return slow;
  const { db, now } = c.get("services");
  const outcome = await logIn(db, now(), parsed.data, hostOf(c), who);
  if (!outcome.done && outcome.refusal.kind === "suspended") return logInForm(c, round, [], await findSuspensionAnywhere(db, outcome.refusal.member));
  if (!outcome.done) return logInForm(c, round, [{ field: "email", text: t("log_in_mismatch") }]);
  setHostCookie(c, sessionCookieName(c), outcome.value, sessionDays * day);
  return goBack(c, outcome.value, round.pour, round.back, round.state);
}

async function linkLogIn(c: WebContext) {
  const { db, now } = c.get("services");
  const outcome = await logInByLink(db, now(), c.req.param("secret") ?? "", hostOf(c), device(c));
  if (!outcome.done && outcome.refusal.kind === "suspended") return logInForm(c, { email: "", pour: "", back: "/", state: "" }, [], await findSuspensionAnywhere(db, outcome.refusal.member));
  if (!outcome.done) return told(c, "link_stale_title", "link_stale_text");
  setHostCookie(c, sessionCookieName(c), outcome.value, sessionDays * day);
  return c.redirect(safeReturn(c.req.query("retour")), 303);
}

async function logOut(c: WebContext) {
  const secret = cookieOf(c, sessionCookieName(c));
  if (secret) await closeSessionOf(c.get("services").db, secret);
  setHostCookie(c, sessionCookieName(c), "", 0);
  return c.redirect("/", 303);
}

/** Asks once more: a link alone logs nobody out. Platforms of other servers lead here too. */
function logOutPage(c: WebContext) {
  const t = c.get("t");
  if (c.get("act").viewer.kind === "visitor") return c.redirect("/", 303);
  return render(c, { title: t("log_out"), noindex: true }, <div class="wrap head"><h1>{t("log_out")}</h1><p class="lead">{t("log_out_text")}</p><form method="post" action="/deconnexion"><button class="button">{t("log_out")}</button></form></div>);
}

async function signUpPage(c: WebContext) {
  const back = safeReturn(c.req.query("retour"));
  if (c.get("site").kind === "territory") return roundTrip(c, "/inscription", back);
  const pour = c.req.query("pour") ?? "";
  return signUpForm(c, { name: "", email: "", home: pour, back: backTo(c, pour, back) }, []);
}

/** Where a new member goes once the address is confirmed: a path of the portal that leads back to the territory. */
function backTo(c: WebContext, slug: string, back: string): string {
  return c.get("services").directory().bySlug(slug) ? `/connexion/vers/${slug}?retour=${encodeURIComponent(back)}` : back;
}

/** On to a territory of the network, logged in there. */
function towards(c: WebContext) {
  const territory = c.get("services").directory().bySlug(c.req.param("slug") ?? "");
  if (!territory) return missingPage(c);
  return c.redirect(`${c.get("services").directory().originOf(territory.id)}/connexion?retour=${encodeURIComponent(safeReturn(c.req.query("retour")))}`, 303);
}

function signUpForm(c: WebContext, typed: { name: string; email: string; home: string; back: string }, faults: readonly Fault[]) {
  const t = c.get("t");
  const fault = (field: string) => faultFor(faults, field);
  return render(c, { title: t("sign_up"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><h1>{t("sign_up")}</h1><p class="lead">{t("sign_up_lead")}</p></div>
      <form class="form" method="post" action="/inscription" novalidate>
        <Faults title={t("faults_title")} faults={faults} />
        <input type="hidden" name="retour" value={typed.back} />
        <TextField name="name" label={t("field_name")} hint={t("field_name_hint")} value={typed.name} autocomplete="name" required fault={fault("name")} />
        <TextField name="email" type="email" label={t("field_email")} hint={t("field_email_hint")} value={typed.email} autocomplete="email" required fault={fault("email")} />
        <TextField name="password" type="password" label={t("field_password")} hint={t("field_password_hint")} autocomplete="new-password" required fault={fault("password")} />
        <Select name="home" label={t("field_home")} hint={t("field_home_hint")} value={typed.home} fault={fault("home")} options={[{ value: "", label: t("field_home_choose") }, ...c.get("services").directory().territories.map((each) => ({ value: each.slug, label: each.name }))]} />
        <div class="actions"><button class="button" type="submit">{t("sign_up_send")}</button><a href="/connexion">{t("have_account")}</a></div>
      </form>
    </div>
  ));
}

async function doSignUp(c: WebContext) {
  const values = await readForm(c);
  const t = c.get("t");
  const typed = { name: values.one("name"), email: values.one("email"), home: values.one("home"), back: safeReturn(values.one("retour")) };
  const parsed = signUpSchema.safeParse({ ...typed, password: values.one("password") });
  const home = c.get("services").directory().bySlug(typed.home);
  if (!parsed.success || !home) {
    const faults = parsed.success ? [] : faultsOf(t, parsed.error);
    return signUpForm(c, typed, home || faults.some((each) => each.field === "home") ? faults : [...faults, { field: "home", text: t("fault_required") }]);
  }
  const slow = await throttled(c, "sign-up", 10, 3600, device(c).address);
  if (slow) return slow;
  const { db, now } = c.get("services");
  await askForAccount(db, now(), { ...parsed.data, home: home.id, back: typed.back }, (tx, what) =>
    sendMail(tx, what.kind === "confirm" ? accountMail(c, parsed.data.email, "confirm", `/inscription/${what.secret}`) : accountMail(c, parsed.data.email, "known", "/mot-de-passe")));
  return told(c, "sign_up_sent_title", "sign_up_sent_text");
}

/** The link of the mail asks once more, so that a mail reader that opens links confirms nothing. */
async function confirmPage(c: WebContext) {
  const t = c.get("t");
  const { db, now } = c.get("services");
  if (!(await tokenStandsAnywhere(db, now(), "sign-up", c.req.param("secret") ?? ""))) return told(c, "link_stale_title", "link_stale_text");
  return render(c, { title: t("confirm_title"), noindex: true }, <div class="wrap head"><h1>{t("confirm_title")}</h1><p class="lead">{t("confirm_text")}</p><form method="post" action={c.req.path}><button class="button">{t("confirm_button")}</button></form></div>);
}

async function doConfirm(c: WebContext) {
  const { db, now } = c.get("services");
  const outcome = await confirmAccount(db, now(), c.req.param("secret") ?? "");
  if (!outcome.done) return told(c, "link_stale_title", "link_stale_text");
  const secret = await openSession(db, now(), outcome.value.member, hostOf(c), device(c));
  setHostCookie(c, sessionCookieName(c), secret, sessionDays * day);
  return c.redirect(safeReturn(outcome.value.back), 303);
}

function resetAskPage(c: WebContext) {
  const t = c.get("t");
  if (c.get("site").kind === "territory") return c.redirect(`${portal(c)}/mot-de-passe`, 303);
  return render(c, { title: t("password_forgotten"), noindex: true }, (
    <div class="wrap"><div class="head"><h1>{t("password_forgotten")}</h1><p class="lead">{t("reset_lead")}</p></div>
      <form class="form" method="post" action="/mot-de-passe" novalidate><TextField name="email" type="email" label={t("field_email")} autocomplete="email" required /><div><button class="button">{t("reset_send")}</button></div></form></div>
  ));
}

async function doResetAsk(c: WebContext) {
  const values = await readForm(c);
  const slow = await throttled(c, "reset", 8, 3600, device(c).address);
  if (slow) return slow;
  const email = emailSchema.safeParse(values.one("email"));
  const { db, now } = c.get("services");
  if (email.success) await askForReset(db, now(), email.data, (tx, what) =>
    sendMail(tx, what.kind === "reset" ? accountMail(c, email.data, "reset", `/mot-de-passe/${what.secret}`) : accountMail(c, email.data, "unknown", "/inscription")));
  return told(c, "reset_sent_title", "reset_sent_text");
}

async function resetPage(c: WebContext) {
  const { db, now } = c.get("services");
  if (!(await tokenStandsAnywhere(db, now(), "reset", c.req.param("secret") ?? ""))) return told(c, "link_stale_title", "link_stale_text");
  return resetForm(c, []);
}

function resetForm(c: WebContext, faults: readonly Fault[]) {
  const t = c.get("t");
  return render(c, { title: t("reset_title"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap"><div class="head"><h1>{t("reset_title")}</h1></div>
      <form class="form" method="post" action={c.req.path} novalidate><Faults title={t("faults_title")} faults={faults} /><TextField name="password" type="password" label={t("field_new_password")} hint={t("field_password_hint")} autocomplete="new-password" required fault={faultFor(faults, "password")} /><div><button class="button">{t("reset_set")}</button></div></form></div>
  ));
}

async function doReset(c: WebContext) {
  const values = await readForm(c);
  const password = newPasswordSchema.safeParse(values.one("password"));
  if (!password.success) return resetForm(c, [{ field: "password", text: c.get("t")("fault_password_short") }]);
  const { db, now } = c.get("services");
  const outcome = await resetPassword(db, now(), c.req.param("secret") ?? "", password.data);
  return outcome.done ? told(c, "reset_done_title", "reset_done_text") : told(c, "link_stale_title", "link_stale_text");
}

export const accountRoutes: readonly Route[] = [
  page("/connexion", "public", logInPage),
  form("/connexion", "public", doLogIn, { at: "portal" }),
  page("/connexion/retour", "public", returned, { at: "territory" }),
  page("/connexion/lien/:secret", "public", linkLogIn, { at: "portal" }),
  page("/connexion/vers/:slug", "public", towards, { at: "portal" }),
  page("/deconnexion", "public", logOutPage),
  form("/deconnexion", "public", logOut),
  page("/inscription", "public", signUpPage),
  form("/inscription", "public", doSignUp, { at: "portal" }),
  page("/inscription/:secret", "public", confirmPage, { at: "portal" }),
  form("/inscription/:secret", "public", doConfirm, { at: "portal" }),
  page("/mot-de-passe", "public", resetAskPage),
  form("/mot-de-passe", "public", doResetAsk, { at: "portal" }),
  page("/mot-de-passe/:secret", "public", resetPage, { at: "portal" }),
  form("/mot-de-passe/:secret", "public", doReset, { at: "portal" }),
];
