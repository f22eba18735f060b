import { listDossiers } from "../../../features/dossiers/list-dossiers.ts";
import { readCursor, writeCursor } from "../../../features/contents/list-contents.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { Select, TextField } from "../../../ui/form.tsx";
import { withQuery } from "../../addresses.ts";
import { dossierFilter } from "../../dossier-query.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { page, type Route } from "../../route.ts";
import { ContentCard } from "../parts/cards.tsx";
import { themeOptions } from "../../themes.ts";
import { render } from "../shell.tsx";

const feeds = [["application/atom+xml", "atom", "Atom"], ["application/rss+xml", "rss", "RSS"], ["application/feed+json", "json", "JSON Feed"]] as const;

/** The dossiers of this territory, or of the network at the portal, by theme and tag, and those that welcome others' finds. */
async function dossiers(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  const filter = dossierFilter(c);
  const cursor = readCursor(c.req.query("suite"));
  const listing = await listDossiers(c.get("services").db, territory?.id ?? null, filter, cursor, 24);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  const { search } = new URL(c.req.url);
  const set = Boolean(filter.theme ?? filter.tag);
  return render(c, { title: t("list_dossier"), description: t("list_dossier_lead"), noindex: search !== "", feeds: feeds.map(([type, suffix]) => ({ type, href: `/dossiers.${suffix}${search}`, title: t("list_dossier") })) }, (
    <div class="wrap">
      <div class="head">
        <h1>{t("list_dossier")}</h1><p class="lead">{t("list_dossier_lead")}</p>
        <ul class="chips">
          <li><a class="chip" href={withQuery(c, { ouverts: null, suite: null })} aria-current={filter.welcoming ? undefined : "true"}>{t("dossiers_all")}</a></li>
          <li><a class="chip" href={withQuery(c, { ouverts: "1", suite: null })} aria-current={filter.welcoming ? "true" : undefined}>{t("dossiers_welcoming")}</a></li>
        </ul>
      </div>
      <details class="filters" open={set}>
        <summary><strong>{t("filters")}</strong></summary>
        <form action="/dossiers" method="get">
          {filter.welcoming ? <input type="hidden" name="ouverts" value="1" /> : null}
          <Select name="theme" label={t("filter_theme")} value={filter.theme} options={[{ value: "", label: t("filter_any") }, ...themeOptions(c)]} />
          <TextField name="mot-cle" label={t("dossiers_filter_tag")} value={filter.tag} autocomplete="off" />
          <div class="actions"><button class="button" type="submit">{t("filter_apply")}</button>{set ? <a href={withQuery(c, { theme: null, "mot-cle": null, suite: null })}>{t("filters_clear")}</a> : null}</div>
        </form>
      </details>
      <div class="section stack">
        {listing.cards.length > 0 ? <div class="grid">{listing.cards.map((card) => <ContentCard c={c} card={card} level={2} />)}</div> : <div class="empty"><p>{t("dossiers_empty")}</p><div class="actions"><a class="button quiet" href="/dossiers">{t("filters_clear")}</a><a class="button" href="/contribuer/dossier">{t("write_dossier")}</a></div></div>}
        <div class="pages">
          {cursor ? <a class="button quiet" href={withQuery(c, { suite: null })}>{t("first_page")}</a> : null}
          {listing.next ? <a class="button" rel="next" href={withQuery(c, { suite: writeCursor(listing.next) })}>{t("older")}</a> : null}
        </div>
        <p class="soft small">{t("list_subscribe")} {feeds.map(([, suffix, name]) => <><a href={`/dossiers.${suffix}${search}`}>{name}</a> · </>)}<a href={`/dossiers.csv${search}`}>CSV</a></p>
      </div>
    </div>
  ));
}

export const dossierListRoutes: readonly Route[] = [page("/dossiers", "public", dossiers)];
