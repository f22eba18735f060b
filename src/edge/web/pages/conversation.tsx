import { z } from "zod";
import { showMemberAnywhere, type Profile } from "../../../features/members/show-member.ts";
import { editMessage, withdrawMessage } from "../../../features/messages/change-message.ts";
import { findRecipientAnywhere } from "../../../features/messages/find-recipient.ts";
import type { ConversationId, MessageId, Recipient } from "../../../features/messages/message.ts";
import { readConversation } from "../../../features/messages/read-conversation.ts";
import { sendMessage } from "../../../features/messages/send-message.ts";
import { sendMessageAgain } from "../../../features/messages/send-message-again.ts";
import { findConversationWithAnywhere, findMessageAnywhere, showConversationAnywhere, type Conversation } from "../../../features/messages/show-conversation.ts";
import { readId, type MemberId } from "../../../platform/ids.ts";
import { parseBody } from "../../../platform/text/parse-body.ts";
import { toMarkdown } from "../../../platform/text/to-markdown.ts";
import { Faults, TextArea } from "../../../ui/form.tsx";
import { withQuery } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { readForm } from "../form-data.ts";
import { throttled } from "../parts/account-answers.tsx";
import { MessageEntry, MessageForm, refusalWords } from "../parts/private-messages.tsx";
import { render } from "../shell.tsx";

const [longestMessage, shown] = [10_000, 50];

function bodyOf(typed: string) {
  return typed.length > longestMessage ? ("too_long" as const) : parseBody({ body: typed });
}

/** The conversation that the address names, if this member is one of the two; null otherwise, as if there were none. */
async function held(c: WebContext): Promise<Conversation | null> {
  const id = readId<ConversationId>(c.req.param("id"));
  return id ? showConversationAnywhere(c.get("act"), id, c.req.query("avant") ?? null, shown) : null;
}

async function recipientOf(c: WebContext, other: MemberId | undefined): Promise<Recipient | null> {
  const { viewer } = c.get("act");
  return other && viewer.kind === "member" ? findRecipientAnywhere(c.get("services").db, viewer.id, other) : null;
}

async function open(c: WebContext) {
  const conversation = await held(c);
  if (!conversation) return missingPage(c);
  // What a browser fetches ahead, nobody has read.
  if (!/prefetch|prerender/.test(c.req.header("sec-purpose") ?? "")) await readConversation(c.get("act"), conversation.id);
  return conversationPage(c, conversation);
}

async function conversationPage(c: WebContext, conversation: Conversation, typed?: string, fault?: string) {
  c.header("Cache-Control", "private, no-store");
  const t = c.get("t");
  const { other } = conversation;
  const to = await recipientOf(c, other?.id);
  const name = other?.name ?? t("former_member");
  const title = t("message_with", { name });
  return render(c, { title, noindex: true, status: fault ? 422 : 200 }, (
    <div class="wrap measure stack loose">
      <div class="head"><p><a href="/messages">{t("messages")}</a></p><h1>{title}</h1>{other && to?.active ? <p class="soft"><a href={`/membres/${encodeURIComponent(other.handle)}`}>{t("message_their_page")}</a>{to.server ? ` · ${to.server.host}` : ""}</p> : null}</div>
      {fault ? <Faults title={t("faults_title")} faults={[{ field: "body", text: fault }]} /> : null}
      {conversation.earlier ? <div class="pages"><a class="button quiet" href={withQuery(c, { avant: conversation.earlier })}>{t("message_earlier")}</a></div> : null}
      <ol class="plain stack loose">{conversation.messages.map((message) => <MessageEntry c={c} conversation={conversation.id} message={message} other={other} to={to} />)}</ol>
      {c.req.query("avant") ? <div class="pages"><a class="button quiet" href={`/messages/${conversation.id}`}>{t("message_latest")}</a></div> : <MessageForm c={c} action={`/messages/${conversation.id}`} to={to} value={typed} fault={fault} />}
      {other && to ? <BlockForm c={c} other={other} blocked={to.blocked} back={`/messages/${conversation.id}`} /> : null}
      <p class="soft small">{t("message_kept")}</p>
    </div>
  ));
}

