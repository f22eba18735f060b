import { listJoinedAnywhere } from "../../../features/communities/list-communities.ts";
import { listContentsAnywhere, readCursor, writeCursor } from "../../../features/contents/list-contents.ts";
import { findMovedAnywhere } from "../../../features/federation/find-addresses.ts";
import { findFarStandingAnywhere } from "../../../features/far-communities/list-far.ts";
import { isFollowingAnywhere } from "../../../features/follows/find-follow.ts";
import { findAcceptanceAnywhere } from "../../../features/messages/show-conversation.ts";
import { showMemberAnywhere } from "../../../features/members/show-member.ts";
import { listRelaysByAnywhere, readRelayCursor, writeRelayCursor } from "../../../features/relays/list-relays.ts";
import { formatShortDay, todayIn } from "../../../platform/time.ts";
import { communityHref, originOf, withQuery } from "../../addresses.ts";
import { sharePage, type WebContext } from "../../env.ts";
import { missingPage } from "../errors.tsx";
import { Avatar } from "../parts/avatar.tsx";
import { ContentCard } from "../parts/cards.tsx";
import { FarCommunityActions } from "../parts/far-community.tsx";
import { FollowButton } from "../parts/follow-button.tsx";
import { ReportLink } from "../parts/report-link.tsx";
import { suspendingAt } from "../parts/suspend-link.tsx";
import { RelayedEntry } from "../parts/relays.tsx";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";
import type { MessageKey } from "../../../platform/messages.ts";

async function member(c: WebContext) {
  const { db } = c.get("services");
  const t = c.get("t");
  const found = await showMemberAnywhere(db, c.req.param("handle") ?? "");
  if (!found) return missingPage(c);
  if ("moved" in found) return c.redirect(`/membres/${found.moved}`, 301);
  const profile = found.member;
  const home = c.get("services").directory().byId(profile.home);
  const cursor = readCursor(c.req.query("suite"));
  const contents = await listContentsAnywhere(db, { author: profile.id }, cursor, 24);
  const { viewer } = c.get("act");
  const own = viewer.kind === "member" && viewer.id === profile.id;
  const [following, accepts, joined, moved, suspending, far] = await Promise.all([isFollowingAnywhere(c.get("act"), "member", profile.id), findAcceptanceAnywhere(db, profile.id), listJoinedAnywhere(db, profile.id, 12), findMovedAnywhere(db, profile.id), suspendingAt(c, profile.id), findFarStandingAnywhere(c.get("act"), profile.id)]);
  const canonical = `${originOf(c, profile.home)}/membres/${profile.handle}`;
  const { relays } = cursor ? { relays: [] } : await listRelaysByAnywhere(db, profile.id, null, 3);
  sharePage(c, ["network", `member:${profile.id}`]);
  const document = await c.get("services").documentOf({ kind: "member", subject: profile.id, territory: profile.home, slug: profile.handle });
  return render(c, { title: profile.name, description: profile.bio.slice(0, 200) || undefined, canonical, document, noindex: !profile.indexed, jsonLd: { "@context": "https://schema.org", "@type": "ProfilePage", mainEntity: { "@type": "Person", name: profile.name, url: canonical, description: profile.bio } } }, (
    <div class="wrap">
      <div class="head">
        <div class="byline"><Avatar name={profile.name} picture={profile.picture} large /><div><h1>{profile.name}</h1><p class="soft">{[profile.commune, home.name].filter(Boolean).join(" · ")}</p></div></div>
        {profile.animates.length > 0 ? <p><span class="badge">{t("member_animates", { name: profile.animates.map((id) => c.get("services").directory().byId(id).name).join(", ") })}</span></p> : null}
        {moved ? <p class="notice">{t("member_moved", { name: profile.name })} <a href={moved.url} rel="nofollow noopener">{moved.handle}</a></p> : null}
        {profile.bio ? <p class="lead">{profile.bio}</p> : null}
        {profile.interests.length > 0 ? <ul class="chips">{profile.interests.map((theme) => <li><a class="chip" href={`/themes/${theme}`}>{t(`theme_${theme}` as MessageKey)}</a></li>)}</ul> : null}
        {profile.links.length > 0 ? <ul>{profile.links.map((link) => <li><a href={link.url} rel="nofollow ugc noopener me">{link.label || link.url}</a></li>)}</ul> : null}
        {joined.length > 0 ? <p>{t("member_communities")} {joined.map((each, index) => <>{index > 0 ? ", " : ""}<a href={communityHref(c, each)}>{each.name}</a></>)}</p> : null}
        {far ? null : <p class="soft small">{t("member_since", { date: formatShortDay(todayIn(home.zone, profile.createdAt), c.get("locale")) })}</p>}
        {own ? <a class="button quiet" href="/mon-espace/profil">{t("profile_edit")}</a> : <div class="actions">{far ? <FarCommunityActions c={c} handle={profile.handle} state={far.state} /> : null}<FollowButton c={c} kind="member" target={profile.id} following={following} />{far || accepts === "nobody" ? null : <a class="button quiet" href={`/membres/${encodeURIComponent(profile.handle)}/ecrire`} rel="nofollow">{t("message_write")}</a>}<ReportLink c={c} name="membre" id={profile.id} />{suspending ? <a href={suspending} rel="nofollow">{t("suspension_ask")}</a> : null}</div>}
      </div>
      {contents.cards.length > 0 ? <div class="grid">{contents.cards.map((card) => <ContentCard c={c} card={card} level={2} />)}</div> : <p class="empty">{t("member_nothing")}</p>}
      <div class="pages">{contents.next ? <a class="button" rel="next" href={withQuery(c, { suite: writeCursor(contents.next) })}>{t("older")}</a> : null}</div>
      {relays.length > 0 ? (
        <section class="section stack" aria-labelledby="relays-title"><h2 id="relays-title">{t("relays_title")}</h2>
          <div class="grid">{relays.map(({ card, ...relay }) => <RelayedEntry c={c} card={card} relay={relay} level={3} />)}</div>
          <p><a href={`/membres/${profile.handle}/relais`}>{t("relays_all", { name: profile.name })}</a></p>
        </section>
      ) : null}
    </div>
  ));
}

/** Everything that a member shared, by time. */
async function memberRelays(c: WebContext) {
  const { db } = c.get("services");
  const t = c.get("t");
  const found = await showMemberAnywhere(db, c.req.param("handle") ?? "");
  if (!found) return missingPage(c);
  if ("moved" in found) return c.redirect(`/membres/${found.moved}/relais`, 301);
  const { member: profile } = found;
  const { relays, next } = await listRelaysByAnywhere(db, profile.id, readRelayCursor(c.req.query("suite")), 24);
  const title = t("relays_all", { name: profile.name });
  sharePage(c, ["network", `member:${profile.id}`]);
  return render(c, { title, canonical: `${originOf(c, profile.home)}/membres/${profile.handle}/relais`, noindex: true }, (
    <div class="wrap">
      <div class="head"><h1>{title}</h1><p><a href={`/membres/${profile.handle}`}>{profile.name}</a></p></div>
      {relays.length > 0 ? <div class="grid">{relays.map(({ card, ...relay }) => <RelayedEntry c={c} card={card} relay={relay} />)}</div> : <p class="empty">{t("relays_none")}</p>}
      <div class="pages">{next ? <a class="button" rel="next" href={withQuery(c, { suite: writeRelayCursor(next) })}>{t("older")}</a> : null}</div>
    </div>
  ));
}

export const memberRoutes: readonly Route[] = [page("/membres/:handle", "public", member), page("/membres/:handle/relais", "public", memberRelays)];
