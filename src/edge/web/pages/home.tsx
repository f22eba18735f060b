import { listAgenda, listOpen } from "../../../features/agenda/list-agenda.ts";
import { daysOf } from "../../../features/agenda/when.ts";
import { listAnnouncements } from "../../../features/announcements/list-announcements.ts";
import { listMostJoined } from "../../../features/communities/list-communities.ts";
import type { Card } from "../../../features/contents/card.ts";
import { listContents, listContentsAnywhere, listFeatured } from "../../../features/contents/list-contents.ts";
import { listOperations } from "../../../features/operations/list-operations.ts";
import { listFirstAnywhere } from "../../../features/dossiers/list-outline.ts";
import { listProjects } from "../../../features/projects/list-projects.ts";
import { listTags } from "../../../features/tags/list-tags.ts";
import { countWholeAnywhere } from "../../../features/network/count-platforms.ts";
import { countNetwork } from "../../../features/territories/count-network.ts";
import { listPlaces } from "../../../features/visiting/list-places.ts";
import { touchContent, touchTerritory } from "../../../platform/facts.ts";
import { todayIn } from "../../../platform/time.ts";
import { Icon } from "../../../ui/icon.tsx";
import { hrefOf } from "../../addresses.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { BriefLine, ContentCard, EventLine, KindRow, Lead, OpenLine } from "../parts/cards.tsx";
import { CommunityCard } from "../parts/community-cards.tsx";
import { DossierBlock } from "../parts/dossier-block.tsx";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

