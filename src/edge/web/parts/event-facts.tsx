import { expand } from "../../../features/agenda/expand.ts";
import type { Opening } from "../../../features/agenda/session.ts";
import type { Content, EventDetails } from "../../../features/contents/show-content.ts";
import type { TerritoryId } from "../../../platform/ids.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { formatShortDay, readDate, todayIn } from "../../../platform/time.ts";
import { Icon } from "../../../ui/icon.tsx";
import { hrefOf, structureHref } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { openingText, openingWords, priceWords, ruleWords, sayingOf, sessionTimeWords } from "../../session-words.ts";
import { StandingWords } from "./hours-words.tsx";

/** When: the next times, the rules in words, the rest behind a fold. */
export function SessionList({ c, event }: { c: WebContext; event: EventDetails }) {
  const t = c.get("t");
  const now = c.get("act").now();
  const today = todayIn(event.zone, now);
  const times = expand(event.sessions.filter((session) => session.kind !== "opening"), event.zone);
  const coming = times.filter((each) => Temporal.Instant.compare(each.endsAt ?? each.startsAt, now) >= 0);
  const rules = event.sessions.filter((session) => session.kind === "repeated");
  const openings = event.sessions.filter((session) => session.kind === "opening");
  const line = (each: (typeof times)[number]) => (
    <li><time datetime={each.startsAt.toString()}>{sessionTimeWords(sayingOf(c), each, today)}</time></li>
  );
  return (
    <section class="stack" aria-labelledby="when">
      <h2 id="when">{t("when_title")}</h2>
      {openings.map((opening) => <p>{openingWords(sayingOf(c), opening, today)} {isOver(opening, today) ? null : <StandingWords c={c} text={openingText(opening)} where={{ zone: event.zone, communeCode: event.communeCode }} />}</p>)}
      {rules.map((rule) => <p>{ruleWords(sayingOf(c), rule, today)}</p>)}
      {times.length > 0 && coming.length === 0 ? <p class="notice">{t("event_past")}</p> : null}
      {coming.length > 0 ? <ul>{coming.slice(0, 6).map(line)}</ul> : null}
      {coming.length > 6 ? <details><summary>{t("sessions_more", { count: coming.length - 6 })}</summary><ul>{coming.slice(6, 80).map(line)}</ul></details> : null}
      {coming.length < times.length ? <details><summary>{t("sessions_past", { count: times.length - coming.length })}</summary><ul>{times.filter((each) => !coming.includes(each)).slice(-40).map(line)}</ul></details> : null}
    </section>
  );
}

/** Outside of its period, hours say nothing. */
function isOver({ from, until }: Opening, today: Temporal.PlainDate): boolean {
  return today.toString() < from || today.toString() > until;
}

/** The next time in words, and how many follow: the first thing that a reader looks for. */
function NextTime({ c, event }: { c: WebContext; event: EventDetails }) {
  const t = c.get("t");
  const now = c.get("act").now();
  const today = todayIn(event.zone, now);
  const coming = expand(event.sessions.filter((session) => session.kind !== "opening"), event.zone).filter((each) => Temporal.Instant.compare(each.endsAt ?? each.startsAt, now) >= 0);
  const [next] = coming;
  const opening = event.sessions.find((session) => session.kind === "opening" && session.until >= today.toString());
  const words = next ? sessionTimeWords(sayingOf(c), next, today) : opening?.kind === "opening" ? openingPeriod(c, opening) : t("event_past");
  return (
    <div class={event.status === "cancelled" ? "struck" : undefined}>
      <Icon name="clock" /><dt>{t("facts_when")}</dt>
      <dd><strong>{words}</strong>{coming.length > 1 ? <> <a href="#when">{t("sessions_more", { count: coming.length - 1 })}</a></> : null}</dd>
    </div>
  );
}

function openingPeriod(c: WebContext, opening: Opening): string {
  const day = (text: string) => { const date = readDate(text); return date ? formatShortDay(date, c.get("locale")) : ""; };
  return c.get("t")("from_until", { from: day(opening.from), until: day(opening.until) });
}

interface EventFactsProps {
  readonly c: WebContext;
  readonly event: EventDetails;
  readonly slug: string;
  readonly structures: Content["structures"];
  /** The place of the census where it is held. */
  readonly place: { readonly territory: TerritoryId; readonly slug: string; readonly name: string } | null;
}

/** Where, for whom, how much, how to come: in one glance. */
export function EventFacts({ c, event, slug, structures, place: held }: EventFactsProps) {
  const t = c.get("t");
  const place = [event.placeName, event.address, [event.postcode, event.communeName].filter(Boolean).join(" ")].filter(Boolean);
  const ages = event.ageMin !== null || event.ageMax !== null ? t(event.ageMax === null ? "age_from" : "age_range", { min: event.ageMin ?? 0, max: event.ageMax ?? 120 }) : "";
  const price = priceWords(sayingOf(c), event);
  return (
    <aside aria-label={t("facts_title")}>
      <dl class="facts-box">
        <NextTime c={c} event={event} />
        {place.length > 0 ? <div><Icon name="place" /><dt>{t("facts_where")}</dt><dd>{place.map((part, index) => <>{held && index === 0 ? <a href={hrefOf(c, { ...held, kind: "place" })}>{part}</a> : part}<br /></>)}{event.latitude === null ? null : <a href={`/carte?ou=${encodeURIComponent(event.communeName)}`}>{t("facts_map")}</a>}</dd></div> : null}
        {event.onlineUrl ? <div><Icon name="online" /><dt>{t("online")}</dt><dd><a href={event.onlineUrl} rel="nofollow ugc noopener">{new URL(event.onlineUrl).host}</a></dd></div> : null}
        {event.audience.length > 0 || ages ? <div><Icon name="people" /><dt>{t("facts_audience")}</dt><dd>{[event.audience.map((each) => t(`audience_${each}` as MessageKey)).join(", "), ages].filter(Boolean).join(", ")}</dd></div> : null}
        {price ? <div><Icon name="euro" /><dt>{t("facts_price")}</dt><dd>{price}</dd></div> : null}
        {event.bookingUrl ? <div><Icon name="ticket" /><dt>{t("facts_booking")}</dt><dd><a href={event.bookingUrl} rel="nofollow ugc noopener">{t("facts_book", { host: new URL(event.bookingUrl).host })}</a></dd></div> : null}
        {event.accessibility.length > 0 ? <div><Icon name="accessible" /><dt>{t("facts_access")}</dt><dd>{event.accessibility.map((each) => t(`access_${each}` as MessageKey)).join(", ")}</dd></div> : null}
        <Behind c={c} label={t("facts_organiser")} structures={structures.filter((each) => each.role === "organiser")} />
        <Behind c={c} label={t("structure_facts_partners")} structures={structures.filter((each) => each.role === "partner")} />
        {event.organiser && !structures.some((each) => each.role === "organiser") ? <div><Icon name="home" /><dt>{t("facts_organiser")}</dt><dd>{event.organiser}</dd></div> : null}
        <div><Icon name="event" /><dt>{t("facts_calendar")}</dt><dd><a href={`/evenements/${slug}.ics`}>ICS</a></dd></div>
      </dl>
    </aside>
  );
}

/** The structures that organise or take part, each with its page. */
function Behind({ c, label, structures }: { c: WebContext; label: string; structures: Content["structures"] }) {
  if (structures.length === 0) return null;
  return <div><Icon name="structure" /><dt>{label}</dt><dd>{structures.map((each) => <><a href={structureHref(c, each)}>{each.name}</a><br /></>)}</dd></div>;
}
