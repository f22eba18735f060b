import { accesses, purposes } from "../../../features/communities/community.ts";
import { listCommunities, listOwnCommunitiesAnywhere, readCommunityCursor, writeCommunityCursor } from "../../../features/communities/list-communities.ts";
import { listFarCommunitiesAnywhere } from "../../../features/far-communities/list-far.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { TextField } from "../../../ui/form.tsx";
import { communityHref } from "../../addresses.ts";
import { communityFilter, readCommunitiesQuery } from "../../community-query.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { missingPage } from "../errors.tsx";
import { CommunityBadges, CommunityCard } from "../parts/community-cards.tsx";
import { FeedLinks, feedsOf, FilterChoice, Filters, isSet, PageTurns, suffixed } from "../parts/listing.tsx";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

const pageSize = 24;
const suffixes = ["atom", "rss", "json", "csv"] as const;

/** The communities of this territory, or of the network at the portal: those that everybody may know of. */
async function communities(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  const query = readCommunitiesQuery(c);
  const cursor = readCommunityCursor(query.suite);
  const listing = await listCommunities(c.get("services").db, territory?.id ?? null, communityFilter(query), cursor, pageSize);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  const at = suffixed(c, "/communautes");
  return render(c, { title: t("communities_title"), description: t("communities_lead"), noindex: new URL(c.req.url).search !== "", feeds: feedsOf(t("communities_title"), suffixes, at) }, (
    <div class="wrap">
      <div class="head"><h1>{t("communities_title")}</h1><p class="lead">{t("communities_lead")}</p><div class="actions"><a class="button quiet" href="/contribuer/communaute">{t("community_ask_for_it")}</a></div></div>
      <Filters c={c} action="/communautes" set={isSet(query)}>
        <TextField name="nom" label={t("community_filter_name")} value={query.nom} autocomplete="off" />
        <FilterChoice c={c} name="type" label={t("community_purpose")} value={query.type} options={purposes.map((purpose) => ({ value: purpose, label: t(`community_purpose_${purpose}`) }))} />
        <FilterChoice c={c} name="acces" label={t("community_access")} value={query.acces} options={accesses.filter((access) => access !== "private").map((access) => ({ value: access, label: t(`community_access_${access}`) }))} />
      </Filters>
      <div class="section">
        {listing.communities.length > 0 ? <div class="grid">{listing.communities.map((each) => <CommunityCard c={c} community={each} />)}</div> : <div class="empty"><p>{t("communities_empty")}</p><a class="button" href="/contribuer/communaute">{t("community_ask_for_it")}</a></div>}
        <PageTurns c={c} first={!cursor} next={listing.next ? writeCommunityCursor(listing.next) : null} more="communities_more" />
        <FeedLinks c={c} suffixes={suffixes} at={at} />
      </div>
    </div>
  ));
}

/** What a member is in, or asked for: their own list, with the private ones. */
async function own(c: WebContext) {
  const t = c.get("t");
  const { viewer, db } = c.get("act");
  if (viewer.kind === "visitor") return missingPage(c);
  const [mine, far] = await Promise.all([listOwnCommunitiesAnywhere(db, viewer.id), listFarCommunitiesAnywhere(db, viewer.id)]);
  return render(c, { title: t("my_communities"), noindex: true }, (
    <div class="wrap">
      <div class="head"><h1>{t("my_communities")}</h1><div class="actions"><a class="button quiet" href="/communautes">{t("communities_all")}</a><a class="button quiet" href="/contribuer/communaute">{t("community_ask_for_it")}</a></div></div>
      {mine.length === 0 && far.length === 0 ? <div class="empty"><p>{t("my_communities_empty")}</p></div> : null}
      {mine.length === 0 ? null : <ul class="plain stack">{mine.map((each) => (
        <li class="row"><a href={communityHref(c, each)}><strong>{each.name}</strong></a><span class="soft">{each.membership === "asked" ? t("community_asked_badge") : t(`community_role_${each.role}`)}</span><CommunityBadges c={c} community={each} /></li>
      ))}</ul>}
      {far.length > 0 ? <section class="section stack" aria-labelledby="far"><h2 id="far">{t("far_communities")}</h2><ul class="plain stack">{far.map((each) => (
        <li class="row"><a href={`/membres/${encodeURIComponent(each.handle)}`}><strong>{each.name}</strong></a><span class="soft">{each.handle} · {t(each.state === "asked" ? "community_asked_badge" : "community_role_member")}</span></li>
      ))}</ul></section> : null}
    </div>
  ));
}

export const communitiesRoutes: readonly Route[] = [page("/communautes", "public", communities), page("/mon-espace/communautes", "member", own)];
