import { listAgenda, listOpen, readAgendaCursor, writeAgendaCursor } from "../../../features/agenda/list-agenda.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { formatDay, todayIn } from "../../../platform/time.ts";
import { agendaFilter, readAgendaQuery } from "../../agenda-query.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { AgendaFilters, HolidaysLine } from "../parts/agenda-filters.tsx";
import { EventLine, OpenLine } from "../parts/cards.tsx";
import { PageTurns, WhereUnknown } from "../parts/listing.tsx";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

async function agenda(c: WebContext) {
  const { db } = c.get("services");
  const t = c.get("t");
  const territory = territoryOf(c);
  const query = readAgendaQuery(c);
  const { filter, place, holidays } = agendaFilter(c, query);
  const cursor = readAgendaCursor(query.suite);
  const now = c.get("act").now();
  const today = todayIn(territory?.zone ?? "Europe/Paris", now);
  // What is over this morning is of no use this evening; who asks for days gone by wants them whole.
  const notOverAt = Temporal.PlainDate.compare(filter.days.from, today) < 0 ? undefined : now;
  const [listing, open] = await Promise.all([
    listAgenda(db, territory?.id ?? null, { ...filter, notOverAt }, cursor, 40),
    cursor ? [] : listOpen(db, territory?.id ?? null, filter, 6),
  ]);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  const days = Map.groupBy(listing.lines, (line) => line.day);
  const search = new URL(c.req.url).search;
  return render(c, { title: t("agenda_title"), description: t("agenda_description", { name: territory?.name ?? "France" }), noindex: search !== "", feeds: [{ type: "text/calendar", href: `/agenda.ics${search}`, title: t("agenda_title") }, { type: "application/rss+xml", href: `/agenda.rss${search}`, title: t("agenda_title") }] }, (
    <div class="wrap">
      <div class="head"><h1>{t("agenda_title")}</h1></div>
      <AgendaFilters c={c} query={query} action="/agenda" />
      <WhereUnknown c={c} query={query} place={place} />
      <HolidaysLine c={c} holidays={holidays} />
      <div class={open.length > 0 ? "section columns facts-first" : "section"}>
        {open.length > 0 ? <aside class="stack tight" aria-labelledby="open"><h2 id="open">{t("agenda_open")}</h2><ul class="brief">{open.map((card) => <OpenLine c={c} card={card} />)}</ul></aside> : null}
        <div class="stack loose">
        {[...days].map(([day, lines]) => (
          <section>
            <h2 class="day-heading">{formatDay(Temporal.PlainDate.from(day), c.get("locale"), today)}</h2>
            {lines.map((line) => <EventLine c={c} line={line} />)}
          </section>
        ))}
        {listing.lines.length === 0 && open.length === 0 ? (
          <div class="empty"><p><strong>{t("agenda_empty")}</strong></p><p>{t("agenda_empty_hint")}</p><div class="actions"><a class="button quiet" href="/agenda">{t("filters_clear")}</a><a class="button" href="/contribuer/evenement">{t("write_event")}</a></div></div>
        ) : null}
        <PageTurns c={c} first={!cursor} next={listing.next ? writeAgendaCursor(listing.next) : null} more="agenda_more" />
        <p class="soft small">{t("agenda_subscribe")} <a href={`/agenda.ics${search}`}>ICS</a> · <a href={`/agenda.rss${search}`}>RSS</a> · <a href={`/agenda.json${search}`}>JSON</a> · <a href={`/agenda.geojson${search}`}>GeoJSON</a> · <a href={`/agenda.csv${search}`}>CSV</a></p>
        </div>
      </div>
    </div>
  ));
}

export const agendaRoutes: readonly Route[] = [page("/agenda", "public", agenda)];
