import { announcementTypes } from "../../../features/announcements/announcement.ts";
import { listAnnouncements, readDeadlineCursor, writeDeadlineCursor } from "../../../features/announcements/list-announcements.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { Select, TextField } from "../../../ui/form.tsx";
import { withQuery } from "../../addresses.ts";
import { announcementFilter, readAnnouncementQuery, type AnnouncementQuery } from "../../announcement-query.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { ContentCard } from "../parts/cards.tsx";
import { page, type Route } from "../../route.ts";
import { themeOptions } from "../../themes.ts";
import { render } from "../shell.tsx";

const feeds = [["application/rss+xml", "rss", "RSS"], ["application/atom+xml", "atom", "Atom"], ["application/feed+json", "json", "JSON Feed"], ["text/calendar", "ics", "ICS"]] as const;

/** The calls that one can still answer, the first to close first; or those that are closed. */
async function announcements(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  const query = readAnnouncementQuery(c);
  const { filter, place } = announcementFilter(query);
  const cursor = readDeadlineCursor(query.suite);
  const listing = await listAnnouncements(c.get("services").db, territory?.id ?? null, filter, c.get("act").now(), cursor, 24);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  const { search } = new URL(c.req.url);
  return render(c, { title: t("list_announcement"), description: t("list_announcement_lead"), noindex: search !== "", feeds: feeds.map(([type, suffix]) => ({ type, href: `/annonces.${suffix}${search}`, title: t("list_announcement") })) }, (
    <div class="wrap">
      <div class="head">
        <h1>{t("list_announcement")}</h1>
        <p class="lead">{t("list_announcement_lead")}</p>
        <ul class="chips">
          <li><a class="chip" href={withQuery(c, { etat: null, suite: null })} aria-current={filter.closed ? undefined : "true"}>{t("announcements_open")}</a></li>
          <li><a class="chip" href={withQuery(c, { etat: "closes", suite: null })} aria-current={filter.closed ? "true" : undefined}>{t("announcements_closed")}</a></li>
        </ul>
      </div>
      <Filters c={c} query={query} />
      {query.ou && !place ? <p class="notice alarm">{t("agenda_place_unknown", { place: query.ou })}</p> : null}
      <div class="section stack">
        {listing.cards.length > 0 ? <div class="grid">{listing.cards.map((card) => <ContentCard c={c} card={card} level={2} />)}</div> : (
          <div class="empty"><p><strong>{t("announcements_empty")}</strong></p><p>{t("announcements_empty_hint")}</p><div class="actions"><a class="button quiet" href="/annonces">{t("filters_clear")}</a><a class="button" href="/contribuer/annonce">{t("write_announcement")}</a></div></div>
        )}
        <div class="pages">
          {cursor ? <a class="button quiet" href={withQuery(c, { suite: null })}>{t("first_page")}</a> : null}
          {listing.next ? <a class="button" rel="next" href={withQuery(c, { suite: writeDeadlineCursor(listing.next) })}>{t("announcements_more")}</a> : null}
        </div>
        <p class="soft small">{t("agenda_subscribe")} {feeds.map(([, suffix, name]) => <><a href={`/annonces.${suffix}${search}`}>{name}</a> · </>)}<a href={`/annonces.csv${search}`}>CSV</a></p>
      </div>
    </div>
  ));
}

function Filters({ c, query }: { c: WebContext; query: AnnouncementQuery }) {
  const t = c.get("t");
  const any = { value: "", label: t("filter_any") };
  const set = Boolean(query.type ?? query.ou ?? query.theme);
  return (
    <details class="filters" open={set}>
      <summary><strong>{t("filters")}</strong></summary>
      <form action="/annonces" method="get">
        {query.etat ? <input type="hidden" name="etat" value={query.etat} /> : null}
        <Select name="type" label={t("field_announcement_type")} value={query.type} options={[any, ...announcementTypes.map((type) => ({ value: type, label: t(`announcement_${type}`) }))]} />
        <TextField name="ou" label={t("filter_where")} value={query.ou} autocomplete="off" />
        <Select name="rayon" label={t("filter_radius")} value={String(query.rayon ?? 20)} options={[5, 10, 20, 50, 100].map((km) => ({ value: String(km), label: `${km} km` }))} />
        <Select name="theme" label={t("filter_theme")} value={query.theme} options={[any, ...themeOptions(c)]} />
        <div class="actions"><button class="button" type="submit">{t("filter_apply")}</button>{set ? <a href={withQuery(c, { type: null, ou: null, rayon: null, theme: null, suite: null })}>{t("filters_clear")}</a> : null}</div>
      </form>
    </details>
  );
}

export const announcementRoutes: readonly Route[] = [page("/annonces", "public", announcements)];
