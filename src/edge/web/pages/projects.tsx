import { readCursor, writeCursor } from "../../../features/contents/list-contents.ts";
import { listProjects } from "../../../features/projects/list-projects.ts";
import { projectStages } from "../../../features/projects/project.ts";
import { themeCodes } from "../../../features/tags/themes.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { Select } from "../../../ui/form.tsx";
import { withQuery } from "../../addresses.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { projectFilter, readProjectQuery, type ProjectQuery } from "../../project-query.ts";
import { ContentCard } from "../parts/cards.tsx";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

const feeds = [["application/rss+xml", "rss", "RSS"], ["application/atom+xml", "atom", "Atom"], ["application/feed+json", "json", "JSON Feed"]] as const;

/** What is being made, how far it is, and what it looks for. */
async function projects(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  const query = readProjectQuery(c);
  const cursor = readCursor(query.suite);
  const listing = await listProjects(c.get("services").db, territory?.id ?? null, projectFilter(c, query), cursor, 24);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  const { search } = new URL(c.req.url);
  return render(c, { title: t("list_project"), description: t("list_project_lead"), noindex: search !== "", feeds: feeds.map(([type, suffix]) => ({ type, href: `/projets.${suffix}${search}`, title: t("list_project") })) }, (
    <div class="wrap">
      <div class="head"><h1>{t("list_project")}</h1><p class="lead">{t("list_project_lead")}</p><div class="actions"><a class="button quiet" href="/contribuer/projet">{t("write_project")}</a></div></div>
      <Filters c={c} query={query} />
      <div class="section stack">
        {listing.cards.length > 0 ? <div class="grid">{listing.cards.map((card) => <ContentCard c={c} card={card} level={2} />)}</div> : (
          <div class="empty"><p><strong>{t("projects_empty")}</strong></p><div class="actions"><a class="button quiet" href="/projets">{t("filters_clear")}</a><a class="button" href="/contribuer/projet">{t("write_project")}</a></div></div>
        )}
        <div class="pages">
          {cursor ? <a class="button quiet" href={withQuery(c, { suite: null })}>{t("first_page")}</a> : null}
          {listing.next ? <a class="button" rel="next" href={withQuery(c, { suite: writeCursor(listing.next) })}>{t("projects_more")}</a> : null}
        </div>
        <p class="soft small">{t("list_subscribe")} {feeds.map(([, suffix, name]) => <><a href={`/projets.${suffix}${search}`}>{name}</a> · </>)}<a href={`/projets.csv${search}`}>CSV</a></p>
      </div>
    </div>
  ));
}

function Filters({ c, query }: { c: WebContext; query: ProjectQuery }) {
  const t = c.get("t");
  const any = { value: "", label: t("filter_any") };
  const set = Boolean(query.etape ?? query.theme ?? query.cherche);
  return (
    <details class="filters" open={set}>
      <summary><strong>{t("filters")}</strong></summary>
      <form action="/projets" method="get">
        <Select name="etape" label={t("project_stage")} value={query.etape} options={[any, ...projectStages.map((stage) => ({ value: stage, label: t(`project_stage_${stage}`) }))]} />
        <Select name="cherche" label={t("project_needs")} value={query.cherche} options={[any, { value: "1", label: t("project_needing") }]} />
        <Select name="theme" label={t("filter_theme")} value={query.theme} options={[any, ...themeCodes.map((theme) => ({ value: theme, label: t(`theme_${theme}`) }))]} />
        <div class="actions"><button class="button" type="submit">{t("filter_apply")}</button>{set ? <a href="/projets">{t("filters_clear")}</a> : null}</div>
      </form>
    </details>
  );
}

export const projectRoutes: readonly Route[] = [page("/projets", "public", projects)];
