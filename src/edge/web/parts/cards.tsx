import { raw } from "hono/html";
import type { AgendaLine } from "../../../features/agenda/list-agenda.ts";
import type { Card, CardPicture } from "../../../features/contents/card.ts";
import { patternOf } from "../../../features/tags/themes.ts";
import { formatHours, formatMonth, formatShortDay, formatUntil, formatWeekday, readLocal, todayIn } from "../../../platform/time.ts";
import { Icon } from "../../../ui/icon.tsx";
import { drawPattern } from "../../../ui/pattern.ts";
import { remembered } from "../../../ui/remembered.ts";
import { hrefOf, originOf } from "../../addresses.ts";
import { territoryOf, zoneOf, type WebContext } from "../../env.ts";
import { briefOf, StatusBadge } from "./briefs.tsx";
import type { MessageKey } from "../../../platform/messages.ts";

/** A picture in the sizes that there are; the browser takes the one it needs. */
export function Picture({ picture, sizes, alt, lazy = true }: { picture: CardPicture; sizes: string; alt?: string; lazy?: boolean }) {
  const set = (form: string) => picture.widths.map((width) => `/media/${picture.hash}-${width}.${form} ${width}w`).join(", ");
  return (
    <picture>
      <source type="image/avif" srcset={set("avif")} sizes={sizes} />
      <img src={`/media/${picture.hash}-${picture.widths.at(-1)}.webp`} srcset={set("webp")} sizes={sizes} width={picture.width} height={picture.height} alt={alt ?? picture.alt} loading={lazy ? "lazy" : undefined} />
    </picture>
  );
}

/** The lead picture of a content, or a pattern drawn from its theme and title. Decorative in a card: the title says it. */
export function Lead({ c, card, sizes, lazy }: { c: WebContext; card: Pick<Card, "picture" | "themes" | "title" | "territory">; sizes: string; lazy?: boolean }) {
  return <div class="picture">{card.picture ? <Picture picture={card.picture} sizes={sizes} alt="" {...(lazy === undefined ? {} : { lazy })} /> : raw(drawPattern(patternFor(c, card), card.title))}</div>;
}

/** The pattern of its first theme: the network's, or its territory's own. */
export function patternFor(c: WebContext, card: Pick<Card, "themes" | "territory">) {
  return patternOf(card.themes, c.get("services").directory().byId(card.territory).themes);
}

/** The kind of a content: never by its colour or its icon alone. */
export function KindWord({ kind, word }: { kind: Card["kind"]; word: string }) {
  return <span class="kind"><Icon name={kind} />{word}</span>;
}

/** The kind of a card, and what must be said loudly of it. */
export function KindRow({ c, card }: { c: WebContext; card: Card }) {
  const { word, badge } = briefOf(c, card);
  return <><KindWord kind={card.kind} word={word} />{badge}</>;
}

/** The name of the territory that a content comes from, where that isn't where the reader is. */
export function Origin({ c, card }: { c: WebContext; card: Pick<Card, "territory"> }) {
  if (territoryOf(c)?.id === card.territory) return null;
  return <a href={originOf(c, card.territory)}>{c.get("services").directory().byId(card.territory).name}</a>;
}

const cards = remembered(6_000_000);

export function ContentCard({ c, card, level = 3 }: { c: WebContext; card: Card; level?: 2 | 3 }) {
  const t = c.get("t");
  const Heading = `h${level}` as "h3";
  const { word, badge, line } = briefOf(c, card);
  const href = hrefOf(c, card);
  const origin = territoryOf(c)?.id === card.territory ? null : c.get("services").directory().byId(card.territory).name;
  const author = line === undefined ? card.authors[0]?.name : undefined;
  const foot = line ?? formatShortDay(todayIn(zoneOf(c, card.territory), card.publishedAt), c.get("locale"));
  const { picture } = card;
  return cards([c.get("locale"), level, href, origin, card.kind, word, badge ? String(badge) : "", card.title, card.summary, author, foot, picture ? JSON.stringify(picture) : patternFor(c, card)], () => (
    <article class="card">
      <Lead c={c} card={card} sizes="(min-width: 60rem) 24rem, 92vw" />
      <div class="inside">
        <div class="row"><KindRow c={c} card={card} /></div>
        <Heading><a href={href}>{card.title}</a></Heading>
        {card.summary ? <p>{card.summary}</p> : null}
        <p class="foot">
          {author ? <>{t("by", { name: author })} · </> : null}
          {foot}
          {origin === null ? null : <> · <Origin c={c} card={card} /></>}
        </p>
      </div>
    </article>
  ));
}

