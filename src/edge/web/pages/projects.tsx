import { readCursor, writeCursor } from "../../../features/contents/list-contents.ts";
import { listProjects } from "../../../features/projects/list-projects.ts";
import { projectStages } from "../../../features/projects/project.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { projectFilter, readProjectQuery } from "../../project-query.ts";
import { ContentCard } from "../parts/cards.tsx";
import { FeedLinks, feedsOf, FilterChoice, Filters, isSet, PageTurns, suffixed, ThemeFilter } from "../parts/listing.tsx";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

const suffixes = ["rss", "atom", "json", "csv"] as const;

/** What is being made, how far it is, and what it looks for. */
async function projects(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  const query = readProjectQuery(c);
  const cursor = readCursor(query.suite);
  const listing = await listProjects(c.get("services").db, territory?.id ?? null, projectFilter(c, query), cursor, 24);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  const at = suffixed(c, "/projets");
  return render(c, { title: t("list_project"), description: t("list_project_lead"), noindex: new URL(c.req.url).search !== "", feeds: feedsOf(t("list_project"), suffixes, at) }, (
    <div class="wrap">
      <div class="head"><h1>{t("list_project")}</h1><p class="lead">{t("list_project_lead")}</p><div class="actions"><a class="button quiet" href="/contribuer/projet">{t("write_project")}</a></div></div>
      <Filters c={c} action="/projets" set={isSet(query)}>
        <FilterChoice c={c} name="etape" label={t("project_stage")} value={query.etape} options={projectStages.map((stage) => ({ value: stage, label: t(`project_stage_${stage}`) }))} />
        <FilterChoice c={c} name="cherche" label={t("project_needs")} value={query.cherche} options={[{ value: "1", label: t("project_needing") }]} />
        <ThemeFilter c={c} theme={query.theme} />
      </Filters>
      <div class="section stack">
        {listing.cards.length > 0 ? <div class="grid">{listing.cards.map((card) => <ContentCard c={c} card={card} level={2} />)}</div> : (
          <div class="empty"><p><strong>{t("projects_empty")}</strong></p><div class="actions"><a class="button quiet" href="/projets">{t("filters_clear")}</a><a class="button" href="/contribuer/projet">{t("write_project")}</a></div></div>
        )}
        <PageTurns c={c} first={!cursor} next={listing.next ? writeCursor(listing.next) : null} more="projects_more" />
        <FeedLinks c={c} suffixes={suffixes} at={at} />
      </div>
    </div>
  ));
}

export const projectRoutes: readonly Route[] = [page("/projets", "public", projects)];
