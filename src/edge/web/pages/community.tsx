import { raw } from "hono/html";
import { findGatheredAnywhere, listComingInAnywhere, listFeaturedInAnywhere, listGatheredAnywhere } from "../../../features/communities/list-gathered.ts";
import { listCommunityMembersAnywhere, listInChargeAnywhere, type CommunityPerson } from "../../../features/communities/list-members.ts";
import { roleIn } from "../../../features/communities/policy.ts";
import { findReasonAnywhere, findRequestAnywhere, type Community } from "../../../features/communities/show-community.ts";
import { contentKinds } from "../../../features/contents/content.ts";
import { readCursor, writeCursor } from "../../../features/contents/list-contents.ts";
import { isFollowingAnywhere } from "../../../features/follows/find-follow.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { excerpt, plainText } from "../../../platform/text/plain.ts";
import { renderText } from "../../../platform/text/render.ts";
import { canonicalOf, communityHref, kindOfPlural, originOf, withQuery } from "../../addresses.ts";
import { readGatheredFilter } from "../../community-query.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { missingPage } from "../errors.tsx";
import { communityJsonLd } from "../json-ld-community.ts";
import { Avatar } from "../parts/avatar.tsx";
import { ContentCard } from "../parts/cards.tsx";
import { CommunityActions, CommunityHead, communityNamed } from "../parts/community-head.tsx";
import { CommunityPicture } from "../parts/community-cards.tsx";
import { FollowButton } from "../parts/follow-button.tsx";
import { FilterChoice, Filters, PageTurns, ThemeFilter } from "../parts/listing.tsx";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

const feedTypes = [["application/atom+xml", "atom"], ["application/rss+xml", "rss"], ["application/feed+json", "json"], ["text/calendar", "ics"]] as const;

/** Shown to all, it is kept in memory for all; what it shows may come from any territory. */
function share(c: WebContext, community: Community) {
  if (isShared(community)) sharePage(c, [touchTerritory(community.territory), "network"]);
}

function isShared({ access, state }: Community): boolean {
  return access !== "private" && (state === "active" || state === "archived");
}

/** The page of a private one says nothing to search engines, nor of feeds that it has not. */
function headOf(community: Community, more: { title: string; noindex?: boolean }) {
  const shared = isShared(community);
  return { description: community.summary || undefined, ...more, noindex: more.noindex === true || !shared, feeds: shared ? feedTypes.map(([type, suffix]) => ({ type, href: `/communautes/${community.slug}.${suffix}`, title: community.name })) : [] };
}

const told: Readonly<Record<string, "community_joined" | "community_asked">> = { bienvenue: "community_joined", demande: "community_asked" };

async function home(c: WebContext) {
  const community = await communityNamed(c);
  if (community instanceof Response) return community;
  const act = c.get("act");
  const t = c.get("t");
  const [featured, latest, coming, inCharge, people, following, asked, reason] = await Promise.all([
    listFeaturedInAnywhere(act, community.id, 3), listGatheredAnywhere(act, community.id, {}, null, 6), listComingInAnywhere(act, community.id, 4), listInChargeAnywhere(act.db, community.id),
    listCommunityMembersAnywhere(act.db, community.id, null, 8), isFollowingAnywhere(act, "community", community.id), findRequestAnywhere(act, community.id), community.state === "refused" ? findReasonAnywhere(act.db, community.id) : "",
  ]);
  share(c, community);
  const origin = originOf(c, community.territory);
  const image = community.picture ? `${origin}/media/${community.picture.hash}-${community.picture.widths.at(-1)}.webp` : undefined;
  const canonical = `${origin}/communautes/${community.slug}`;
  const words = plainText(community.body);
  const role = roleIn(act.viewer, community);
  const living = community.state === "active" || community.state === "archived";
  const within = { name: t("site_name", { name: territoryOf(c)?.name ?? "" }), url: origin };
  const said = told[c.req.query("dit") ?? ""];
  return render(c, {
    ...headOf(community, { title: community.name }), description: community.summary || excerpt(words, 200) || undefined, canonical, image,
    document: isShared(community) ? await c.get("services").documentOf({ kind: "community", subject: community.id, territory: community.territory, slug: community.slug }) : null,
    jsonLd: isShared(community) ? communityJsonLd(community, canonical, { image, within, contents: latest.cards, urlOf: (card) => canonicalOf(c, card) }) : undefined,
  }, (
    <div class="wrap">
      {said ? <p class="notice good" role="status">{t(said)}</p> : null}
      <CommunityHead c={c} community={community} title={community.name} current="home">
        {community.summary ? <p class="lead">{community.summary}</p> : null}
        {community.state === "proposed" ? <p class="notice">{t("community_proposed_told")}</p> : null}
        {community.state === "refused" ? <p class="notice alarm">{t("community_refused_told")}{reason ? ` ${t("community_reason_told", { reason })}` : ""}</p> : null}
        <p class="soft">{t("community_members_count", { count: community.members })} · {t(`community_access_${community.access}_told`)}{role ? ` ${t("community_role_own", { role: t(`community_role_${role}`) })}` : ""}</p>
        <CommunityActions c={c} community={community} asked={asked} follow={living ? <FollowButton c={c} kind="community" target={community.id} following={following} /> : null} />
      </CommunityHead>
      <div class="card banner"><CommunityPicture community={community} sizes="(min-width: 60rem) 60rem, 92vw" lazy={false} /></div>
      <div class="stack loose section">
        {featured.length > 0 ? <section class="stack" aria-labelledby="featured"><h2 id="featured">{t("community_featured")}</h2><div class="grid">{featured.map((card) => <ContentCard c={c} card={card} />)}</div></section> : null}
        {coming.length > 0 ? <section class="stack" aria-labelledby="coming"><div class="spread"><h2 id="coming">{t("community_coming")}</h2>{isShared(community) ? <a href={`/communautes/${community.slug}.ics`}>{t("community_calendar")}</a> : null}</div><div class="grid">{coming.map((card) => <ContentCard c={c} card={card} />)}</div></section> : null}
        {living ? (
          <section class="stack" aria-labelledby="latest"><div class="spread"><h2 id="latest">{t("community_latest")}</h2>{latest.next ? <a href={`/communautes/${community.slug}/contenus`}>{t("community_contents_all")}</a> : null}</div>
            {latest.cards.length > 0 ? <div class="grid">{latest.cards.map((card) => <ContentCard c={c} card={card} />)}</div> : <p class="empty">{t("community_nothing")}</p>}</section>
        ) : null}
        {words ? <section class="stack" aria-labelledby="about"><h2 id="about">{t("community_about")}</h2><div class="prose">{raw(renderText(community.body, { image: () => "", tableLabel: t("table") }))}</div></section> : null}
        <People c={c} community={community} inCharge={inCharge} people={people.people} />
      </div>
    </div>
  ));
}

