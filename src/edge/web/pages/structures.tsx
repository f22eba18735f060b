import { listStructures, readNameCursor, searchNamesAnywhere, writeNameCursor } from "../../../features/structures/list-structures.ts";
import { structureTypes } from "../../../features/structures/structure.ts";
import { themeCodes } from "../../../features/tags/themes.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { Select, TextField } from "../../../ui/form.tsx";
import { withQuery } from "../../addresses.ts";
import { censusFilter, readCensusQuery, type CensusQuery } from "../../census-query.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { throttled } from "../parts/account-answers.tsx";
import { StructureCard } from "../parts/structure-cards.tsx";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

const pageSize = 24;

/** The census of this territory, or of the network at the portal. */
async function census(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  const query = readCensusQuery(c);
  const cursor = readNameCursor(query.suite);
  const { structures, next } = await listStructures(c.get("services").db, territory?.id ?? null, censusFilter(query), cursor, pageSize);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  const feeds = [["application/atom+xml", "atom"], ["application/feed+json", "json"], ["application/geo+json", "geojson"], ["text/csv", "csv"]] as const;
  const suffixed = (suffix: string) => withQuery(c, { suite: null }).replace("/structures", `/structures.${suffix}`);
  return render(c, { title: t("structures_title"), description: t("structures_lead"), noindex: new URL(c.req.url).search !== "", feeds: feeds.map(([type, suffix]) => ({ type, href: suffixed(suffix), title: t("structures_title") })) }, (
    <div class="wrap">
      <div class="head"><h1>{t("structures_title")}</h1><p class="lead">{t("structures_lead")}</p><div class="actions"><a class="button quiet" href="/contribuer/structure">{t("structure_record")}</a></div></div>
      <Filters c={c} query={query} />
      <div class="section">
        {structures.length > 0 ? <div class="grid">{structures.map((structure) => <StructureCard c={c} structure={structure} />)}</div> : <div class="empty"><p>{t("structures_empty")}</p><a class="button" href="/contribuer/structure">{t("structure_record")}</a></div>}
        <div class="pages">
          {cursor ? <a class="button quiet" href={withQuery(c, { suite: null })}>{t("first_page")}</a> : null}
          {next ? <a class="button" rel="next" href={withQuery(c, { suite: writeNameCursor(next) })}>{t("structures_more")}</a> : null}
        </div>
        <p class="soft small">{t("list_subscribe")} <a href={suffixed("atom")}>Atom</a> · <a href={suffixed("rss")}>RSS</a> · <a href={suffixed("json")}>JSON Feed</a> · <a href={suffixed("csv")}>CSV</a> · <a href={suffixed("geojson")}>GeoJSON</a></p>
      </div>
    </div>
  ));
}

function Filters({ c, query }: { c: WebContext; query: CensusQuery }) {
  const t = c.get("t");
  const any = { value: "", label: t("filter_any") };
  const set = Object.entries(query).some(([name, value]) => value !== undefined && name !== "suite");
  return (
    <details class="filters" open={set}>
      <summary><strong>{t("filters")}</strong></summary>
      <form action="/structures" method="get">
        <TextField name="nom" label={t("structure_filter_name")} value={query.nom} autocomplete="off" />
        <Select name="type" label={t("structure_type")} value={query.type} options={[any, ...structureTypes.map((type) => ({ value: type, label: t(`structure_type_${type}`) }))]} />
        <TextField name="commune" label={t("field_commune")} value={query.commune} autocomplete="off" />
        <Select name="theme" label={t("filter_theme")} value={query.theme} options={[any, ...themeCodes.map((theme) => ({ value: theme, label: t(`theme_${theme}`) }))]} />
        <div class="actions"><button class="button" type="submit">{t("filter_apply")}</button>{set ? <a href="/structures">{t("filters_clear")}</a> : null}</div>
      </form>
    </details>
  );
}

/** The names that a form offers while one types. */
async function byName(c: WebContext) {
  const { viewer, db } = c.get("act");
  const slow = await throttled(c, "by-name", 600, 600, viewer.kind === "member" ? viewer.id : "");
  if (slow) return slow;
  const found = await searchNamesAnywhere(db, territoryOf(c)?.id ?? null, (c.req.query("q") ?? "").slice(0, 80), 8);
  return c.json(found.map(({ id, name, commune }) => ({ id, name, commune })), 200, { "Cache-Control": "private, no-store" });
}

export const censusRoutes: readonly Route[] = [page("/structures", "public", census), page("/structures-par-nom", "member", byName)];
