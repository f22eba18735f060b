import { emailOfAnywhere } from "../../../features/accounts/find-account.ts";
import { messageInput, passMessage, type MessageInput } from "../../../features/announcements/pass-message.ts";
import { whenWritingTo } from "../../../features/announcements/policy.ts";
import { findStandingAnywhere } from "../../../features/announcements/show-announcement.ts";
import { showContent, type Content } from "../../../features/contents/show-content.ts";
import { sendMail } from "../../../features/mails/send-mail.ts";
import { Faults, TextArea, TextField } from "../../../ui/form.tsx";
import { canonicalOf } from "../../addresses.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { missingPage } from "../errors.tsx";
import { faultFor, faultsOf, readForm, type Fault } from "../form-data.ts";
import { relayMail } from "../mails.tsx";
import { throttled } from "../parts/account-answers.tsx";
import { render } from "../shell.tsx";

interface Typed {
  readonly name: string;
  readonly email: string;
  readonly message: string;
}

/** The announcement that the address names, if its reader may write to its authors; otherwise the page that says no. */
async function writable(c: WebContext): Promise<Content | Response> {
  const territory = territoryOf(c);
  const found = territory ? await showContent(c.get("act"), territory.id, "announcement", c.req.param("slug") ?? "") : null;
  if (found && "moved" in found) return c.redirect(`/annonces/${found.moved}/ecrire`, 301);
  const standing = found ? await findStandingAnywhere(c.get("services").db, found.content.id) : null;
  const { viewer, now } = c.get("act");
  const verdict = standing ? whenWritingTo(viewer, standing, now()) : "unknown";
  if (!found || verdict === "unknown") return missingPage(c);
  return verdict === "closed" ? c.redirect(`/annonces/${found.content.slug}`, 303) : found.content;
}

async function open(c: WebContext) {
  const content = await writable(c);
  return content instanceof Response ? content : formPage(c, content, { name: "", email: "", message: "" }, []);
}

function formPage(c: WebContext, content: Content, typed: Typed, faults: readonly Fault[]) {
  const t = c.get("t");
  const visiting = c.get("act").viewer.kind === "visitor";
  const fault = (field: string) => faultFor(faults, field);
  return render(c, { title: t("relay_title"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p><a href={`/annonces/${content.slug}`}>{content.title}</a></p><h1>{t("relay_title")}</h1><p class="lead">{t("relay_lead")}</p></div>
      <form class="form" method="post" action={`/annonces/${content.slug}/ecrire`} novalidate>
        <Faults title={t("faults_title")} faults={faults} />
        {visiting ? <TextField name="name" label={t("field_name")} value={typed.name} autocomplete="name" required fault={fault("name")} /> : null}
        {visiting ? <TextField name="email" type="email" label={t("field_email")} hint={t("relay_email_hint")} value={typed.email} autocomplete="email" required fault={fault("email")} /> : null}
        {/* What a person doesn't see, and a robot fills. */ <p class="hidden-text" aria-hidden="true"><label for="website">{t("relay_trap")}</label><input id="website" name="website" tabindex={-1} autocomplete="off" /></p>}
        <TextArea name="message" label={t("relay_message")} value={typed.message} required fault={fault("message")} />
        <div class="actions"><button class="button" type="submit">{t("relay_send")}</button><a href={`/annonces/${content.slug}`}>{t("cancel")}</a></div>
      </form>
    </div>
  ));
}

async function send(c: WebContext) {
  const content = await writable(c);
  if (content instanceof Response) return content;
  const { viewer } = c.get("act");
  const slow = (await throttled(c, "relay", 6, 3600, viewer.kind === "member" ? viewer.id : c.env.clientAddress)) ?? (await throttled(c, "relay-to", 60, 86_400, content.id));
  if (slow) return slow;
  const values = await readForm(c);
  const own = viewer.kind === "member" ? { name: viewer.name, email: (await emailOfAnywhere(c.get("services").db, viewer.id)) ?? "" } : null;
  const typed: Typed = { name: values.one("name"), email: values.one("email"), message: values.one("message") };
  const parsed = messageInput.safeParse({ ...typed, ...own });
  if (!parsed.success) return formPage(c, content, typed, faultsOf(c.get("t"), parsed.error).map((each) => (own && each.field !== "message" ? { ...each, field: "message" } : each)));
  // A robot is told what a person is: nothing to learn from.
  return values.one("website") ? sentPage(c, content) : pass(c, content, parsed.data);
}

async function pass(c: WebContext, content: Content, message: MessageInput) {
  const outcome = await passMessage(c.get("act"), content.id, (tx, to) => sendMail(tx, { ...relayMail(c, to, { title: content.title, address: canonicalOf(c, content) }, message), about: memberOf(c) }));
  if (outcome.done) return sentPage(c, content);
  return outcome.refusal.kind === "closed" ? c.redirect(`/annonces/${content.slug}`, 303) : missingPage(c);
}

function sentPage(c: WebContext, content: Content) {
  const t = c.get("t");
  return render(c, { title: t("relay_sent"), noindex: true }, (
    <div class="wrap head"><h1>{t("relay_sent")}</h1><p class="lead">{t("relay_sent_text")}</p><div class="actions"><a class="button" href={`/annonces/${content.slug}`}>{content.title}</a></div></div>
  ));
}

function memberOf(c: WebContext) {
  const { viewer } = c.get("act");
  return viewer.kind === "member" ? viewer.id : undefined;
}

export const announcementMessageRoutes: readonly Route[] = [
  page("/annonces/:slug/ecrire", "public", open, { at: "territory" }),
  form("/annonces/:slug/ecrire", "public", send, { at: "territory" }),
];
