import { accessibilities, audiences, eventTypes } from "../../../features/agenda/event.ts";
import { listAgenda, listOnMap, listOpen, readAgendaCursor, writeAgendaCursor, type AgendaLine } from "../../../features/agenda/list-agenda.ts";
import { whens } from "../../../features/agenda/when.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { formatDay, todayIn } from "../../../platform/time.ts";
import { Select, TextField, Check } from "../../../ui/form.tsx";
import { hrefOf, withQuery } from "../../addresses.ts";
import { agendaFilter, readAgendaQuery, type AgendaQuery } from "../../agenda-query.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { EventLine, OpenLine } from "../parts/cards.tsx";
import { page, type Route } from "../../route.ts";
import { themeOptions } from "../../themes.ts";
import { render } from "../shell.tsx";

async function agenda(c: WebContext) {
  const { db } = c.get("services");
  const t = c.get("t");
  const territory = territoryOf(c);
  const query = readAgendaQuery(c);
  const { filter, place } = agendaFilter(c, query);
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
      <Filters c={c} query={query} action="/agenda" />
      {query.ou && !place ? <p class="notice alarm">{t("agenda_place_unknown", { place: query.ou })}</p> : null}
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
        <div class="pages">
          {cursor ? <a class="button quiet" href={withQuery(c, { suite: null })}>{t("first_page")}</a> : null}
          {listing.next ? <a class="button" rel="next" href={withQuery(c, { suite: writeAgendaCursor(listing.next) })}>{t("agenda_more")}</a> : null}
        </div>
        <p class="soft small">{t("agenda_subscribe")} <a href={`/agenda.ics${search}`}>ICS</a> · <a href={`/agenda.rss${search}`}>RSS</a> · <a href={`/agenda.json${search}`}>JSON</a> · <a href={`/agenda.geojson${search}`}>GeoJSON</a> · <a href={`/agenda.csv${search}`}>CSV</a></p>
        </div>
      </div>
    </div>
  ));
}

function Filters({ c, query, action }: { c: WebContext; query: AgendaQuery; action: string }) {
  const t = c.get("t");
  const any = { value: "", label: t("filter_any") };
  const set = Object.entries(query).some(([name, value]) => value !== undefined && name !== "suite");
  return (
    <details class="filters" open={set}>
      <summary><strong>{t("filters")}</strong></summary>
      <form action={action} method="get">
        <Select name="quand" label={t("filter_when")} value={query.quand} options={[{ value: "", label: t("filter_when_any") }, ...whens.map((when) => ({ value: when, label: t(`when_${when}`) }))]} />
        <TextField name="du" type="date" label={t("filter_from")} value={query.du} />
        <TextField name="au" type="date" label={t("filter_until")} value={query.au} />
        <TextField name="ou" label={t("filter_where")} value={query.ou} autocomplete="off" />
        <Select name="rayon" label={t("filter_radius")} value={String(query.rayon ?? 20)} options={[5, 10, 20, 50, 100].map((km) => ({ value: String(km), label: `${km} km` }))} />
        <Select name="type" label={t("filter_type")} value={query.type} options={[any, ...eventTypes.map((type) => ({ value: type, label: t(`type_${type}`) }))]} />
        <Select name="theme" label={t("filter_theme")} value={query.theme} options={[any, ...themeOptions(c)]} />
        <Select name="public" label={t("filter_audience")} value={query.public} options={[any, ...audiences.map((each) => ({ value: each, label: t(`audience_${each}`) }))]} />
        <TextField name="age" type="number" label={t("filter_age")} value={query.age === undefined ? undefined : String(query.age)} inputmode="numeric" min="0" max="120" />
        <Select name="acces" label={t("filter_access")} value={query.acces} options={[any, ...accessibilities.map((each) => ({ value: each, label: t(`access_${each}`) }))]} />
        <div class="pair">
          <Check name="prix" value="gratuit" label={t("filter_free")} checked={query.prix === "gratuit"} />
          <Check name="en-ligne" label={t("filter_online")} checked={query["en-ligne"] === "1"} />
        </div>
        <div class="actions">
          <button class="button" type="submit">{t("filter_apply")}</button>
          {set ? <a href={action}>{t("filters_clear")}</a> : null}
        </div>
      </form>
    </details>
  );
}

async function map(c: WebContext) {
  const { db } = c.get("services");
  const t = c.get("t");
  const territory = territoryOf(c);
  const query = readAgendaQuery(c);
  const { filter } = agendaFilter(c, query);
  const lines = await listOnMap(db, territory?.id ?? null, filter, 200);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  return render(c, { title: t("map_title"), description: t("map_description"), islands: ["map"], styles: ["map_styles"], noindex: new URL(c.req.url).search !== "" }, (
    <div class="wrap">
      <div class="head"><h1>{t("map_title")}</h1><p class="lead">{t("map_lead")}</p></div>
      <Filters c={c} query={query} action="/carte" />
      <div class="section stack">
        <es-map class="map" data-lat={String(territory?.latitude ?? 46.6)} data-lon={String(territory?.longitude ?? 2.4)} data-zoom={String(territory?.mapZoom ?? 6)} data-tiles={c.get("services").tilesUrl} data-label={t("map_title")} data-many={t("map_many", { n: "{n}" })}></es-map>
        <h2 class="hidden-text">{t("map_list")}</h2>
        {lines.length > 0 ? <ol class="plain">{lines.map((line) => <MapPoint c={c} line={line} />)}</ol> : <p class="empty">{t("agenda_empty")}</p>}
      </div>
    </div>
  ));
}

function MapPoint({ c, line }: { c: WebContext; line: AgendaLine }) {
  const { event } = line.card;
  return <li data-lat={String(event?.latitude ?? "")} data-lon={String(event?.longitude ?? "")} data-title={line.card.title} data-href={hrefOf(c, line.card)}><EventLine c={c} line={line} withDate /></li>;
}

export const agendaRoutes: readonly Route[] = [page("/agenda", "public", agenda), page("/carte", "public", map)];
