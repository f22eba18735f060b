import { archiveCommunity } from "../../../features/communities/archive-community.ts";
import { communityRoles, type CommunityRole } from "../../../features/communities/community.ts";
import { wordsSchema } from "../../../features/communities/input.ts";
import { answerRequest, join } from "../../../features/communities/join.ts";
import { listCommunityMembersAnywhere, listInChargeAnywhere, listRequestsAnywhere, readSinceCursor, writeSinceCursor, type CommunityPerson } from "../../../features/communities/list-members.ts";
import { setRole } from "../../../features/communities/manage-people.ts";
import { canRemove, canRun, canTend, whenJoining } from "../../../features/communities/policy.ts";
import type { Community } from "../../../features/communities/show-community.ts";
import { sendMail } from "../../../features/mails/send-mail.ts";
import { idSchema, type MemberId } from "../../../platform/ids.ts";
import { formatAgo, formatShortDay, todayIn } from "../../../platform/time.ts";
import { Faults, TextArea } from "../../../ui/form.tsx";
import { communityHref, originOf, withQuery } from "../../addresses.ts";
import { zoneOf, type WebContext } from "../../env.ts";
import { accessRefused } from "../errors.tsx";
import { faultFor, readForm, type Fault } from "../form-data.ts";
import { tellRequest } from "../../community-mails.ts";
import { communityMail } from "../mails.tsx";
import { throttled } from "../parts/account-answers.tsx";
import { Avatar } from "../parts/avatar.tsx";
import { CommunityHead, communityNamed, communityOfId, refusedPage } from "../parts/community-head.tsx";
import { form, page, type Route } from "../../route.ts";
import { isVisiting } from "../../visiting.ts";
import { render } from "../shell.tsx";

const pageSize = 48;

async function members(c: WebContext) {
  const community = await communityNamed(c);
  return community instanceof Response ? community : membersPage(c, community, []);
}

/** Who is in it: those who animate it first. Search engines have no business with a list of people. */
async function membersPage(c: WebContext, community: Community, faults: readonly Fault[]) {
  const t = c.get("t");
  const { db, viewer } = c.get("act");
  const cursor = readSinceCursor(c.req.query("suite"));
  const [inCharge, listing] = await Promise.all([cursor ? [] : listInChargeAnywhere(db, community.id), listCommunityMembersAnywhere(db, community.id, cursor, pageSize)]);
  const title = t("community_people_title", { name: community.name });
  return render(c, { title, noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <CommunityHead c={c} community={community} title={title} current="members">{canRun(viewer, community) ? <p class="lead">{t("community_people_lead")}</p> : null}</CommunityHead>
      <Faults title={t("faults_title")} faults={faults} />
      <div class="stack loose section">
        {inCharge.length > 0 ? <section class="stack"><h2>{t("community_in_charge")}</h2><ul class="plain stack" id="people" tabindex={-1}>{inCharge.map((person) => <PersonLine c={c} community={community} person={person} />)}</ul></section> : null}
        <section class="stack"><h2>{t("community_members_count", { count: community.members })}</h2>
          <ul class="plain stack">{listing.people.filter((person) => person.role === "member").map((person) => <PersonLine c={c} community={community} person={person} />)}</ul>
          <div class="pages">{listing.next ? <a class="button" rel="next" href={withQuery(c, { suite: writeSinceCursor(listing.next) })}>{t("community_people_more")}</a> : null}</div>
        </section>
      </div>
    </div>
  ));
}

function PersonLine({ c, community, person }: { c: WebContext; community: Community; person: CommunityPerson }) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  const own = viewer.kind === "member" && viewer.id === person.id;
  const since = formatShortDay(todayIn(zoneOf(c, community.territory), person.since), c.get("locale"));
  const Act = ({ role, label }: { role: CommunityRole | "none"; label: string }) => (
    <form method="post" action={`/communautes/${community.id}/membres`}><input type="hidden" name="member" value={person.id} /><button class="linklike" name="role" value={role} aria-label={`${label} – ${person.name}`}>{label}</button></form>
  );
  return (
    <li class="row"><span class="byline"><Avatar name={person.name} picture={person.picture} /><span><a href={`${originOf(c, person.home)}/membres/${person.handle}`}><strong>{person.name}</strong></a> <span class="soft">{person.remote ? `${person.handle} · ` : ""}{t(`community_role_${person.role}`)}, {t("community_since", { date: since })}</span></span></span>
      {canRun(viewer, community) && !person.remote ? communityRoles.filter((role) => role !== person.role).map((role) => <Act role={role} label={t(`community_make_${role}`)} />) : null}
      {own || canRemove(viewer, community, person.role) ? <Act role="none" label={t(own ? "community_leave" : "community_remove_person")} /> : null}</li>
  );
}

