import { listOperations } from "../../../features/operations/list-operations.ts";
import { canCreateOperation } from "../../../features/operations/policy.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { todayIn } from "../../../platform/time.ts";
import { sharePage, territoryOf, zoneOf, type WebContext } from "../../env.ts";
import { page, type Route } from "../../route.ts";
import { ContentCard } from "../parts/cards.tsx";
import { render } from "../shell.tsx";

const feeds = [["application/atom+xml", "atom", "Atom"], ["application/rss+xml", "rss", "RSS"], ["application/feed+json", "json", "JSON Feed"]] as const;

/** The campaigns in which this territory takes part: what comes, then what is over. */
async function operations(c: WebContext) {
  const t = c.get("t");
  const { db } = c.get("services");
  const territory = territoryOf(c);
  const today = todayIn(zoneOf(c, territory?.id ?? null), c.get("act").now());
  const [coming, over] = await Promise.all([listOperations(db, territory?.id ?? null, today, false, 24), listOperations(db, territory?.id ?? null, today, true, 24)]);
  sharePage(c, territory ? [touchTerritory(territory.id), "network"] : ["network"]);
  return render(c, { title: t("list_operation"), description: t("list_operation_lead"), feeds: feeds.map(([type, suffix]) => ({ type, href: `/operations.${suffix}`, title: t("list_operation") })) }, (
    <div class="wrap">
      <div class="head"><h1>{t("list_operation")}</h1><p class="lead">{t("list_operation_lead")}</p></div>
      {coming.length > 0 ? <div class="grid">{coming.map((card) => <ContentCard c={c} card={card} level={2} />)}</div> : <div class="empty"><p><strong>{t("operations_empty")}</strong></p>{territory && canCreateOperation(c.get("act").viewer, territory.id) ? <a class="button" href="/contribuer/operation">{t("write_operation")}</a> : <a class="button" href="/agenda">{t("nav_agenda")}</a>}</div>}
      {over.length > 0 ? <section class="section stack" aria-labelledby="over"><h2 id="over">{t("operations_over")}</h2><div class="grid">{over.map((card) => <ContentCard c={c} card={card} />)}</div></section> : null}
      <p class="soft small section">{t("list_subscribe")} {feeds.map(([, suffix, name]) => <><a href={`/operations.${suffix}`}>{name}</a> · </>)}<a href="/operations.csv">CSV</a></p>
    </div>
  ));
}

export const operationsRoutes: readonly Route[] = [page("/operations", "public", operations)];
