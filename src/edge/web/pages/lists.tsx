import { genres } from "../../../features/contents/content.ts";
import { listContents, listContentsAnywhere, readCursor, writeCursor, type ContentFilter } from "../../../features/contents/list-contents.ts";
import { isFollowingAnywhere } from "../../../features/follows/find-follow.ts";
import { listMembers, readMemberCursor, writeMemberCursor } from "../../../features/members/show-member.ts";
import { findStandingTag, findTagLabelAnywhere, listTags } from "../../../features/tags/list-tags.ts";
import { themeCodes } from "../../../features/tags/themes.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { tagKey } from "../../../platform/text/slug.ts";
import { plurals, withQuery } from "../../addresses.ts";
import { sharePage, territoryOf, type WebContext, type Documented } from "../../env.ts";
import { missingPage } from "../errors.tsx";
import { ContentCard } from "../parts/cards.tsx";
import { FollowButton } from "../parts/follow-button.tsx";
import { FeedLinks, feedsOf, PageTurns, type FeedSuffix } from "../parts/listing.tsx";
import { Avatar } from "../parts/avatar.tsx";
import { animateTagsRoutes } from "./animate-tags.tsx";
import { animateThemesRoutes } from "./animate-themes.tsx";
import { drawPattern } from "../../../ui/pattern.ts";
import { ThemeIcon } from "../../../ui/theme-icon.tsx";
import { themeLook, themeName, themeNameIn } from "../../themes.ts";
import { raw } from "hono/html";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";
import type { Child } from "hono/jsx";

const suffixes = ["atom", "rss", "json", "csv"] as const;

interface ListPage {
  readonly title: string;
  readonly lead?: string;
  readonly filter: ContentFilter;
  /** The address without a suffix, for the feeds. */
  readonly path: string;
  /** Whoever passes on what is listed. */
  readonly document?: Documented | null;
  readonly above?: Child;
  readonly write?: { readonly href: string; readonly label: string };
}

/** Any listing of contents by age: of this territory, or of the network at the portal. */
async function showList(c: WebContext, list: ListPage) {
  const { db } = c.get("services");
  const t = c.get("t");
  const territory = territoryOf(c);
  const cursor = readCursor(c.req.query("suite"));
  const listing = territory ? await listContents(db, territory.id, list.filter, cursor, 24) : await listContentsAnywhere(db, list.filter, cursor, 24);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  const at = (suffix: FeedSuffix) => `${list.path}.${suffix}`;
  return render(c, { title: list.title, description: list.lead, noindex: cursor !== null, document: list.document && listing.cards.length > 0 ? await c.get("services").documentOf(list.document) : null, feeds: feedsOf(list.title, suffixes, at) }, (
    <div class="wrap">
      <div class="head"><h1>{list.title}</h1>{list.lead ? <p class="lead">{list.lead}</p> : null}{list.above}</div>
      {listing.cards.length > 0 ? <div class="grid">{listing.cards.map((card) => <ContentCard c={c} card={card} level={2} />)}</div> : <div class="empty"><p>{t("list_empty")}</p><a class="button" href={list.write?.href ?? "/contribuer"}>{list.write?.label ?? t("contribute")}</a></div>}
      <PageTurns c={c} first={!cursor} next={listing.next ? writeCursor(listing.next) : null} />
      <FeedLinks c={c} suffixes={suffixes} at={at} />
    </div>
  ));
}

function byKind(kind: "article" | "dossier") {
  return (c: WebContext) => {
    const t = c.get("t");
    const genre = genres.find((each) => each === c.req.query("genre"));
    const chips = kind === "article" ? (
      <ul class="chips">
        <li><a class="chip" href="/articles" aria-current={genre ? undefined : "true"}>{t("filter_any")}</a></li>
        {genres.map((each) => <li><a class="chip" href={`/articles?genre=${each}`} aria-current={each === genre ? "true" : undefined}>{t(`genre_${each}`)}</a></li>)}
      </ul>
    ) : null;
    return showList(c, { title: t(`list_${kind}`), lead: t(`list_${kind}_lead`), filter: { kind, genre: kind === "article" ? genre : undefined }, path: `/${plurals[kind]}`, above: chips });
  };
}

