import { emailSchema } from "../../../features/accounts/input.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { answerInvitation, handOver, inviteCurator, removeCurator, takeBackInvitation, type CurateRefusal } from "../../../features/dossiers/manage-curators.ts";
import { findInvitationByLinkAnywhere, listCuratorsAnywhere, listInvitationsAnywhere } from "../../../features/dossiers/list-curators.ts";
import { canArrange, canLeave, canManageCurators } from "../../../features/dossiers/policy.ts";
import { findDossierAnywhere } from "../../../features/dossiers/show-dossier.ts";
import { sendMail } from "../../../features/mails/send-mail.ts";
import { readId, type MemberId } from "../../../platform/ids.ts";
import { TextField } from "../../../ui/form.tsx";
import { onwards, originOf } from "../../addresses.ts";
import { tellDeclined } from "../../declined-mails.ts";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { dossierMail } from "../dossier-mails.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { readForm } from "../form-data.ts";
import { Avatar } from "../parts/avatar.tsx";
import { throttled } from "../parts/account-answers.tsx";
import { render } from "../shell.tsx";
import { namedDossier } from "./dossier-organise.tsx";

async function open(c: WebContext) {
  const dossier = await namedDossier(c, "personnes");
  return dossier instanceof Response ? dossier : peoplePage(c, dossier, {});
}

/** Who keeps a dossier: seen by them, changed by its owner. */
async function peoplePage(c: WebContext, dossier: Content, told: { fault?: string; typed?: string }) {
  const t = c.get("t");
  const { db, viewer, now } = c.get("act");
  const standing = await findDossierAnywhere(c.get("act"), dossier.id);
  if (!standing || viewer.kind === "visitor") return missingPage(c);
  if (!canArrange(viewer, standing)) return accessRefused(c, "forbidden");
  const managing = canManageCurators(viewer, standing);
  const [curators, invitations] = await Promise.all([listCuratorsAnywhere(db, dossier.id), managing ? listInvitationsAnywhere(db, dossier.id, now()) : []]);
  const action = `/dossiers/${dossier.slug}/personnes`;
  return render(c, { title: t("dossier_people"), noindex: true, status: told.fault ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={`/dossiers/${dossier.slug}`}>{dossier.title}</a></p><h1>{t("dossier_people")}</h1><p class="lead">{t("dossier_people_lead")}</p>
        {c.req.query("dit") === "invite" ? <p class="notice good" role="status">{t("dossier_invited")}</p> : null}
      </div>
      <div class="stack loose">
        <ul class="plain">
          {curators.map((curator) => (
            <li class="item">
              <div class="byline"><Avatar name={curator.name} /><p><a href={`/membres/${curator.handle}`}><strong>{curator.name}</strong></a>{curator.owner ? <span class="soft"> – {t("dossier_owner")}</span> : null}</p></div>
              {managing && curator.id !== viewer.id ? (
                <form class="actions" method="post" action={`${action}/confier`}>
                  <input type="hidden" name="member" value={curator.id} />
                  {curator.owner ? null : <button class="linklike" aria-label={`${t("dossier_curator_hand_over")} – ${curator.name}`}>{t("dossier_curator_hand_over")}</button>}
                  <button class="linklike" formaction={`${action}/retirer`} aria-label={`${t("dossier_curator_remove")} – ${curator.name}`}>{t("dossier_curator_remove")}</button>
                </form>
              ) : null}
            </li>
          ))}
        </ul>
        {canLeave(viewer, standing) ? <form method="post" action={`${action}/retirer`}><input type="hidden" name="member" value={viewer.id} /><button class="button quiet">{t("dossier_leave")}</button></form> : null}
        {managing ? (
          <form class="form" method="post" action={`${action}/inviter`} novalidate>
            <h2>{t("dossier_invite")}</h2>
            <TextField name="who" label={t("dossier_invite_who")} hint={t("dossier_invite_who_hint")} value={told.typed} required fault={told.fault} autocomplete="off" />
            <div><button class="button">{t("dossier_invite_send")}</button></div>
          </form>
        ) : null}
        {invitations.length > 0 ? (
          <section class="stack"><h2>{t("dossier_invitations")}</h2>
            <ul class="plain">{invitations.map((each) => <li class="row"><span>{each.to}</span><form method="post" action={`${action}/annuler`}><input type="hidden" name="invitation" value={each.id} /><button class="linklike" aria-label={`${t("dossier_invitation_take_back")} – ${each.to}`}>{t("dossier_invitation_take_back")}</button></form></li>)}</ul>
          </section>
        ) : null}
      </div>
    </div>
  ));
}

