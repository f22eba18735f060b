import { blockMember, chooseAcceptance } from "../../../features/messages/block-member.ts";
import { listBlockedAnywhere, listConversationsAnywhere, type ConversationLine } from "../../../features/messages/list-conversations.ts";
import { acceptances } from "../../../features/messages/message.ts";
import { findAcceptanceAnywhere } from "../../../features/messages/show-conversation.ts";
import { readId, type MemberId } from "../../../platform/ids.ts";
import { excerpt } from "../../../platform/text/plain.ts";
import { formatAgo } from "../../../platform/time.ts";
import { Checks } from "../../../ui/form.tsx";
import { safeReturn } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { missingPage } from "../errors.tsx";
import { readForm } from "../form-data.ts";
import { Avatar } from "../parts/avatar.tsx";
import { PageTurns } from "../parts/listing.tsx";
import { render } from "../shell.tsx";

const pageSize = 30;

/** A member's conversations, what waits to be read first; and from whom they take messages. */
async function list(c: WebContext) {
  const { db } = c.get("services");
  const t = c.get("t");
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor") return missingPage(c);
  const [{ lines, next }, accepts, blocked] = await Promise.all([listConversationsAnywhere(db, viewer.id, c.req.query("suite") ?? null, pageSize), findAcceptanceAnywhere(db, viewer.id), listBlockedAnywhere(db, viewer.id)]);
  c.header("Cache-Control", "private, no-store");
  return render(c, { title: t("messages"), noindex: true }, (
    <div class="wrap measure stack loose">
      <div class="head"><h1>{t("messages")}</h1><p class="lead">{t("messages_lead")}</p></div>
      {lines.length === 0 ? <div class="empty"><p><strong>{t("messages_none")}</strong></p><p>{t("messages_none_hint")}</p><div class="actions"><a class="button quiet" href="/membres">{t("nav_members")}</a></div></div> : <ul class="plain stack">{lines.map((line) => <Line c={c} line={line} />)}</ul>}
      <PageTurns c={c} first={!c.req.query("suite")} next={next} more="messages_more" />
      <section class="section stack" id="reglages" aria-labelledby="choices-title"><h2 id="choices-title">{t("messages_settings")}</h2>
        <form class="form" method="post" action="/mon-espace/messages">
          <Checks name="accepte" label={t("message_choices")} values={[accepts]} options={acceptances.map((value) => ({ value, label: t(`message_accept_${value}`) }))} single />
          <div><button class="button quiet">{t("save")}</button></div>
        </form>
        {blocked.length > 0 ? <><h3>{t("message_blocked_ones")}</h3><ul class="plain stack tight">{blocked.map((person) => <li><form class="row" method="post" action="/mon-espace/messages/bloquer"><input type="hidden" name="membre" value={person.id} /><span>{person.name}</span><button class="linklike" name="bloquer" value="0">{t("message_unblock", { name: person.name })}</button></form></li>)}</ul></> : null}
        <p class="soft small">{t("message_kept")}</p>
      </section>
    </div>
  ));
}

function Line({ c, line }: { c: WebContext; line: ConversationLine }) {
  const t = c.get("t");
  const name = line.other?.name ?? t("former_member");
  const words = line.words ? excerpt(line.words, 140) : t("message_withdrawn");
  return (
    <li class="byline">
      <Avatar name={name} picture={line.other?.picture ?? null} />
      <div><p><a href={`/messages/${line.id}`}><strong>{name}</strong></a> {line.unread > 0 ? <span class="badge">{t("message_new", { count: line.unread })}</span> : null}</p>
        <p class="small soft">{line.own ? t("message_you_said", { words }) : words} · <time datetime={line.lastAt.toString()}>{formatAgo(line.lastAt, c.get("act").now(), c.get("locale"))}</time></p></div>
    </li>
  );
}

async function doChoose(c: WebContext) {
  const chosen = (await readForm(c)).one("accepte");
  const accepts = acceptances.find((each) => each === chosen);
  if (accepts) await chooseAcceptance(c.get("act"), accepts);
  return c.redirect("/messages#reglages", 303);
}

async function doBlock(c: WebContext) {
  const values = await readForm(c);
  const other = readId<MemberId>(values.one("membre"));
  if (!other) return missingPage(c);
  await blockMember(c.get("act"), other, values.one("bloquer") === "1");
  return c.redirect(values.one("retour") ? safeReturn(values.one("retour")) : "/messages#reglages", 303);
}

export const messageRoutes: readonly Route[] = [
  page("/messages", "member", list),
  form("/mon-espace/messages", "member", doChoose),
  form("/mon-espace/messages/bloquer", "member", doBlock),
];
