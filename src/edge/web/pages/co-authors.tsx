import { answerInvitation, leaveContent } from "../../../features/co-authors/answer-invitation.ts";
import { cancelInvitation, inviteAuthor } from "../../../features/co-authors/invite-author.ts";
import { readInvited } from "../../../features/co-authors/invitation.ts";
import { listAuthorsAnywhere, listInvitationsToAnywhere } from "../../../features/co-authors/list-invitations.ts";
import { canInviteAuthor, whenLeavingContent } from "../../../features/co-authors/policy.ts";
import { showContentAnywhere } from "../../../features/contents/show-content.ts";
import { sendMail } from "../../../features/mails/send-mail.ts";
import { readId, type ContentId } from "../../../platform/ids.ts";
import { formatAgo } from "../../../platform/time.ts";
import { Faults, TextField } from "../../../ui/form.tsx";
import { hrefOf, onwards } from "../../addresses.ts";
import { tellDeclined } from "../../declined-mails.ts";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { readForm } from "../form-data.ts";
import { invitationMail } from "../mails.tsx";
import { throttled } from "../parts/account-answers.tsx";
import { render } from "../shell.tsx";

async function authorsPage(c: WebContext, fault?: string, typed = "") {
  const t = c.get("t");
  const { viewer, now } = c.get("act");
  const id = readId<ContentId>(c.req.param("id"));
  const content = id ? await showContentAnywhere(c.get("act"), id) : null;
  if (!content) return missingPage(c);
  if (!canInviteAuthor(viewer, content)) return accessRefused(c, "forbidden");
  const { authors, waiting } = await listAuthorsAnywhere(c.get("services").db, content.id);
  const path = `/contenus/${content.id}/auteurs`;
  return render(c, { title: t("authors_title"), noindex: true, status: fault ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><h1>{t("authors_title")}</h1><p class="lead"><a href={hrefOf(c, content)}>{content.title}</a></p></div>
      <div class="stack loose measure">
        <section class="stack"><h2>{t("authors_now")}</h2><ul>{authors.map((author) => <li><a href={`/membres/${author.handle}`}>{author.name}</a></li>)}</ul>
          {whenLeavingContent(viewer, content) === "leaves" ? <form method="post" action={`${path}/quitter`}><button class="button quiet">{t("authors_leave")}</button></form> : <p class="soft small">{t("authors_last")}</p>}
        </section>
        {waiting.length > 0 ? (
          <section class="stack"><h2>{t("authors_waiting")}</h2><ul>{waiting.map((each) => <li><form class="row" method="post" action={`${path}/annuler`}><input type="hidden" name="invitation" value={each.id} /><span>{each.email ?? each.name} · {formatAgo(each.at, now(), c.get("locale"))}</span><button class="linklike">{t("authors_cancel")}</button></form></li>)}</ul></section>
        ) : null}
        <section class="stack"><h2>{t("authors_invite")}</h2>
          <form class="form" method="post" action={path} novalidate><Faults title={t("faults_title")} faults={fault ? [{ field: "who", text: fault }] : []} />
            <TextField name="who" label={t("authors_who")} hint={t("authors_who_hint")} value={typed} fault={fault} required autocomplete="off" />
            <div><button class="button">{t("authors_send")}</button></div></form>
        </section>
      </div>
    </div>
  ));
}

async function doInvite(c: WebContext) {
  const { viewer } = c.get("act");
  const id = readId<ContentId>(c.req.param("id"));
  if (!id || viewer.kind === "visitor") return missingPage(c);
  const t = c.get("t");
  const typed = (await readForm(c)).one("who").slice(0, 300);
  const invited = readInvited(typed);
  if (!invited) return authorsPage(c, t(typed.trim() ? "authors_fault_nobody" : "fault_required"), typed);
  const slow = await throttled(c, "invite-author", 30, 3600, viewer.id);
  if (slow) return slow;
  const outcome = await inviteAuthor(c.get("act"), id, invited, (tx, to, content) => sendMail(tx, { ...invitationMail(c, to, { title: content.title, member: viewer.name }), about: viewer.id }));
  if (outcome.done) return c.redirect(`/contenus/${id}/auteurs`, 303);
  const { kind } = outcome.refusal;
  if (kind === "nobody" || kind === "already-there" || kind === "too-many") return authorsPage(c, t(`authors_fault_${kind}`), typed);
  return kind === "forbidden" ? accessRefused(c, "forbidden") : missingPage(c);
}

async function doCancel(c: WebContext) {
  const id = readId<ContentId>(c.req.param("id"));
  const invitation = readId((await readForm(c)).one("invitation"));
  if (!id || !invitation) return missingPage(c);
  const outcome = await cancelInvitation(c.get("act"), id, invitation);
  if (!outcome.done) return outcome.refusal.kind === "forbidden" ? accessRefused(c, "forbidden") : missingPage(c);
  return c.redirect(`/contenus/${id}/auteurs`, 303);
}

async function doLeave(c: WebContext) {
  const id = readId<ContentId>(c.req.param("id"));
  if (!id) return missingPage(c);
  const outcome = await leaveContent(c.get("act"), id);
  if (outcome.done) return c.redirect("/mon-espace/contenus", 303);
  return outcome.refusal.kind === "last" ? authorsPage(c) : outcome.refusal.kind === "forbidden" ? accessRefused(c, "forbidden") : missingPage(c);
}

async function invitationsPage(c: WebContext) {
  const t = c.get("t");
  const { viewer, now } = c.get("act");
  if (viewer.kind === "visitor") return missingPage(c);
  const invitations = await listInvitationsToAnywhere(c.get("services").db, viewer.id);
  return render(c, { title: t("invitations_title"), noindex: true }, (
    <div class="wrap"><div class="head"><h1>{t("invitations_title")}</h1></div>
      {invitations.length === 0 ? <p class="empty">{t("invitations_none")}</p> : (
        <ul class="stack">{invitations.map((each) => (
          <li class="stack tight"><p>{t("invitation_told", { name: each.by, title: each.title })} <span class="soft">{formatAgo(each.at, now(), c.get("locale"))}</span></p>
            <form class="actions" method="post" action={`/mon-espace/ecrire-ensemble/${each.id}`}><button class="button" name="reponse" value="oui">{t("invitation_accept")}</button><button class="button quiet" name="reponse" value="non">{t("invitation_decline")}</button></form></li>
        ))}</ul>
      )}</div>
  ));
}

async function doAnswer(c: WebContext) {
  const id = readId(c.req.param("id"));
  if (!id) return missingPage(c);
  const accepted = (await readForm(c)).one("reponse") === "oui";
  const outcome = await answerInvitation(c.get("act"), id, accepted, tellDeclined(c));
  if (!outcome.done) return missingPage(c);
  return c.redirect(accepted ? onwards(c, outcome.value) : "/mon-espace/ecrire-ensemble", 303);
}

export const coAuthorRoutes: readonly Route[] = [
  page("/contenus/:id/auteurs", "member", (c) => authorsPage(c)),
  form("/contenus/:id/auteurs", "member", doInvite),
  form("/contenus/:id/auteurs/annuler", "member", doCancel),
  form("/contenus/:id/auteurs/quitter", "member", doLeave),
  page("/mon-espace/ecrire-ensemble", "member", invitationsPage),
  form("/mon-espace/ecrire-ensemble/:id", "member", doAnswer),
];