function BlockForm({ c, other, blocked, back }: { c: WebContext; other: { readonly id: MemberId; readonly name: string }; blocked: boolean; back: string }) {
  const t = c.get("t");
  const button = (
    <form class="stack tight" method="post" action="/mon-espace/messages/bloquer">
      <input type="hidden" name="membre" value={other.id} />
      <input type="hidden" name="retour" value={back} />
      {blocked ? null : <p class="small">{t("message_block_hint")}</p>}
      <div><button class="button quiet" name="bloquer" value={blocked ? "0" : "1"}>{t(blocked ? "message_unblock" : "message_block", { name: other.name })}</button></div>
    </form>
  );
  return blocked ? button : <details class="group"><summary>{t("message_options")}</summary><div class="inside">{button}</div></details>;
}

async function answer(c: WebContext) {
  const conversation = await held(c);
  if (!conversation) return missingPage(c);
  return send(c, conversation.other?.id, (typed, fault) => conversationPage(c, conversation, typed, fault));
}

/** The person that the address names, if there is one and it isn't oneself. */
async function addressee(c: WebContext): Promise<Profile | Response> {
  const found = await showMemberAnywhere(c.get("services").db, c.req.param("handle") ?? "");
  if (!found) return missingPage(c);
  if ("moved" in found) return c.redirect(`/membres/${found.moved}/ecrire`, 301);
  const { viewer } = c.get("act");
  return viewer.kind === "member" && viewer.id === found.member.id ? c.redirect("/messages", 303) : found.member;
}

async function openTo(c: WebContext) {
  const profile = await addressee(c);
  if (profile instanceof Response) return profile;
  const { viewer } = c.get("act");
  const known = viewer.kind === "member" ? await findConversationWithAnywhere(c.get("services").db, viewer.id, profile.id) : null;
  return known ? c.redirect(`/messages/${known}`, 303) : writePage(c, profile);
}

async function writePage(c: WebContext, profile: Profile, typed?: string, fault?: string) {
  const t = c.get("t");
  const to = await recipientOf(c, profile.id);
  const { name } = profile;
  return render(c, { title: t("message_write_to", { name }), noindex: true, status: fault ? 422 : 200 }, (
    <div class="wrap measure stack loose">
      <div class="head"><p><a href={`/membres/${encodeURIComponent(profile.handle)}`}>{name}</a></p><h1>{t("message_write_to", { name })}</h1><p class="lead">{t("message_write_lead", { name })}</p>{to?.server?.trusted ? <p>{t("message_write_there", { name, host: to.server.host })}</p> : null}</div>
      {fault ? <Faults title={t("faults_title")} faults={[{ field: "body", text: fault }]} /> : null}
      <MessageForm c={c} action={`/membres/${encodeURIComponent(profile.handle)}/ecrire`} to={to} value={typed} fault={fault} />
      {to?.blocked ? <BlockForm c={c} other={profile} blocked back={`/membres/${encodeURIComponent(profile.handle)}/ecrire`} /> : null}
      <p class="soft small">{t("message_kept")}</p>
    </div>
  ));
}

async function writeTo(c: WebContext) {
  const profile = await addressee(c);
  return profile instanceof Response ? profile : send(c, profile.id, (typed, fault) => writePage(c, profile, typed, fault));
}

