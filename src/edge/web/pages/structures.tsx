import { listStructures, readNameCursor, searchNamesAnywhere, writeNameCursor } from "../../../features/structures/list-structures.ts";
import { structureTypes } from "../../../features/structures/structure.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { TextField } from "../../../ui/form.tsx";
import { censusFilter, readCensusQuery } from "../../census-query.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { throttled } from "../parts/account-answers.tsx";
import { FeedLinks, feedsOf, FilterChoice, Filters, isSet, PageTurns, suffixed, ThemeFilter } from "../parts/listing.tsx";
import { StructureCard } from "../parts/structure-cards.tsx";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

const pageSize = 24;
const suffixes = ["atom", "json", "geojson", "csv"] as const;

/** The census of this territory, or of the network at the portal. */
async function census(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  const query = readCensusQuery(c);
  const cursor = readNameCursor(query.suite);
  const { structures, next } = await listStructures(c.get("services").db, territory?.id ?? null, censusFilter(query), cursor, pageSize);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  const at = suffixed(c, "/structures");
  return render(c, { title: t("structures_title"), description: t("structures_lead"), noindex: new URL(c.req.url).search !== "", feeds: feedsOf(t("structures_title"), suffixes, at) }, (
    <div class="wrap">
      <div class="head"><h1>{t("structures_title")}</h1><p class="lead">{t("structures_lead")}</p><div class="actions"><a class="button quiet" href="/contribuer/structure">{t("structure_record")}</a></div></div>
      <Filters c={c} action="/structures" set={isSet(query)}>
        <TextField name="nom" label={t("structure_filter_name")} value={query.nom} autocomplete="off" />
        <FilterChoice c={c} name="type" label={t("structure_type")} value={query.type} options={structureTypes.map((type) => ({ value: type, label: t(`structure_type_${type}`) }))} />
        <TextField name="commune" label={t("field_commune")} value={query.commune} autocomplete="off" />
        <ThemeFilter c={c} theme={query.theme} />
      </Filters>
      <div class="section">
        {structures.length > 0 ? <div class="grid">{structures.map((structure) => <StructureCard c={c} structure={structure} />)}</div> : <div class="empty"><p>{t("structures_empty")}</p><a class="button" href="/contribuer/structure">{t("structure_record")}</a></div>}
        <PageTurns c={c} first={!cursor} next={next ? writeNameCursor(next) : null} more="structures_more" />
        <FeedLinks c={c} suffixes={suffixes} at={at} />
      </div>
    </div>
  ));
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
