import { listPlatformsAnywhere, sumOf } from "../../../features/network/count-platforms.ts";
import { countNetwork, type Counts } from "../../../features/territories/count-network.ts";
import { formatDate } from "../../../platform/time.ts";
import { originOf } from "../../addresses.ts";
import { sharePage, zoneOf, type WebContext } from "../../env.ts";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

interface Line extends Counts {
  readonly href: string;
  readonly name: string;
  /** When its server told it; null: counted here. */
  readonly toldAt: Temporal.Instant | null;
}

const columns = ["members", "contributors", "articles", "events", "dossiers"] as const;

/** How much there is on each platform of the network, whichever server it is on, and altogether. */
async function figures(c: WebContext) {
  const t = c.get("t");
  const { db, directory } = c.get("services");
  const own = await Promise.all(directory().territories.map(async ({ id, name }): Promise<Line> => ({ ...(await countNetwork(db, id)), href: originOf(c, id), name, toldAt: null })));
  const others = (await listPlatformsAnywhere(db)).map((each): Line => ({ ...each, href: each.origin }));
  const lines = [...own, ...others].sort((one, other) => one.name.localeCompare(other.name, "fr"));
  const whole = sumOf(lines);
  const [now, zone] = [c.get("act").now(), zoneOf(c, null)];
  const oldest = others.reduce<Temporal.Instant>((found, { toldAt }) => (toldAt && Temporal.Instant.compare(toldAt, found) < 0 ? toldAt : found), now);
  sharePage(c, ["network", "territories"]);
  return render(c, { title: t("figures_title"), description: t("figures_lead") }, (
    <div class="wrap">
      <div class="head"><h1>{t("figures_title")}</h1><p class="lead">{t("figures_lead")}</p></div>
      <div class="table-scroll" role="region" tabindex={0} aria-label={t("figures_title")}><table class="data">
        <thead><tr><th scope="col">{t("figures_platform")}</th>{columns.map((column) => <th scope="col">{t(`figures_${column}`)}</th>)}</tr></thead>
        <tbody>{lines.map((line) => <tr><th scope="row"><a href={line.href}>{line.name}</a></th>{columns.map((column) => <td>{t("number", { n: line[column] })}</td>)}</tr>)}</tbody>
        <tfoot><tr><th scope="row">{t("figures_whole")}</th>{columns.map((column) => <td><strong>{t("number", { n: whole[column] })}</strong></td>)}</tr></tfoot>
      </table></div>
      <p class="soft">{t("figures_as_of", { date: formatDate(oldest.toZonedDateTimeISO(zone).toPlainDate(), c.get("locale"), now.toZonedDateTimeISO(zone).toPlainDate()) })}</p>
    </div>
  ));
}

export const figureRoutes: readonly Route[] = [page("/chiffres", "public", figures, { at: "portal" })];
