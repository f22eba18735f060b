import type { Child } from "hono/jsx";
import { readBrief } from "../../../features/announcements/brief.ts";
import type { Card } from "../../../features/contents/card.ts";
import { readDossierBrief } from "../../../features/dossiers/dossier.ts";
import type { ContentKind } from "../../../features/contents/content.ts";
import { readItineraryBrief } from "../../../features/itineraries/itinerary.ts";
import { readOperationBrief } from "../../../features/operations/operation.ts";
import { readProjectBrief } from "../../../features/projects/project.ts";
import { readPlaceBrief } from "../../../features/visiting/place.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { formatDay, formatShortDay, todayIn } from "../../../platform/time.ts";
import type { WebContext } from "../../env.ts";
import { operationDays } from "./operation-facts.tsx";
import { announcementWord, ClosedBadge, untilWords } from "./announcement-facts.tsx";
import { durationWords, lengthWords } from "./itinerary-words.ts";
import { projectDates } from "./project-facts.tsx";
import { standingWords } from "./hours-words.tsx";

/** What a card says of its kind, besides its title and summary. */
export interface CardBrief {
  /** The word beside the icon: the type of an event, the genre of an article. */
  readonly word: string;
  /** Loud: cancelled, closed. */
  readonly badge?: Child;
  /** When, where, until when; the day of publication unless said. */
  readonly line?: string;
}

type BriefOf = (c: WebContext, card: Card) => CardBrief;

const briefs: Readonly<Record<ContentKind, BriefOf>> = {
  article: (c, card) => ({ word: c.get("t")(card.genre ? (`genre_${card.genre}` as MessageKey) : "kind_article") }),
  event: (c, card) => ({
    word: c.get("t")(card.event ? (`type_${card.event.type}` as MessageKey) : "kind_event"),
    badge: card.event ? <><StatusBadge c={c} status={card.event.status} /><Labels labels={card.event.labels} /></> : null,
    // Not every listing shows it: made when asked for.
    get line() {
      return [eventWhen(c, card), card.event?.communeName].filter(Boolean).join(" · ");
    },
  }),
  dossier: (c, card) => {
    const t = c.get("t");
    const brief = readDossierBrief(card.brief);
    const welcome = brief && brief.contributions !== "closed" ? t(`dossier_welcomes_${brief.contributions}`) : "";
    return { word: t("kind_dossier"), ...(brief ? { line: [t("dossier_items", { count: brief.items }), welcome].filter(Boolean).join(" · ") } : {}) };
  },
  announcement: (c, card) => {
    const brief = readBrief(card.brief);
    if (!brief) return { word: c.get("t")("kind_announcement") };
    return { word: announcementWord(c, brief.type), badge: <ClosedBadge c={c} closesAt={brief.closesAt} />, line: [untilWords(c, brief), brief.organisation, brief.communeName].filter(Boolean).join(" · ") };
  },
  operation: (c, card) => {
    const brief = readOperationBrief(card.brief);
    return { word: c.get("t")("kind_operation"), ...(brief ? { line: operationDays(c, brief) } : {}) };
  },
  project: (c, card) => {
    const brief = readProjectBrief(card.brief);
    return brief ? { word: c.get("t")(`project_stage_${brief.stage}`), line: [projectDates(c, brief), brief.communeName].filter(Boolean).join(" · ") } : { word: c.get("t")("kind_project") };
  },
  itinerary: (c, card) => {
    const brief = readItineraryBrief(card.brief);
    return brief ? { word: c.get("t")(`travel_${brief.travel}`), line: [brief.communeName, lengthWords(c, brief.metres), durationWords(c, brief.minutes), c.get("t")("itinerary_stops", { count: brief.stops })].filter(Boolean).join(" · ") } : { word: c.get("t")("kind_itinerary") };
  },
  place: (c, card) => {
    const brief = readPlaceBrief(card.brief);
    if (!brief) return { word: c.get("t")("kind_place") };
    const standing = standingWords(c, brief.hours, brief);
    return { word: c.get("t")(`place_type_${brief.type}`), badge: standing ? <span class="badge">{standing.words}</span> : null, line: [brief.communeName, brief.pricing === "unknown" ? "" : c.get("t")(`pricing_${brief.pricing}`)].filter(Boolean).join(" · ") };
  },
};

export function briefOf(c: WebContext, card: Card): CardBrief {
  return briefs[card.kind](c, card);
}

export function StatusBadge({ c, status }: { c: WebContext; status: "on" | "full" | "postponed" | "cancelled" }) {
  return status === "on" ? null : <span class={`badge ${status}`}>{c.get("t")(`status_${status}`)}</span>;
}

/** The operations that an event is part of, by the label that it was given there. */
function Labels({ labels }: { labels: readonly string[] }) {
  return <>{labels.map((label) => <span class="badge">{label}</span>)}</>;
}

function eventWhen(c: WebContext, card: Card): string {
  const event = card.event;
  if (!event?.startsAt) return "";
  const locale = c.get("locale");
  const today = todayIn(event.zone, c.get("act").now());
  const start = Temporal.Instant.from(event.startsAt).toZonedDateTimeISO(event.zone).toPlainDate();
  const end = event.endsAt ? Temporal.Instant.from(event.endsAt).toZonedDateTimeISO(event.zone).toPlainDate() : start;
  return start.equals(end) ? formatDay(start, locale, today) : c.get("t")("from_until", { from: formatShortDay(start, locale), until: formatShortDay(end, locale) });
}
