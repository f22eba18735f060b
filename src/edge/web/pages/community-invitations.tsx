import { invitationInput } from "../../../features/communities/input.ts";
import { acceptInvitation, invite, revokeInvitation } from "../../../features/communities/invite.ts";
import { listInvitationsAnywhere } from "../../../features/communities/list-members.ts";
import { canTend, roleIn } from "../../../features/communities/policy.ts";
import { showInvitedAnywhere, type Community } from "../../../features/communities/show-community.ts";
import { formatShortDay, todayIn } from "../../../platform/time.ts";
import { Faults, Field, TextField } from "../../../ui/form.tsx";
import { communityHref, originOf } from "../../addresses.ts";
import { zoneOf, type WebContext } from "../../env.ts";
import { accessRefused } from "../errors.tsx";
import { faultFor, faultsOf, readForm, type Fault } from "../form-data.ts";
import { throttled } from "../parts/account-answers.tsx";
import { CommunityHead, communityNamed, communityOfId, refusedPage } from "../parts/community-head.tsx";
import { CommunityPurpose } from "../parts/community-cards.tsx";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

interface Typed {
  readonly days: string;
  readonly most: string;
}

const usual: Typed = { days: "14", most: "30" };

async function invitations(c: WebContext) {
  const community = await communityNamed(c);
  return community instanceof Response ? community : invitationsPage(c, community, { typed: usual, faults: [], made: null });
}

async function invitationsPage(c: WebContext, community: Community, { typed, faults, made }: { typed: Typed; faults: readonly Fault[]; made: string | null }) {
  const t = c.get("t");
  const { db, viewer, now } = c.get("act");
  if (!canTend(viewer, community)) return accessRefused(c, "forbidden");
  const standing = await listInvitationsAnywhere(db, community.id, now());
  const title = t("community_invitations_title", { name: community.name });
  const day = (at: Temporal.Instant) => formatShortDay(todayIn(zoneOf(c, community.territory), at), c.get("locale"));
  return render(c, { title, noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <CommunityHead c={c} community={community} title={title} current="invitations"><p class="lead">{t("community_invitations_lead")}</p></CommunityHead>
      {made ? <div class="notice good stack tight" role="status"><Field name="link" label={t("community_invited")}><input id="link" value={made} readonly /></Field></div> : null}
      <form class="form" method="post" action={`/communautes/${community.id}/inviter`} novalidate>
        <Faults title={t("faults_title")} faults={faults} />
        <div class="side">
          <TextField name="days" type="number" min="1" max="90" label={t("community_invite_days")} value={typed.days} fault={faultFor(faults, "days")} />
          <TextField name="most" type="number" min="1" max="500" label={t("community_invite_most")} value={typed.most} fault={faultFor(faults, "most")} />
        </div>
        <div><button class="button">{t("community_invite")}</button></div>
      </form>
      <section class="section stack"><h2>{t("community_invitations_standing")}</h2>
        {standing.length === 0 ? <p class="soft">{t("community_invitations_none")}</p> : <ul class="plain stack">{standing.map((each) => (
          <li class="row"><span>{t("community_invitation_line", { uses: each.uses, most: each.most, date: day(each.expiresAt) })} <span class="soft">{each.by ? t("community_invitation_by", { name: each.by }) : ""}</span></span>
            <form method="post" action={`/communautes/invitations/${each.id}/revoquer`}><button class="linklike" aria-label={`${t("community_revoke")} – ${t("community_invitation_line", { uses: each.uses, most: each.most, date: day(each.expiresAt) })}`}>{t("community_revoke")}</button></form></li>
        ))}</ul>}
      </section>
    </div>
  ));
}

async function doInvite(c: WebContext) {
  const community = await communityOfId(c);
  if (community instanceof Response) return community;
  const values = await readForm(c);
  const typed = { days: values.one("days"), most: values.one("most") };
  const parsed = invitationInput.safeParse(typed);
  if (!parsed.success) return invitationsPage(c, community, { typed, faults: faultsOf(c.get("t"), parsed.error), made: null });
  const outcome = await invite(c.get("act"), community.id, parsed.data);
  if (outcome.done) return invitationsPage(c, community, { typed, faults: [], made: `${originOf(c, community.territory)}/communautes/invitation/${outcome.value.secret}` });
  const { kind } = outcome.refusal;
  return kind === "too-many" ? invitationsPage(c, community, { typed, faults: [{ field: "most", text: c.get("t")("community_refused_too-many") }], made: null }) : refusedPage(c, kind);
}

async function doRevoke(c: WebContext) {
  const id = c.req.param("id") ?? "";
  const outcome = /^[0-9a-f-]{36}$/.test(id) ? await revokeInvitation(c.get("act"), id) : null;
  return outcome?.done ? c.redirect(`${communityHref(c, outcome.value)}/invitations`, 303) : refusedPage(c, "unknown");
}

/** Tries are counted: a secret isn't found by guessing, and guessing isn't free. */
function slowed(c: WebContext) {
  const { viewer } = c.get("act");
  return throttled(c, "invitation", 60, 3600, viewer.kind === "member" ? viewer.id : c.env.clientAddress);
}

/** Shown before anything happens: what one would come into. */
async function invited(c: WebContext) {
  const t = c.get("t");
  const slow = await slowed(c);
  if (slow) return slow;
  const community = await showInvitedAnywhere(c.get("act"), c.req.param("secret") ?? "");
  if (!community) return stalePage(c);
  if (roleIn(c.get("act").viewer, community) !== null) return c.redirect(communityHref(c, community), 303);
  const title = t("community_invitation_title", { name: community.name });
  return render(c, { title, noindex: true }, (
    <div class="wrap head">
      <div class="row"><CommunityPurpose c={c} purpose={community.purpose} /></div>
      <h1>{title}</h1>
      {community.summary ? <p class="lead">{community.summary}</p> : null}
      <p>{t(`community_access_${community.access}_told`)}</p>
      <form method="post" action={c.req.path}><button class="button">{t("community_invitation_accept")}</button></form>
    </div>
  ));
}

function stalePage(c: WebContext) {
  const t = c.get("t");
  return render(c, { title: t("community_invitation_stale"), noindex: true, status: 404 }, <div class="wrap head"><h1>{t("community_invitation_stale")}</h1><p class="lead">{t("community_invitation_stale_text")}</p><div class="actions"><a class="button quiet" href="/communautes">{t("communities_all")}</a></div></div>);
}

async function doAccept(c: WebContext) {
  const slow = await slowed(c);
  if (slow) return slow;
  const outcome = await acceptInvitation(c.get("act"), c.req.param("secret") ?? "");
  return outcome.done ? c.redirect(`${communityHref(c, outcome.value)}?dit=bienvenue`, 303) : stalePage(c);
}

export const communityInvitationRoutes: readonly Route[] = [
  page("/communautes/invitation/:secret", "member", invited, { at: "territory" }),
  form("/communautes/invitation/:secret", "member", doAccept, { at: "territory" }),
  page("/communautes/:slug/invitations", "member", invitations, { at: "territory" }),
  form("/communautes/:id/inviter", "member", doInvite),
  form("/communautes/invitations/:id/revoquer", "member", doRevoke),
];