/** What is open over a period, in one line: its title, until when, where. */
export function OpenLine({ c, card }: { c: WebContext; card: Card }) {
  const { event } = card;
  const until = event?.endsAt ? formatShortDay(Temporal.Instant.from(event.endsAt).toZonedDateTimeISO(event.zone).toPlainDate(), c.get("locale")) : "";
  const facts = [until ? c.get("t")("open_until", { day: until }) : "", [event?.placeName, event?.communeName].filter(Boolean).join(", ")].filter(Boolean);
  return <li><a href={hrefOf(c, card)}>{card.title}</a>{event ? <StatusBadge c={c} status={event.status} /> : null}<span class="soft">{facts.join(" · ")}</span></li>;
}

const lines = remembered(4_000_000);

/** A content in one line: its title, and what its kind says at once. */
export function BriefLine({ c, card }: { c: WebContext; card: Card }) {
  const { word, badge, line } = briefOf(c, card);
  return <li><a href={hrefOf(c, card)}>{card.title}</a>{badge}<span class="soft">{[word, line].filter(Boolean).join(" · ")}</span></li>;
}

/** A time of an event under the heading of its day, or with its date block. */
export function EventLine({ c, line, withDate = false }: { c: WebContext; line: AgendaLine; withDate?: boolean }) {
  const { card } = line;
  const locale = c.get("locale");
  const t = c.get("t");
  const start = readLocal(line.startLocal.replace(" ", "T").slice(0, 16))?.at ?? Temporal.PlainDateTime.from(`${line.day}T00:00`);
  const end = line.endLocal ? (readLocal(line.endLocal.replace(" ", "T").slice(0, 16))?.at ?? null) : null;
  const day = start.toPlainDate();
  const hours = line.wholeDay ? t("whole_day") : formatHours(start, end, locale);
  const event = card.event;
  const place = event ? [event.placeName, event.communeName].filter(Boolean).join(", ") : "";
  const brief = briefOf(c, card);
  return lines([locale, withDate, hrefOf(c, card), card.kind, brief.word, brief.badge ? String(brief.badge) : "", card.title, line.startLocal, line.endLocal, line.wholeDay, event?.status, place, Boolean(event?.onlineUrl), event?.pricing, event?.audience.join()], () => (
    <article class={`event-line ${event?.status ?? ""}`}>
      {withDate ? (
        <time class="date-block" datetime={line.day}><span class="weekday">{formatWeekday(day, locale)}</span><span class="day">{day.day}</span><span class="month">{formatMonth(day, locale)}</span></time>
      ) : (
        <time class="hour-block" datetime={start.toString({ smallestUnit: "minute" })}>{line.wholeDay ? t("whole_day") : formatHours(start, null, locale)}{end && !line.wholeDay ? <span class="until">{formatUntil(start, end, locale)}</span> : null}</time>
      )}
      <div class="stack tight">
        <div class="row"><KindRow c={c} card={card} /></div>
        <h3><a href={hrefOf(c, card)}>{card.title}</a></h3>
        <p class="facts">
          {withDate ? <span><Icon name="clock" /> {hours}</span> : null}
          {place ? <span><Icon name="place" /> {place}</span> : null}
          {event?.onlineUrl ? <span><Icon name="online" /> {t("online")}</span> : null}
          {event && event.pricing !== "unknown" ? <span><Icon name="euro" /> {t(`pricing_${event.pricing}`)}</span> : null}
          {event && event.audience.length > 0 ? <span><Icon name="people" /> {event.audience.map((each) => t(`audience_${each}` as MessageKey)).join(", ")}</span> : null}
        </p>
      </div>
    </article>
  ));
}