async function byTag(c: WebContext) {
  const { db } = c.get("services");
  const typed = c.req.param("tag") ?? "";
  const tag = tagKey(typed);
  if (tag !== typed) return tag ? c.redirect(`/mots-cles/${encodeURIComponent(tag)}`, 301) : missingPage(c);
  const here = territoryOf(c);
  const standing = await findStandingTag(db, here?.id ?? null, tag);
  if (standing !== tag) return c.redirect(`/mots-cles/${encodeURIComponent(standing)}`, 301);
  const label = await findTagLabelAnywhere(db, tag);
  if (!label) return missingPage(c);
  const following = await isFollowingAnywhere(c.get("act"), "tag", tag);
  return showList(c, { title: `#${label}`, lead: c.get("t")("tag_lead"), filter: { tag }, path: `/mots-cles/${tag}`, document: here ? { kind: "tag", subject: tag, territory: here.id, slug: tag } : null, above: <FollowButton c={c} kind="tag" target={tag} following={following} /> });
}

async function byTheme(c: WebContext) {
  const theme = c.req.param("theme") ?? "";
  const [name, look] = [themeNameIn(c, theme, c.get("locale")), themeLook(c, theme)];
  if (name === null || look === null) return missingPage(c);
  const following = await isFollowingAnywhere(c.get("act"), "theme", theme);
  const above = <><div class="card banner"><div class="picture">{raw(drawPattern(look.pattern, theme))}</div></div><div class="row"><span class="kind"><ThemeIcon name={look.icon} />{c.get("t")("filter_theme")}</span><FollowButton c={c} kind="theme" target={theme} following={following} /></div></>;
  return showList(c, { title: name, lead: c.get("t")("theme_lead"), filter: { theme }, path: `/themes/${theme}`, above });
}

async function tags(c: WebContext) {
  const { db } = c.get("services");
  const t = c.get("t");
  const territory = territoryOf(c);
  const used = await listTags(db, territory?.id ?? null, 120);
  const own = (territory?.themes ?? []).filter((theme) => !theme.retired);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  return render(c, { title: t("tags_title") }, (
    <div class="wrap">
      <div class="head"><h1>{t("tags_title")}</h1></div>
      <div class="stack loose">
        {own.length > 0 ? <section class="stack"><h2>{t("themes_own")}</h2><ThemeChips c={c} codes={own.map((theme) => theme.code)} /></section> : null}
        <section class="stack"><h2>{t(own.length > 0 ? "themes_network" : "themes_title")}</h2><ThemeChips c={c} codes={themeCodes} /></section>
        <section class="stack"><h2>{t("tags_most")}</h2><ul class="chips">{used.map((tag) => <li><a class="chip" href={`/mots-cles/${tag.tag}`}>{tag.label} <span class="soft">{t("number", { n: tag.uses })}</span></a></li>)}</ul></section>
      </div>
    </div>
  ));
}

function ThemeChips({ c, codes }: { c: WebContext; codes: readonly string[] }) {
  return <ul class="chips">{codes.map((code) => <li><a class="chip" href={`/themes/${code}`}><ThemeIcon name={themeLook(c, code)?.icon ?? "star"} />{themeName(c, code)}</a></li>)}</ul>;
}

async function members(c: WebContext) {
  const { db } = c.get("services");
  const t = c.get("t");
  const territory = territoryOf(c);
  const after = readMemberCursor(c.req.query("suite"));
  const found = await listMembers(db, territory?.id ?? null, after, 49);
  const last = found.length > 48 ? found[47] : undefined;
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  return render(c, { title: t("nav_members"), noindex: after !== null }, (
    <div class="wrap">
      <div class="head"><h1>{t("nav_members")}</h1><p class="lead">{t("members_lead")}</p></div>
      <ul class="plain grid">
        {found.slice(0, 48).map((member) => (
          <li class="byline"><Avatar name={member.name} picture={member.picture} /><div><a href={`/membres/${member.handle}`}><strong>{member.name}</strong></a><p class="soft small">{member.commune}</p></div></li>
        ))}
      </ul>
      <div class="pages">{last ? <a class="button" rel="next" href={withQuery(c, { suite: writeMemberCursor(last) })}>{t("more_members")}</a> : null}</div>
    </div>
  ));
}

export const listRoutes: readonly Route[] = [
  page("/articles", "public", byKind("article")),
  page("/evenements", "public", (c) => c.redirect("/agenda", 301)),
  page("/mots-cles", "public", tags),
  page("/mots-cles/:tag", "public", byTag),
  page("/themes/:theme", "public", byTheme),
  page("/membres", "public", members),
  ...animateTagsRoutes, ...animateThemesRoutes,
];
