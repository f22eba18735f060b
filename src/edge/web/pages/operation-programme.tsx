import { countOperationAnywhere, listOfOperation } from "../../../features/operations/list-events.ts";
import { placeKeyOf, placeOf, type ProgrammeEvent } from "../../../features/programmes/programme.ts";
import { showProgrammeAnywhere } from "../../../features/programmes/show-programme.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { todayIn } from "../../../platform/time.ts";
import { withQuery } from "../../addresses.ts";
import { sharePage, type WebContext } from "../../env.ts";
import { programmeFilter, readProgrammeQuery } from "../../programme-query.ts";
import { page, type Route } from "../../route.ts";
import { pathOf } from "../calling.ts";
import { operationAt, partakers, touchesOfOperation } from "../operating.ts";
import { mostShown, Programme } from "../parts/programme.tsx";
import { render } from "../shell.tsx";

/** What one can go to during an operation: by day, place, audience and territory, and where it is. */
async function programme(c: WebContext) {
  const found = await operationAt(c, "/programme");
  if (found instanceof Response) return found;
  const { content, standing } = found;
  const t = c.get("t");
  const territories = partakers(c, found);
  const wanted = territories.find((each) => each.slug === c.req.query("territoire"));
  const { db } = c.get("services");
  const query = readProgrammeQuery(c);
  const shown = await showProgrammeAnywhere(db, await listOfOperation(db, content.id, wanted?.id ?? null), programmeFilter(query), mostShown, standing);
  if (content.state === "published") sharePage(c, touchesOfOperation(found));
  const action = pathOf(content, "/programme");
  const { search } = new URL(c.req.url);
  const title = t("programme_of", { title: content.title });
  return render(c, { title, description: t("programme_description", { title: content.title }), islands: ["map"], styles: ["map_styles"], noindex: search !== "" || content.state !== "published", feeds: [{ type: "text/calendar", href: `${action}.ics${search}`, title }] }, (
    <div class="wrap">
      <div class="head">
        <p><a href={pathOf(content)}>{content.title}</a></p>
        <h1>{title}</h1>
        {territories.length > 1 ? (
          <ul class="chips" aria-label={t("operation_territories", { count: territories.length })}>
            <li><a class="chip" href={withQuery(c, { territoire: null, lieu: null })} aria-current={wanted ? undefined : "true"}>{t("operation_everywhere")}</a></li>
            {territories.map((each) => <li><a class="chip" href={withQuery(c, { territoire: each.slug, lieu: null })} aria-current={each === wanted ? "true" : undefined}>{each.name}</a></li>)}
          </ul>
        ) : null}
        <p class="soft small">{t("agenda_subscribe")} <a href={`${action}.ics${search}`}>ICS</a> · <a href={`/api/v1/operations/${content.id}/programme`}>JSON</a> · <a href={pathOf(content, "/chiffres")}>{t("operation_figures")}</a> · {t("programme_print")} <a href={`${action}.pdf${search}`}>PDF</a>, <a href={`${action.replace(/programme$/, "livret")}.pdf${search}`}>{t("programme_print_booklet")}</a></p>
      </div>
      <Programme c={c} shown={shown} query={query} action={action} kept={wanted ? { territoire: wanted.slug } : {}} today={todayIn(standing.zone, c.get("act").now())} />
      <Places c={c} events={shown.events} />
    </div>
  ));
}

/** Where it is: the same on the map and in the list under it. */
function Places({ c, events }: { c: WebContext; events: readonly ProgrammeEvent[] }) {
  const t = c.get("t");
  const places = [...Map.groupBy(events.filter((event) => event.latitude !== null), placeKeyOf).values()].flatMap((there) => (there[0] ? [{ event: there[0], count: there.length }] : []));
  const [middle] = places;
  if (!middle) return null;
  return (
    <section class="section stack" aria-labelledby="places">
      <h2 id="places">{t("operation_places", { count: places.length })}</h2>
      <es-map class="map" data-only="1" data-lat={String(middle.event.latitude ?? 0)} data-lon={String(middle.event.longitude ?? 0)} data-zoom="13" data-tiles={c.get("services").tilesUrl} data-label={t("map_title")}></es-map>
      <ul class="brief grid">{places.sort((a, b) => placeOf(a.event).localeCompare(placeOf(b.event), "fr")).map(({ event, count }) => {
        const href = withQuery(c, { lieu: placeKeyOf(event) });
        return <li data-lat={String(event.latitude ?? "")} data-lon={String(event.longitude ?? "")} data-title={placeOf(event)} data-href={href}><a href={href}>{placeOf(event)}</a><span class="soft">{t("programme_count", { count })}</span></li>;
      })}</ul>
    </section>
  );
}

/** How much there is, territory by territory and audience by audience: charts would say less than these tables. */
async function figures(c: WebContext) {
  const found = await operationAt(c, "/chiffres");
  if (found instanceof Response) return found;
  const { content, standing } = found;
  const t = c.get("t");
  const { directory, db } = c.get("services");
  const { territories, audiences } = await countOperationAnywhere(db, content.id, standing);
  if (content.state === "published") sharePage(c, touchesOfOperation(found));
  const columns = ["events", "times", "places", "communes", "free"] as const;
  const sum = (column: (typeof columns)[number]) => territories.reduce((total, each) => total + each[column], 0);
  const number = (n: number) => t("number", { n });
  return render(c, { title: t("operation_figures_of", { title: content.title }), noindex: content.state !== "published" }, (
    <div class="wrap">
      <div class="head"><p><a href={pathOf(content)}>{content.title}</a></p><h1>{t("operation_figures_of", { title: content.title })}</h1></div>
      <div class="row">{columns.map((column) => <p><span class="stat">{number(sum(column))}</span> {t(`operation_count_${column}`)}</p>)}</div>
      <section class="section stack">
        <h2 id="by-territory">{t("operation_by_territory")}</h2>
        <div class="table-scroll" role="region" tabindex={0} aria-labelledby="by-territory"><table class="data">
          <thead><tr><th scope="col">{t("operation_territory")}</th>{columns.map((column) => <th scope="col">{t(`operation_count_${column}`)}</th>)}</tr></thead>
          <tbody>{territories.map((each) => <tr><th scope="row">{directory().byId(each.territory).name}</th>{columns.map((column) => <td>{number(each[column])}</td>)}</tr>)}</tbody>
        </table></div>
      </section>
      <section class="section stack">
        <h2 id="by-audience">{t("operation_by_audience")}</h2>
        <div class="table-scroll" role="region" tabindex={0} aria-labelledby="by-audience"><table class="data">
          <thead><tr><th scope="col">{t("filter_audience")}</th><th scope="col">{t("operation_count_events")}</th></tr></thead>
          <tbody>{audiences.map((each) => <tr><th scope="row">{t(`audience_${each.audience}` as MessageKey)}</th><td>{number(each.events)}</td></tr>)}</tbody>
        </table></div>
      </section>
    </div>
  ));
}

export const operationProgrammeRoutes: readonly Route[] = [
  page("/operations/:slug/programme", "public", programme, { at: "territory" }),
  page("/operations/:slug/chiffres", "public", figures, { at: "territory" }),
];
