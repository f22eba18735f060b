import { audiencesOf, placeKeyOf, placeOf, type ProgrammeEvent, type ProgrammeLine } from "../../../features/programmes/programme.ts";
import type { ShownProgramme } from "../../../features/programmes/show-programme.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { formatDay, formatHours, formatMonth, formatShortDay, formatUntil, formatWeekday, readDate, readLocal } from "../../../platform/time.ts";
import { Select } from "../../../ui/form.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { remembered } from "../../../ui/remembered.ts";
import { hrefOf, withQuery } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { groupings, type ProgrammeQuery } from "../../programme-query.ts";
import { StatusBadge } from "./briefs.tsx";
import { KindWord } from "./cards.tsx";
import { firstDateWords } from "./postponed.tsx";

/** Lines on one page: the rest is a day or a place away. */
export const mostShown = 240;

const drawn = remembered(4_000_000);

function localOf(text: string): Temporal.PlainDateTime | null {
  return readLocal(text.replace(" ", "T").slice(0, 16))?.at ?? null;
}

/** A time of an event under the heading of its day, or with its date block. */
export function ProgrammeItem({ c, line, withDate = false, above = null }: { c: WebContext; line: ProgrammeLine; withDate?: boolean; above?: string | null }) {
  const t = c.get("t");
  const locale = c.get("locale");
  const start = localOf(line.startLocal) ?? Temporal.PlainDateTime.from(`${line.day}T00:00`);
  const end = line.endLocal ? localOf(line.endLocal) : null;
  const place = placeOf(line);
  const href = hrefOf(c, { territory: line.territory, kind: "event", slug: line.slug });
  return drawn([locale, withDate, above, href, line.title, line.type, line.status, line.statusReason, line.firstStart, line.startLocal, line.endLocal, line.wholeDay, place, line.online, line.pricing, line.audience.join()], () => (
    <article class={`event-line ${line.status}`}>
      {withDate ? (
        <time class="date-block" datetime={line.day}><span class="weekday">{formatWeekday(start.toPlainDate(), locale)}</span><span class="day">{start.day}</span><span class="month">{formatMonth(start.toPlainDate(), locale)}</span></time>
      ) : (
        <time class="hour-block" datetime={start.toString({ smallestUnit: "minute" })}>{line.wholeDay ? t("whole_day") : formatHours(start, null, locale)}{end && !line.wholeDay ? <span class="until">{formatUntil(start, end, locale)}</span> : null}</time>
      )}
      <div class="stack tight">
        <div class="row"><KindWord kind="event" word={t(`type_${line.type}` as MessageKey)} /><StatusBadge c={c} status={line.status} />{above ? <span class="soft small">{above}</span> : null}</div>
        <h3><a href={href}>{line.title}</a></h3>
        {line.status === "on" || !(line.statusReason || line.firstStart) ? null : <p><strong>{[line.statusReason, firstDateWords(c, line)].filter(Boolean).join(" ")}</strong></p>}
        <p class="facts">
          {withDate ? <span><Icon name="clock" /> {line.wholeDay ? t("whole_day") : formatHours(start, end, locale)}</span> : null}
          {place ? <span><Icon name="place" /> {place}</span> : null}
          {line.online ? <span><Icon name="online" /> {t("online")}</span> : null}
          {line.pricing === "unknown" ? null : <span><Icon name="euro" /> {t(`pricing_${line.pricing}`)}</span>}
          {line.audience.length > 0 ? <span><Icon name="people" /> {line.audience.map((each) => t(`audience_${each}` as MessageKey)).join(", ")}</span> : null}
        </p>
      </div>
    </article>
  ));
}

interface Section {
  readonly heading: string;
  readonly lines: readonly ProgrammeLine[];
}

/** Under their day, their place, or those for whom they are: what is for two audiences stands under both. */
function sectionsOf(c: WebContext, lines: readonly ProgrammeLine[], by: ProgrammeQuery["par"], today: Temporal.PlainDate): Section[] {
  const t = c.get("t");
  if (by === "jour") return [...Map.groupBy(lines, (line) => line.day)].map(([day, group]) => ({ heading: formatDay(Temporal.PlainDate.from(day), c.get("locale"), today), lines: group }));
  if (by === "lieu") return [...Map.groupBy(lines, placeKeyOf).values()].map((group) => ({ heading: (group[0] && placeOf(group[0])) || t("online"), lines: group })).sort((a, b) => a.heading.localeCompare(b.heading, "fr"));
  const audiences = audiencesOf(lines);
  const nobody = lines.filter((line) => line.audience.length === 0);
  return [...audiences.map((each) => ({ heading: t(`audience_${each}` as MessageKey), lines: lines.filter((line) => line.audience.includes(each)) })), ...(nobody.length > 0 ? [{ heading: t("programme_audience_unsaid"), lines: nobody }] : [])];
}