async function doPeople(c: WebContext) {
  const dossier = await namedDossier(c, "personnes");
  const { viewer } = c.get("act");
  if (dossier instanceof Response || viewer.kind === "visitor") return dossier instanceof Response ? dossier : missingPage(c);
  const values = await readForm(c);
  const member = readId<MemberId>(values.one("member"));
  switch (c.req.param("act")) {
    case "inviter":
      return invite(c, dossier, values.one("who"), viewer);
    case "annuler": {
      const outcome = await takeBackInvitation(c.get("act"), dossier.id, readId(values.one("invitation")) ?? "00000000-0000-0000-0000-000000000000");
      return outcome.done || outcome.refusal.kind === "stale" ? c.redirect(`/dossiers/${dossier.slug}/personnes`, 303) : refusedPage(c, dossier, outcome.refusal.kind);
    }
    case "confier":
    case "retirer": {
      if (!member) return missingPage(c);
      const outcome = c.req.param("act") === "confier" ? await handOver(c.get("act"), dossier.id, member) : await removeCurator(c.get("act"), dossier.id, member);
      if (!outcome.done) return refusedPage(c, dossier, outcome.refusal.kind);
      const left = c.req.param("act") === "retirer" && member === viewer.id;
      return c.redirect(left ? (dossier.state === "published" ? `/dossiers/${dossier.slug}?dit=parti` : "/mon-espace/dossiers") : `/dossiers/${dossier.slug}/personnes`, 303);
    }
    default:
      return missingPage(c);
  }
}

async function invite(c: WebContext, dossier: Content, typed: string, viewer: { readonly id: MemberId; readonly name: string }) {
  const slow = await throttled(c, "dossier-invite", 20, 3600, viewer.id);
  if (slow) return slow;
  const who = typed.trim();
  const email = emailSchema.safeParse(who);
  const invited = who.includes("@", 1) ? (email.success ? { email: email.data } : null) : { handle: who.replace(/^@/, "").slice(0, 60) };
  if (!invited) return peoplePage(c, dossier, { fault: c.get("t")("fault_email_invalid"), typed: who });
  const outcome = await inviteCurator(c.get("act"), dossier.id, invited, (tx, to, secret, locked) => sendMail(tx, dossierMail(c, to, "invitation", { title: locked.title, name: viewer.name, link: `${originOf(c, locked.territory)}/dossiers/invitation/${secret}` })));
  return outcome.done ? c.redirect(`/dossiers/${dossier.slug}/personnes?dit=invite`, 303) : refusedPage(c, dossier, outcome.refusal.kind, who);
}

function refusedPage(c: WebContext, dossier: Content, kind: CurateRefusal["kind"], typed?: string) {
  if (kind === "unknown") return missingPage(c);
  if (kind === "forbidden" || kind === "sign-in") return accessRefused(c, kind);
  return peoplePage(c, dossier, { fault: c.get("t")(`dossier_refused_${kind}`), ...(typed === undefined ? {} : { typed }) });
}

/** Shown before anything happens: a mail reader that opens links ahead of people accepts nothing. */
async function invitation(c: WebContext) {
  const t = c.get("t");
  const { db, viewer, now } = c.get("act");
  const found = viewer.kind === "member" ? await findInvitationByLinkAnywhere(db, c.req.param("secret") ?? "", viewer.id, now()) : null;
  if (!found) return stalePage(c);
  return render(c, { title: t("dossier_invitation_title"), noindex: true }, (
    <div class="wrap head"><h1>{t("dossier_invitation_title")}</h1><p class="lead">{t("dossier_invitation_text", { name: found.by, title: found.title })}</p>
      <form class="actions" method="post" action={c.req.path}><button class="button" name="accepter" value="1">{t("dossier_invitation_accept")}</button><button class="button quiet" name="accepter" value="0">{t("dossier_invitation_decline")}</button></form></div>
  ));
}

function stalePage(c: WebContext) {
  const t = c.get("t");
  return render(c, { title: t("dossier_invitation_title"), noindex: true, status: 409 }, <div class="wrap head"><h1>{t("dossier_invitation_title")}</h1><p class="lead">{t("dossier_refused_stale")}</p></div>);
}

async function doAnswer(c: WebContext) {
  const accepted = (await readForm(c)).one("accepter") === "1";
  const [secret, id] = [c.req.param("secret"), readId(c.req.param("id"))];
  const outcome = secret ? await answerInvitation(c.get("act"), { secret }, accepted, tellDeclined(c)) : id ? await answerInvitation(c.get("act"), { id }, accepted, tellDeclined(c)) : null;
  if (!outcome?.done) return secret ? stalePage(c) : missingPage(c);
  return c.redirect(accepted ? onwards(c, outcome.value) : "/mon-espace/dossiers?dit=decline", 303);
}

export const dossierPeopleRoutes: readonly Route[] = [
  page("/dossiers/invitation/:secret", "member", invitation),
  form("/dossiers/invitation/:secret", "member", doAnswer),
  form("/mon-espace/invitations/:id", "member", doAnswer),
  page("/dossiers/:slug/personnes", "member", open, { at: "territory" }),
  form("/dossiers/:slug/personnes/:act", "member", doPeople, { at: "territory" }),
];
