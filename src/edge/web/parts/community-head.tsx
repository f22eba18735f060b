import { canRun, canSeeCommunity, canTend, roleIn, whenJoining } from "../../../features/communities/policy.ts";
import { showCommunity, showCommunityAnywhere, type Community } from "../../../features/communities/show-community.ts";
import type { Child } from "hono/jsx";
import { idSchema, type CommunityId } from "../../../platform/ids.ts";
import { formatShortDay, readDate, todayIn } from "../../../platform/time.ts";
import { communityHref } from "../../addresses.ts";
import { territoryOf, zoneOf, type WebContext } from "../../env.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { isVisiting } from "../../visiting.ts";
import { CommunityBadges, CommunityPurpose } from "./community-cards.tsx";

/** The community that the address names, if this reader may know of it; otherwise the page that says no, or the redirection of a former address. */
export async function communityNamed(c: WebContext): Promise<Community | Response> {
  const territory = territoryOf(c);
  const slug = c.req.param("slug") ?? "";
  const found = territory ? await showCommunity(c.get("act"), territory.id, slug) : null;
  if (!found) return missingPage(c);
  if ("community" in found) return found.community;
  const url = new URL(c.req.url);
  return c.redirect(`${url.pathname.replace(/^\/communautes\/[^/]+/, `/communautes/${found.moved}`)}${url.search}`, 301);
}

/** The one whose id a form's address holds, if this member may know of it. */
export async function communityOfId(c: WebContext): Promise<Community | Response> {
  const id = idSchema<CommunityId>().safeParse(c.req.param("id"));
  const community = id.success ? await showCommunityAnywhere(c.get("act"), id.data) : null;
  return community ?? missingPage(c);
}

export function refusedPage(c: WebContext, kind: "sign-in" | "unknown" | "forbidden" | "closed" | "stale") {
  if (kind === "sign-in") return accessRefused(c, "sign-in");
  return kind === "unknown" ? missingPage(c) : accessRefused(c, "forbidden");
}

/** The parts of a community, as links: where one is stands out. */
export function CommunityTabs({ c, community, current }: { c: WebContext; community: Community; current: "home" | "contents" | "members" | "requests" | "invitations" }) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  const href = communityHref(c, community);
  const living = community.state === "active" || community.state === "archived";
  const tabs = [
    ["home", href, t("community_home")], ...(living ? [["contents", `${href}/contenus`, t("community_contents")]] : []), ["members", `${href}/membres`, t("community_members")],
    ...(canTend(viewer, community) ? [["requests", `${href}/demandes`, t("community_requests")], ["invitations", `${href}/invitations`, t("community_invitations")]] : []),
  ] as [string, string, string][];
  return <nav aria-label={community.name}><ul class="chips">{tabs.map(([name, to, label]) => <li><a class="chip" href={to} aria-current={name === current ? "page" : undefined}>{label}</a></li>)}</ul></nav>;
}

/** What stands above every page of a community. */
export function CommunityHead({ c, community, title, current, children }: { c: WebContext; community: Community; title: string; current: Parameters<typeof CommunityTabs>[0]["current"]; children?: Child }) {
  return (
    <header class="head">
      <div class="row"><CommunityPurpose c={c} purpose={community.purpose} /><CommunityBadges c={c} community={community} /></div>
      <h1>{title}</h1>
      {children}
      <StateNotice c={c} community={community} />
      <CommunityTabs c={c} community={community} current={current} />
    </header>
  );
}

/** That it has ended, said clearly; or that it will. */
function StateNotice({ c, community }: { c: WebContext; community: Community }) {
  const t = c.get("t");
  const day = (at: Temporal.PlainDate) => formatShortDay(at, c.get("locale"));
  if (community.state === "archived") return <p class="notice alarm">{t("community_archived_told", { date: day(todayIn(zoneOf(c, community.territory), community.archivedAt ?? community.updatedAt)) })}</p>;
  const ends = readDate(community.archiveOn ?? undefined);
  return community.state === "active" && ends ? <p class="soft small">{t("community_ends_on", { date: day(ends) })}</p> : null;
}

/** What the reader may do with a community, as plain buttons. */
export function CommunityActions({ c, community, asked, follow }: { c: WebContext; community: Community; asked: boolean; follow: Child }) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  const role = roleIn(viewer, community);
  const leads = viewer.kind === "visitor" && canSeeCommunity(viewer, community) && community.state === "active" ? (community.access === "open" ? "in" : "asked") : whenJoining(viewer, community);
  const Act = ({ act, label }: { act: string; label: string }) => <form method="post" action={`/communautes/${community.id}/${act}`}><button class="button quiet">{label}</button></form>;
  return (
    <div class="actions">
      {role !== null && community.state === "active" && !isVisiting(c) ? <a class="button" href={`/contribuer?communaute=${community.id}`}>{t("community_publish_first")}</a> : null}
      {!asked && (leads === "in" || leads === "asked") ? <a class="button" href={`/communautes/${community.slug}/rejoindre`}>{t(leads === "in" ? "community_join" : "community_join_ask")}</a> : null}
      {asked ? <><span class="badge">{t("community_asked_badge")}</span><Act act="quitter" label={t("community_unask")} /></> : null}
      {follow}
      {canRun(viewer, community) ? <a class="button quiet" href={`/contribuer/communaute/${community.id}`}>{t("community_edit")}</a> : null}
      {canRun(viewer, community) && community.state === "active" ? <Act act="archiver" label={t("community_archive")} /> : null}
      {canRun(viewer, community) && community.state === "archived" ? <Act act="rouvrir" label={t("community_reopen")} /> : null}
      {role !== null ? <Act act="quitter" label={t("community_leave")} /> : null}
    </div>
  );
}
