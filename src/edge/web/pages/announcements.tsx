import { announcementTypes } from "../../../features/announcements/announcement.ts";
import { listAnnouncements, readDeadlineCursor, writeDeadlineCursor } from "../../../features/announcements/list-announcements.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { withQuery } from "../../addresses.ts";
import { announcementFilter, readAnnouncementQuery } from "../../announcement-query.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { ContentCard } from "../parts/cards.tsx";
import { FeedLinks, feedsOf, FilterChoice, Filters, isSet, PageTurns, suffixed, ThemeFilter, WhereFilter, WhereUnknown } from "../parts/listing.tsx";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

const suffixes = ["rss", "atom", "json", "ics", "csv"] as const;

/** The calls that one can still answer, the first to close first; or those that are closed. */
async function announcements(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  const query = readAnnouncementQuery(c);
  const { filter, place } = announcementFilter(query);
  const cursor = readDeadlineCursor(query.suite);
  const listing = await listAnnouncements(c.get("services").db, territory?.id ?? null, filter, c.get("act").now(), cursor, 24);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  const at = suffixed(c, "/annonces");
  return render(c, { title: t("list_announcement"), description: t("list_announcement_lead"), noindex: new URL(c.req.url).search !== "", feeds: feedsOf(t("list_announcement"), suffixes, at) }, (
    <div class="wrap">
      <div class="head">
        <h1>{t("list_announcement")}</h1>
        <p class="lead">{t("list_announcement_lead")}</p>
        <ul class="chips">
          <li><a class="chip" href={withQuery(c, { etat: null, suite: null })} aria-current={filter.closed ? undefined : "true"}>{t("announcements_open")}</a></li>
          <li><a class="chip" href={withQuery(c, { etat: "closes", suite: null })} aria-current={filter.closed ? "true" : undefined}>{t("announcements_closed")}</a></li>
        </ul>
      </div>
      <Filters c={c} action="/annonces" set={isSet(query)} clear={withQuery(c, { type: null, ou: null, rayon: null, theme: null, suite: null })}>
        {query.etat ? <input type="hidden" name="etat" value={query.etat} /> : null}
        <FilterChoice c={c} name="type" label={t("field_announcement_type")} value={query.type} options={announcementTypes.map((type) => ({ value: type, label: t(`announcement_${type}`) }))} />
        <WhereFilter c={c} query={query} />
        <ThemeFilter c={c} theme={query.theme} />
      </Filters>
      <WhereUnknown c={c} query={query} place={place} />
      <div class="section stack">
        {listing.cards.length > 0 ? <div class="grid">{listing.cards.map((card) => <ContentCard c={c} card={card} level={2} />)}</div> : (
          <div class="empty"><p><strong>{t("announcements_empty")}</strong></p><p>{t("announcements_empty_hint")}</p><div class="actions"><a class="button quiet" href="/annonces">{t("filters_clear")}</a><a class="button" href="/contribuer/annonce">{t("write_announcement")}</a></div></div>
        )}
        <PageTurns c={c} first={!cursor} next={listing.next ? writeDeadlineCursor(listing.next) : null} more="announcements_more" />
        <FeedLinks c={c} suffixes={suffixes} at={at} lead="agenda_subscribe" />
      </div>
    </div>
  ));
}

export const announcementRoutes: readonly Route[] = [page("/annonces", "public", announcements)];