interface ProgrammeProps {
  readonly c: WebContext;
  readonly shown: ShownProgramme;
  readonly query: ProgrammeQuery;
  /** The page that this stands on. */
  readonly action: string;
  readonly today: Temporal.PlainDate;
  /** Other filters that the page has in its address. */
  readonly kept?: Readonly<Record<string, string>>;
}

/** A programme by day, place or audience, with its filters: they are in the address, and need no script. */
export function Programme({ c, shown, query, action, today, kept = {} }: ProgrammeProps) {
  const t = c.get("t");
  const { lines, open, timed, count } = shown;
  const above = new Map<string, string>(shown.events.map((event) => [event.id, event.title]));
  const filtered = Boolean(query.jour ?? query.lieu ?? query.public);
  return (
    <>
      <Filters c={c} shown={shown} query={query} action={action} today={today} kept={kept} />
      <p class="soft" role="status">{t("programme_count", { count })}</p>
      <div class={open.length > 0 ? "section columns facts-first" : "section"}>
        {open.length > 0 ? <aside class="stack tight" aria-labelledby="open"><h2 id="open">{t("programme_open")}</h2><ul class="brief">{open.map((each) => <OpenItem c={c} {...each} />)}</ul></aside> : null}
        <div class="stack loose">
          {sectionsOf(c, lines, query.par, today).map((section) => (
            <section>
              <h2 class="day-heading">{section.heading}</h2>
              {section.lines.map((line) => <ProgrammeItem c={c} line={line} withDate={query.par !== "jour"} above={line.parent ? (above.get(line.parent) ?? null) : null} />)}
            </section>
          ))}
          {timed > lines.length ? <p class="notice">{t("programme_more", { count: timed - lines.length })}</p> : null}
          {count === 0 ? <div class="empty"><p><strong>{t(filtered ? "programme_none" : "programme_empty")}</strong></p>{filtered ? <div class="actions"><a class="button quiet" href={action}>{t("filters_clear")}</a></div> : null}</div> : null}
        </div>
      </div>
    </>
  );
}

function OpenItem({ c, event, from, until }: { c: WebContext; event: ProgrammeEvent; from: string; until: string }) {
  const day = (text: string) => { const date = readDate(text); return date ? formatShortDay(date, c.get("locale")) : ""; };
  return <li><a href={hrefOf(c, { territory: event.territory, kind: "event", slug: event.slug })}>{event.title}</a><StatusBadge c={c} status={event.status} /><span class="soft">{[c.get("t")("from_until", { from: day(from), until: day(until) }), placeOf(event)].filter(Boolean).join(" · ")}</span></li>;
}

function Filters({ c, shown, query, action, today, kept = {} }: ProgrammeProps) {
  const t = c.get("t");
  const { days, places, audiences } = shown.choices;
  const any = { value: "", label: t("filter_any") };
  const set = Boolean(query.jour ?? query.lieu ?? query.public);
  const words = (day: string) => formatDay(Temporal.PlainDate.from(day), c.get("locale"), today);
  return (
    <div class="stack filters">
      <ul class="chips" aria-label={t("programme_by")}>{groupings.map((each) => <li><a class="chip" href={withQuery(c, { par: each === "jour" ? null : each })} aria-current={query.par === each ? "true" : undefined}>{t(`programme_by_${each}`)}</a></li>)}</ul>
      <form action={action} method="get">
        {Object.entries(kept).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
        {query.par === "jour" ? null : <input type="hidden" name="par" value={query.par} />}
        <Select name="jour" label={t("programme_day")} value={query.jour} options={[any, ...days.map((day) => ({ value: day, label: words(day) }))]} />
        <Select name="lieu" label={t("programme_place")} value={query.lieu} options={[any, ...places.map((place) => ({ value: place.key, label: place.name }))]} />
        <Select name="public" label={t("filter_audience")} value={query.public} options={[any, ...audiences.map((each) => ({ value: each, label: t(`audience_${each}` as MessageKey) }))]} />
        <div class="actions"><button class="button" type="submit">{t("filter_apply")}</button>{set ? <a href={withQuery(c, { jour: null, lieu: null, public: null })}>{t("filters_clear")}</a> : null}</div>
      </form>
    </div>
  );
}