async function doSetRole(c: WebContext) {
  const community = await communityOfId(c);
  if (community instanceof Response) return community;
  const values = await readForm(c);
  const member = idSchema<MemberId>().safeParse(values.one("member"));
  const role = communityRoles.find((each) => each === values.one("role")) ?? null;
  if (!member.success || (role === null && values.one("role") !== "none")) return refusedPage(c, "unknown");
  return changeRole(c, community, member.data, role);
}

async function changeRole(c: WebContext, community: Community, member: MemberId, role: CommunityRole | null) {
  const outcome = await setRole(c.get("act"), community.id, member, role);
  if (outcome.done) {
    const gone = role === null && member === viewerId(c);
    // Whoever left a private community no longer knows of its pages.
    return c.redirect(gone ? (community.access === "private" ? "/mon-espace/communautes" : communityHref(c, community)) : `${communityHref(c, community)}/membres`, 303);
  }
  const { kind } = outcome.refusal;
  return kind === "last-administrator" ? membersPage(c, community, [{ field: "people", text: c.get("t")("community_refused_last-administrator") }]) : refusedPage(c, kind);
}

function viewerId(c: WebContext): MemberId | null {
  const { viewer } = c.get("act");
  return viewer.kind === "member" ? viewer.id : null;
}

async function doLeave(c: WebContext) {
  const community = await communityOfId(c);
  const own = viewerId(c);
  if (community instanceof Response || !own) return community instanceof Response ? community : refusedPage(c, "sign-in");
  return changeRole(c, community, own, null);
}

async function joining(c: WebContext) {
  const community = await communityNamed(c);
  return community instanceof Response ? community : joinPage(c, community, "", []);
}

function joinPage(c: WebContext, community: Community, words: string, faults: readonly Fault[]) {
  const t = c.get("t");
  const verdict = whenJoining(c.get("act").viewer, community);
  if (verdict === "already") return c.redirect(communityHref(c, community), 303);
  if (verdict === "closed" || verdict === "unknown") return refusedPage(c, verdict);
  const title = t("community_join_title", { name: community.name });
  return render(c, { title, noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={communityHref(c, community)}>{community.name}</a></p><h1>{title}</h1><p class="lead">{t(verdict === "asked" ? "community_join_request" : isVisiting(c) ? "community_join_visiting" : "community_join_open")}</p></div>
      <form class="form" method="post" action={`/communautes/${community.id}/rejoindre`} novalidate>
        <Faults title={t("faults_title")} faults={faults} />
        {verdict === "asked" ? <TextArea name="words" label={t("community_join_words")} hint={t("community_join_words_hint")} value={words} fault={faultFor(faults, "words")} /> : null}
        <div class="actions"><button class="button">{t(verdict === "in" ? "community_join" : "community_join_ask")}</button><a href={communityHref(c, community)}>{t("cancel")}</a></div>
      </form>
    </div>
  ));
}

async function doJoin(c: WebContext) {
  const community = await communityOfId(c);
  if (community instanceof Response) return community;
  const slow = await throttled(c, "join", 60, 3600, viewerId(c) ?? "");
  if (slow) return slow;
  const typed = (await readForm(c)).one("words");
  const words = wordsSchema.safeParse(typed);
  if (!words.success) return joinPage(c, community, typed, [{ field: "words", text: c.get("t")("fault_too_long") }]);
  const { viewer } = c.get("act");
  // Who asks, leaves and asks again isn't told of for ever.
  const told = await c.get("services").throttle("join-mail", 3, 86_400).take(`${viewerId(c) ?? ""}/${community.id}`);
  const outcome = await join(c.get("act"), community.id, words.data, told.ok && viewer.kind === "member" ? (tx, to, locked) => tellRequest(tx, to, { community: locked.name, name: viewer.name, words: words.data, about: viewer.id, address: `${originOf(c, locked.territory)}/communautes/${locked.slug}/demandes` }) : undefined);
  return outcome.done ? c.redirect(`${communityHref(c, community)}?dit=${outcome.value.now === "in" ? "bienvenue" : "demande"}`, 303) : refusedPage(c, outcome.refusal.kind);
}

async function requests(c: WebContext) {
  const community = await communityNamed(c);
  return community instanceof Response ? community : requestsPage(c, community, []);
}