async function home(c: WebContext) {
  const { db } = c.get("services");
  const t = c.get("t");
  const territory = territoryOf(c);
  const today = todayIn(territory?.zone ?? "Europe/Paris", c.get("act").now());
  const [agenda, open, announcements, articles, dossiers, featured, tags, counts, communities, operations, places, projects] = await Promise.all([
    listAgenda(db, territory?.id ?? null, { days: daysOf({}, today), notOverAt: c.get("act").now() }, null, 7),
    listOpen(db, territory?.id ?? null, { days: daysOf({}, today) }, 6),
    listAnnouncements(db, territory?.id ?? null, {}, c.get("act").now(), null, 5),
    territory ? listContents(db, territory.id, { kind: "article" }, null, 7) : listContentsAnywhere(db, { kind: "article" }, null, 7),
    territory ? listContents(db, territory.id, { kind: "dossier" }, null, 4) : listContentsAnywhere(db, { kind: "dossier" }, null, 4),
    territory ? listFeatured(db, territory.id, 1) : [],
    listTags(db, territory?.id ?? null, 18),
    territory ? countNetwork(db, territory.id) : countWholeAnywhere(db),
    listMostJoined(db, territory?.id ?? null, 3),
    listOperations(db, territory?.id ?? null, today, false, 3),
    listPlaces(db, territory?.id ?? null, {}, null, 3),
    listProjects(db, territory?.id ?? null, {}, null, 3),
  ]);
  const first = featured[0] ?? articles.cards[0];
  const [shelf] = dossiers.cards;
  const shelved = shelf ? await listFirstAnywhere(db, shelf.id, 4) : [];
  sharePage(c, [territory ? touchTerritory(territory.id) : "network", ...shelved.map((card) => touchContent(card.id))]);
  return render(c, { title: territory ? t("site_name", { name: territory.name }) : t("portal_name"), description: t("home_description", { name: territory?.name ?? "France" }), document: territory ? await c.get("services").documentOf({ kind: "territory", subject: territory.id, territory: territory.id, slug: territory.slug }) : null, feeds: feedLinks(c) }, (
    <>
      <div class="wrap head">
        <h1>{territory ? t("home_title", { name: territory.name }) : t("portal_title")}</h1>
        <p class="lead">{territory ? t("home_lead", { structure: territory.structureName }) : t("portal_lead")}</p>
      </div>
      {first ? (
        <section class="wrap section" aria-label={t("home_featured")}>
          <article class="featured">
            <Lead c={c} card={first} sizes="(min-width: 52rem) 36rem, 92vw" lazy={false} />
            <div class="stack">
              <p class="row"><KindRow c={c} card={first} /></p>
              <h2><a href={hrefOf(c, first)}>{first.title}</a></h2>
              <p>{first.summary}</p>
              {first.authors[0] ? <p class="soft small">{t("by", { name: first.authors[0].name })}</p> : null}
            </div>
          </article>
        </section>
      ) : null}
      <section class="section washed" aria-labelledby="home-agenda">
        <div class="wrap columns">
          <div>
            <div class="spread"><h2 id="home-agenda">{t("home_agenda")}</h2><a href="/agenda">{t("home_agenda_all")}</a></div>
            {agenda.lines.length > 0 ? agenda.lines.map((line) => <EventLine c={c} line={line} withDate />) : <p class="empty">{t("agenda_empty")}</p>}
          </div>
          <div class="stack">
            {open.length > 0 ? <><h2>{t("home_open")}</h2><ul class="brief">{open.map((card) => <OpenLine c={c} card={card} />)}</ul></> : null}
            {operations.length > 0 ? <><div class="spread"><h2>{t("home_operations")}</h2><a href="/operations">{t("list_operation")}</a></div><ul class="brief">{operations.map((card) => <BriefLine c={c} card={card} />)}</ul></> : null}
            {announcements.cards.length > 0 ? <><div class="spread"><h2>{t("home_announcements")}</h2><a href="/annonces">{t("home_announcements_all")}</a></div><ul class="brief">{announcements.cards.map((card) => <BriefLine c={c} card={card} />)}</ul></> : null}
          </div>
        </div>
      </section>
      <section class="wrap section" aria-labelledby="home-articles">
        <div class="stack">
          <div class="spread"><h2 id="home-articles">{t("home_articles")}</h2><a href="/articles">{t("home_articles_all")}</a></div>
          <div class="grid">{articles.cards.filter((card) => card.id !== first?.id).slice(0, 6).map((card) => <ContentCard c={c} card={card} />)}</div>
        </div>
      </section>
      {dossiers.cards.length > 0 ? (
        <section class="wrap section" aria-labelledby="home-dossiers">
          <div class="stack">
            <div class="spread"><h2 id="home-dossiers">{t("home_dossiers")}</h2><a href="/dossiers">{t("home_dossiers_all")}</a></div>
            {shelf ? <DossierBlock c={c} card={shelf} first={shelved} /> : null}
            <div class="grid">{dossiers.cards.slice(1).map((card) => <ContentCard c={c} card={card} />)}</div>
          </div>
        </section>
      ) : null}
      <Latest c={c} name="places" title={t("home_places")} all={t("home_places_all")} href="/lieux" cards={places.cards} />
      <Latest c={c} name="projects" title={t("home_projects")} all={t("home_projects_all")} href="/projets" cards={projects.cards} />
      {communities.length > 0 ? (
        <section class="wrap section" aria-labelledby="home-communities">
          <div class="stack">
            <div class="spread"><h2 id="home-communities">{t("communities_title")}</h2><a href="/communautes">{t("communities_all")}</a></div>
            <div class="grid">{communities.map((each) => <CommunityCard c={c} community={each} level={3} />)}</div>
          </div>
        </section>
      ) : null}
      <section class="wrap section" aria-labelledby="home-who">
        <div class="columns even">
          <div class="stack">
            <h2 id="home-who">{t("home_who")}</h2>
            <div class="row">
              <p><span class="stat">{t("number", { n: counts.members })}</span> {t("home_members")}</p>
              <p><span class="stat">{t("number", { n: counts.articles })}</span> {t("home_articles_count")}</p>
              <p><span class="stat">{t("number", { n: counts.events })}</span> {t("home_events_count")}</p>
            </div>
            <p>{t("home_join")}</p>
            <div class="actions"><a class="button" href="/contribuer"><Icon name="plus" />{t("contribute")}</a><a class="button quiet" href="/inscription">{t("sign_up")}</a></div>
          </div>
          <div class="stack">
            <h2>{t("home_tags")}</h2>
            <ul class="chips">{tags.map((tag) => <li><a class="chip" href={`/mots-cles/${tag.tag}`}>{tag.label}</a></li>)}</ul>
            {territory ? null : (
              <>
                <h2>{t("home_territories")}</h2>
                <ul class="chips">{c.get("services").directory().platforms.map((each) => <li><a class="chip" href={each.origin}>{each.territory.name}</a></li>)}</ul>
              </>
            )}
          </div>
        </div>
      </section>
    </>
  ));
}

/** The newest of a kind, where there are some. */
function Latest({ c, name, title, all, href, cards }: { c: WebContext; name: string; title: string; all: string; href: string; cards: readonly Card[] }) {
  return cards.length === 0 ? null : (
    <section class="wrap section" aria-labelledby={`home-${name}`}>
      <div class="stack">
        <div class="spread"><h2 id={`home-${name}`}>{title}</h2><a href={href}>{all}</a></div>
        <div class="grid">{cards.map((card) => <ContentCard c={c} card={card} />)}</div>
      </div>
    </section>
  );
}

function feedLinks(c: WebContext) {
  const t = c.get("t");
  return [
    { type: "application/atom+xml", href: "/articles.atom", title: t("nav_articles") },
    { type: "application/rss+xml", href: "/articles.rss", title: t("nav_articles") },
    { type: "text/calendar", href: "/agenda.ics", title: t("nav_agenda") },
  ];
}

export const homeRoutes: readonly Route[] = [page("/", "public", home)];
