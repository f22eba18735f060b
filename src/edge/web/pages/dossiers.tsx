import { listDossiers } from "../../../features/dossiers/list-dossiers.ts";
import { readCursor, writeCursor } from "../../../features/contents/list-contents.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { TextField } from "../../../ui/form.tsx";
import { withQuery } from "../../addresses.ts";
import { dossierFilter } from "../../dossier-query.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { page, type Route } from "../../route.ts";
import { FeedLinks, feedsOf, Filters, PageTurns, suffixed, ThemeFilter } from "../parts/listing.tsx";
import { ContentCard } from "../parts/cards.tsx";
import { render } from "../shell.tsx";

const suffixes = ["atom", "rss", "json", "csv"] as const;

/** The dossiers of this territory, or of the network at the portal, by theme and tag, and those that welcome others' finds. */
async function dossiers(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  const filter = dossierFilter(c);
  const cursor = readCursor(c.req.query("suite"));
  const listing = await listDossiers(c.get("services").db, territory?.id ?? null, filter, cursor, 24);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  const at = suffixed(c, "/dossiers");
  return render(c, { title: t("list_dossier"), description: t("list_dossier_lead"), noindex: new URL(c.req.url).search !== "", feeds: feedsOf(t("list_dossier"), suffixes, at) }, (
    <div class="wrap">
      <div class="head">
        <h1>{t("list_dossier")}</h1><p class="lead">{t("list_dossier_lead")}</p>
        <ul class="chips">
          <li><a class="chip" href={withQuery(c, { ouverts: null, suite: null })} aria-current={filter.welcoming ? undefined : "true"}>{t("dossiers_all")}</a></li>
          <li><a class="chip" href={withQuery(c, { ouverts: "1", suite: null })} aria-current={filter.welcoming ? "true" : undefined}>{t("dossiers_welcoming")}</a></li>
        </ul>
      </div>
      <Filters c={c} action="/dossiers" set={Boolean(filter.theme ?? filter.tag)} clear={withQuery(c, { theme: null, "mot-cle": null, suite: null })}>
        {filter.welcoming ? <input type="hidden" name="ouverts" value="1" /> : null}
        <ThemeFilter c={c} theme={filter.theme} />
        <TextField name="mot-cle" label={t("dossiers_filter_tag")} value={filter.tag} autocomplete="off" />
      </Filters>
      <div class="section stack">
        {listing.cards.length > 0 ? <div class="grid">{listing.cards.map((card) => <ContentCard c={c} card={card} level={2} />)}</div> : <div class="empty"><p>{t("dossiers_empty")}</p><div class="actions"><a class="button quiet" href="/dossiers">{t("filters_clear")}</a><a class="button" href="/contribuer/dossier">{t("write_dossier")}</a></div></div>}
        <PageTurns c={c} first={!cursor} next={listing.next ? writeCursor(listing.next) : null} />
        <FeedLinks c={c} suffixes={suffixes} at={at} />
      </div>
    </div>
  ));
}

export const dossierListRoutes: readonly Route[] = [page("/dossiers", "public", dossiers)];