async function send(c: WebContext, to: MemberId | undefined, again: (typed: string, fault: string) => Promise<Response> | Response) {
  const { viewer } = c.get("act");
  const slow = await throttled(c, "message", 30, 600, viewer.kind === "member" ? viewer.id : "");
  if (slow) return slow;
  const t = c.get("t");
  const values = await readForm(c);
  const typed = values.one("body");
  const body = bodyOf(typed);
  if (body === "too_long" || !body.done) return again(typed, t("fault_too_long"));
  if (!to) return again(typed, t("message_refused_unknown"));
  const submission = z.uuid().safeParse(values.one("submission"));
  const outcome = await sendMessage(c.get("act"), { to, body: body.value, submission: submission.success ? submission.data : null });
  if (outcome.done) return c.redirect(`/messages/${outcome.value.conversation}#m-${outcome.value.id}`, 303);
  return outcome.refusal.kind === "sign-in" ? accessRefused(c, "sign-in") : again(typed, refusalWords(c, outcome.refusal.kind, await recipientOf(c, to)));
}

/** The message that the address names, if it is this member's own and still there. */
async function ownMessage(c: WebContext) {
  const [conversation, id] = [readId<ConversationId>(c.req.param("id")), readId<MessageId>(c.req.param("message"))];
  const found = id ? await findMessageAnywhere(c.get("act"), id) : null;
  const { viewer } = c.get("act");
  return id && found && found.conversation === conversation && found.state === "sent" && viewer.kind === "member" && viewer.id === found.author ? found : null;
}

async function editPage(c: WebContext, typed?: string, fault?: string) {
  const message = await ownMessage(c);
  if (!message) return missingPage(c);
  const t = c.get("t");
  return render(c, { title: t("message_edit"), noindex: true, status: fault ? 422 : 200 }, (
    <div class="wrap measure stack">
      <div class="head"><p><a href={`/messages/${message.conversation}`}>{t("messages")}</a></p><h1>{t("message_edit")}</h1></div>
      {fault ? <Faults title={t("faults_title")} faults={[{ field: "body", text: fault }]} /> : null}
      <form class="form" method="post" action={c.req.path} novalidate>
        <TextArea name="body" label={t("message_label")} hint={t("message_hint")} value={typed ?? toMarkdown(message.body)} fault={fault} required />
        <div><button class="button" type="submit">{t("save")}</button></div>
      </form>
    </div>
  ));
}

async function doEdit(c: WebContext) {
  const message = await ownMessage(c);
  if (!message) return missingPage(c);
  const typed = (await readForm(c)).one("body");
  const body = bodyOf(typed);
  if (body === "too_long" || !body.done) return editPage(c, typed, c.get("t")("fault_too_long"));
  const outcome = await editMessage(c.get("act"), message.id, body.value);
  if (outcome.done) return c.redirect(`/messages/${outcome.value}#m-${message.id}`, 303);
  return outcome.refusal.kind === "empty" ? editPage(c, typed, c.get("t")("fault_required")) : missingPage(c);
}

async function doWithdraw(c: WebContext) {
  const message = await ownMessage(c);
  const outcome = message && (await withdrawMessage(c.get("act"), message.id));
  return message && outcome?.done ? c.redirect(`/messages/${outcome.value}#m-${message.id}`, 303) : missingPage(c);
}

async function doSendAgain(c: WebContext) {
  const message = await ownMessage(c);
  if (!message) return missingPage(c);
  const { viewer } = c.get("act");
  const slow = await throttled(c, "message", 30, 600, viewer.kind === "member" ? viewer.id : "");
  if (slow) return slow;
  const outcome = await sendMessageAgain(c.get("act"), message.id);
  // Refused, the page says why: it wasn't so when the button was drawn.
  return outcome.done || outcome.refusal.kind === "refused" ? c.redirect(`/messages/${message.conversation}#m-${message.id}`, 303) : missingPage(c);
}

export const conversationRoutes: readonly Route[] = [
  page("/messages/:id", "member", open),
  form("/messages/:id", "member", answer),
  page("/messages/:id/:message/modifier", "member", (c) => editPage(c)),
  form("/messages/:id/:message/modifier", "member", doEdit),
  form("/messages/:id/:message/retirer", "member", doWithdraw),
  form("/messages/:id/:message/renvoyer", "member", doSendAgain),
  page("/membres/:handle/ecrire", "member", openTo),
  form("/membres/:handle/ecrire", "member", writeTo),
];