function People({ c, community, inCharge, people }: { c: WebContext; community: Community; inCharge: readonly CommunityPerson[]; people: readonly CommunityPerson[] }) {
  const t = c.get("t");
  return (
    <section class="stack" aria-labelledby="people"><div class="spread"><h2 id="people">{t("community_in_charge")}</h2><a href={`${communityHref(c, community)}/membres`}>{t("community_members_all")}</a></div>
      {inCharge.length > 0 ? <ul class="plain grid">{inCharge.slice(0, 6).map((person) => (
        <li class="byline"><Avatar name={person.name} picture={person.picture} /><div><a href={`/membres/${person.handle}`}><strong>{person.name}</strong></a><p class="soft small">{t(`community_role_${person.role}`)}</p></div></li>
      ))}</ul> : <p class="soft">{t("community_in_charge_none")}</p>}
      {people.some((person) => person.role === "member") ? <p class="soft">{people.filter((person) => person.role === "member").map((person, index) => <>{index > 0 ? ", " : ""}<a href={`/membres/${person.handle}`}>{person.name}</a></>)}{community.members > people.length ? "…" : ""}</p> : null}
    </section>
  );
}

/** All that is published in it, with filters that its feeds take too. */
async function contents(c: WebContext) {
  const community = await communityNamed(c);
  if (community instanceof Response) return community;
  if (community.state !== "active" && community.state !== "archived") return missingPage(c);
  const t = c.get("t");
  const filter = readGatheredFilter(c);
  const cursor = readCursor(c.req.query("suite"));
  const listing = await listGatheredAnywhere(c.get("act"), community.id, filter, cursor, 24);
  share(c, community);
  const suffixed = (suffix: string) => withQuery(c, { suite: null }).replace("/contenus", `.${suffix}`);
  return render(c, headOf(community, { title: t("community_contents_title", { name: community.name }), noindex: cursor !== null || filter.kind !== undefined || filter.theme !== undefined }), (
    <div class="wrap">
      <CommunityHead c={c} community={community} title={t("community_contents_title", { name: community.name })} current="contents" />
      <Filters c={c} action={`/communautes/${community.slug}/contenus`} set={filter.kind !== undefined || filter.theme !== undefined}>
        <FilterChoice c={c} name="genre" label={t("column_kind")} value={filter.kind} options={contentKinds.map((kind) => ({ value: kind, label: t(`list_${kind}`) }))} />
        <ThemeFilter c={c} theme={filter.theme} />
      </Filters>
      <div class="section">
        {listing.cards.length > 0 ? <div class="grid">{listing.cards.map((card) => <ContentCard c={c} card={card} level={2} />)}</div> : <p class="empty">{t("community_contents_none")}</p>}
        <PageTurns c={c} first={!cursor} next={listing.next ? writeCursor(listing.next) : null} />
        {isShared(community) ? <p class="soft small">{t("list_subscribe")} <a href={suffixed("atom")}>Atom</a> · <a href={suffixed("rss")}>RSS</a> · <a href={suffixed("json")}>JSON Feed</a> · <a href={suffixed("csv")}>CSV</a> · <a href={suffixed("ics")}>{t("community_calendar")}</a></p> : null}
      </div>
    </div>
  ));
}

/** A content has one address, with or without its community: the other leads there. */
async function towardsContent(c: WebContext) {
  const community = await communityNamed(c);
  if (community instanceof Response) return community;
  const kind = kindOfPlural(c.req.param("plural") ?? "");
  const content = kind ? await findGatheredAnywhere(c.get("act"), community.id, kind, c.req.param("content") ?? "") : null;
  return content ? c.redirect(canonicalOf(c, content), 301) : missingPage(c);
}

export const communityRoutes: readonly Route[] = [
  page("/communautes/:slug", "public", home, { at: "territory" }),
  page("/communautes/:slug/contenus", "public", contents, { at: "territory" }),
  page("/communautes/:slug/:plural/:content", "public", towardsContent, { at: "territory" }),
];