async function requestsPage(c: WebContext, community: Community, faults: readonly Fault[]) {
  const t = c.get("t");
  const { db, viewer, now } = c.get("act");
  if (!canTend(viewer, community)) return accessRefused(c, "forbidden");
  const waiting = await listRequestsAnywhere(db, community.id);
  const title = t("community_requests_title", { name: community.name });
  return render(c, { title, noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <CommunityHead c={c} community={community} title={title} current="requests" />
      <Faults title={t("faults_title")} faults={faults} />
      {waiting.length === 0 ? <p class="empty">{t("community_requests_none")}</p> : <ul class="plain stack loose section">{waiting.map((person) => (
        <li class="stack tight">
          <p><a href={`${originOf(c, person.home)}/membres/${person.handle}`}><strong>{person.name}</strong></a> <span class="soft">{person.remote ? `${person.handle} · ` : ""}{formatAgo(person.since, now(), c.get("locale"))}</span></p>
          {person.words ? <blockquote>{person.words}</blockquote> : null}
          <Answer c={c} action={`/communautes/${community.id}/demandes`} member={person.id} name={person.name} fault={faultFor(faults, `reason-${person.id}`)} />
        </li>
      ))}</ul>}
    </div>
  ));
}

/** Yes or no, with its reason. */
export function Answer({ c, action, member, name, fault, accept }: { c: WebContext; action: string; member: string; name: string; fault: string | undefined; accept?: string }) {
  const t = c.get("t");
  const yes = accept ?? t("community_accept");
  return (
    <form class="stack tight" method="post" action={action} novalidate>
      <input type="hidden" name="member" value={member} />
      <TextArea name={`reason-${member}`} label={`${t("community_reason")} – ${name}`} hint={t("community_reason_hint")} fault={fault} />
      <div class="actions">
        <button class="button" name="reponse" value="oui" aria-label={`${yes} – ${name}`}>{yes}</button>
        <button class="button quiet" name="reponse" value="non" aria-label={`${t("community_refuse")} – ${name}`}>{t("community_refuse")}</button>
      </div>
    </form>
  );
}

async function doAnswer(c: WebContext) {
  const community = await communityOfId(c);
  if (community instanceof Response) return community;
  const t = c.get("t");
  const values = await readForm(c);
  const member = idSchema<MemberId>().safeParse(values.one("member"));
  const accepted = values.one("reponse") === "oui";
  const reason = wordsSchema.safeParse(member.success ? values.one(`reason-${member.data}`) : "");
  if (!member.success) return refusedPage(c, "unknown");
  const field = `reason-${member.data}`;
  if (canTend(c.get("act").viewer, community)) {
    if (!reason.success) return requestsPage(c, community, [{ field, text: t("fault_too_long") }]);
    if (!accepted && !reason.data) return requestsPage(c, community, [{ field, text: t("community_reason_needed") }]);
  }
  const about = { name: community.name, address: `${originOf(c, community.territory)}/communautes/${community.slug}`, reason: reason.data ?? "" };
  const outcome = await answerRequest(c.get("act"), community.id, member.data, accepted, reason.data ?? "", (tx, to) => sendMail(tx, communityMail(c, to, accepted ? "admitted" : "turned_down", about)));
  return outcome.done ? c.redirect(`${communityHref(c, community)}/demandes`, 303) : refusedPage(c, outcome.refusal.kind);
}

async function doArchive(c: WebContext, archived: boolean) {
  const community = await communityOfId(c);
  if (community instanceof Response) return community;
  const outcome = await archiveCommunity(c.get("act"), community.id, archived);
  return outcome.done ? c.redirect(communityHref(c, community), 303) : refusedPage(c, outcome.refusal.kind);
}

export const communityPeopleRoutes: readonly Route[] = [
  page("/communautes/:slug/membres", "public", members, { at: "territory" }),
  page("/communautes/:slug/rejoindre", "member", joining, { at: "territory", visiting: true }),
  page("/communautes/:slug/demandes", "member", requests, { at: "territory" }),
  form("/communautes/:id/membres", "member", doSetRole),
  form("/communautes/:id/rejoindre", "member", doJoin),
  form("/communautes/:id/quitter", "member", doLeave),
  form("/communautes/:id/demandes", "member", doAnswer),
  form("/communautes/:id/archiver", "member", (c) => doArchive(c, true)),
  form("/communautes/:id/rouvrir", "member", (c) => doArchive(c, false)),
];
