import { listOwnAnywhere, readCursor, writeCursor } from "../../../features/contents/list-contents.ts";
import { listInvitationsToAnywhere } from "../../../features/co-authors/list-invitations.ts";
import { countUnreadAnywhere } from "../../../features/messages/list-conversations.ts";
import { listFeedAnywhere, listFollowedAnywhere } from "../../../features/follows/list-feed.ts";
import { listInvitationsAnywhere } from "../../../features/projects/show-project.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { formatAgo } from "../../../platform/time.ts";
import { communityHref, hrefOf, originOf, structureHref, withQuery } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { missingPage } from "../errors.tsx";
import { ContentCard } from "../parts/cards.tsx";
import { RelayedEntry } from "../parts/relays.tsx";
import { themeName } from "../../themes.ts";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

/** The feed of what a member follows, across territories, by time. */
async function feed(c: WebContext) {
  const { db } = c.get("services");
  const t = c.get("t");
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor") return missingPage(c);
  const cursor = readCursor(c.req.query("suite"));
  const [unread, teams, listing, followed, invitations] = await Promise.all([countUnreadAnywhere(db, viewer.id), listInvitationsAnywhere(c.get("act")), listFeedAnywhere(c.get("act"), viewer.id, cursor, 20), listFollowedAnywhere(db, viewer.id), listInvitationsToAnywhere(db, viewer.id)]);
  const address = (source: (typeof followed)[number]) => {
    if (source.kind === "theme") return `/themes/${source.target}`;
    if (source.kind === "tag") return `/mots-cles/${source.target}`;
    if (source.kind === "member") return `/membres/${source.slug}`;
    if (!source.territory) return "/";
    if (source.kind === "structure") return structureHref(c, { territory: source.territory, slug: source.slug });
    if (source.kind === "community") return communityHref(c, { territory: source.territory, slug: source.slug });
    return source.kind === "territory" ? originOf(c, source.territory) : hrefOf(c, { territory: source.territory, kind: source.kind, slug: source.slug });
  };
  return render(c, { title: t("my_space"), noindex: true }, (
    <div class="wrap">
      <div class="head"><h1>{t("my_space")}</h1><p class="lead">{t("my_space_lead")}</p><div class="actions"><a class="button quiet" href="/messages">{unread > 0 ? `${t("messages")} (${unread})` : t("messages")}</a><a class="button quiet" href="/mon-espace/contenus">{t("my_contents")}</a><a class="button quiet" href="/mon-espace/dossiers">{t("my_dossiers")}</a><a class="button quiet" href="/mon-espace/communautes">{t("my_communities")}</a><a class="button quiet" href="/mon-espace/reservations">{t("bookings_own")}</a><a class="button quiet" href="/mon-espace/reponses">{t("answers_own")}</a><a class="button quiet" href="/mon-espace/profil">{t("profile_edit")}</a></div></div>
      {unread > 0 ? <p class="notice"><a href="/messages">{t("messages_unread", { count: unread })}</a></p> : null}
      {invitations.length > 0 ? <p class="notice"><a href="/mon-espace/ecrire-ensemble">{t("invitations_wait", { count: invitations.length })}</a></p> : null}
      {teams.length > 0 ? <section class="notice stack tight"><h2>{t("project_invitations")}</h2>{teams.map((each) => <form class="row" method="post" action={`/projets/${each.id}/equipe/repondre`}><span>{t("project_invitation_line", { title: each.title, name: each.by })}</span><button class="button quiet" name="accepter" value="1">{t("project_accept")}</button><button class="linklike" name="accepter" value="0">{t("project_decline")}</button></form>)}</section> : null}
      <div class="columns">
        <div>
          {listing.entries.length > 0 ? <div class="grid">{listing.entries.map(({ card, relay }) => (relay ? <RelayedEntry c={c} card={card} relay={relay} /> : <ContentCard c={c} card={card} level={2} />))}</div> : <div class="empty"><p><strong>{t("feed_empty")}</strong></p><p>{t("feed_empty_hint")}</p><div class="actions"><a class="button" href="/membres">{t("nav_members")}</a><a class="button quiet" href="/mots-cles">{t("tags_title")}</a></div></div>}
          <div class="pages">{listing.next ? <a class="button" rel="next" href={withQuery(c, { suite: writeCursor(listing.next) })}>{t("older")}</a> : null}</div>
        </div>
        <aside class="stack"><h2>{t("followed_title")}</h2>{followed.length > 0 ? <ul class="chips">{followed.map((source) => <li><a class="chip" href={address(source)}>{source.kind === "tag" ? `#${source.label}` : source.kind === "theme" ? themeName(c, source.target) : source.label}</a></li>)}</ul> : <p class="soft">{t("followed_none")}</p>}</aside>
      </div>
    </div>
  ));
}

async function ownContents(c: WebContext) {
  const { db } = c.get("services");
  const t = c.get("t");
  const { viewer, now } = c.get("act");
  if (viewer.kind === "visitor") return missingPage(c);
  const contents = await listOwnAnywhere(db, viewer.id);
  return render(c, { title: t("my_contents"), noindex: true }, (
    <div class="wrap">
      <div class="head"><h1>{t("my_contents")}</h1></div>
      {contents.length === 0 ? <div class="empty"><p>{t("my_contents_empty")}</p><a class="button" href="/contribuer">{t("contribute")}</a></div> : (
        <div class="table-scroll" role="region" tabindex={0} aria-label={t("my_contents")}><table class="data"><thead><tr><th scope="col">{t("column_title")}</th><th scope="col">{t("column_kind")}</th><th scope="col">{t("column_state")}</th><th scope="col">{t("column_changed")}</th></tr></thead>
          <tbody>{contents.map((content) => <tr><td><a href={hrefOf(c, content)}>{content.title}</a></td><td>{t(`kind_${content.kind}`)}</td><td>{t(`state_${content.state}` as MessageKey)}</td><td>{formatAgo(content.updatedAt, now(), c.get("locale"))}</td></tr>)}</tbody></table></div>
      )}
    </div>
  ));
}

export const ownSpaceRoutes: readonly Route[] = [
  page("/mon-espace", "member", feed),
  page("/mon-espace/contenus", "member", ownContents),
];
