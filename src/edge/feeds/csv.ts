import { isClosed } from "../../features/announcements/announcement.ts";
import { readBrief } from "../../features/announcements/brief.ts";
import type { AgendaLine } from "../../features/agenda/list-agenda.ts";
import type { Card } from "../../features/contents/card.ts";
import { csvTable } from "../../platform/text/csv.ts";
import type { FeedHead } from "./forms.ts";

export function contentsCsv(head: FeedHead, cards: readonly Card[]): string {
  return csvTable(["id", "kind", "title", "summary", "url", "published", "authors", "tags"], cards.map((card) => [card.id, card.kind, card.title, card.summary, head.urlOf(card), card.publishedAt.toString(), card.authors.map((author) => author.name).join("; "), card.tags.map((tag) => tag.label).join("; ")]));
}

export function announcementsCsv(head: FeedHead, cards: readonly Card[], now: Temporal.Instant): string {
  return csvTable(["id", "title", "url", "type", "deadline", "closed", "organisation", "commune", "contract"], cards.map((card) => {
    const brief = readBrief(card.brief);
    return [card.id, card.title, head.urlOf(card), brief?.type ?? "", brief?.deadline ?? "", brief && isClosed(brief, now) ? 1 : 0, brief?.organisation ?? "", brief?.communeName ?? "", brief?.contract ?? ""];
  }));
}

export function agendaCsv(head: FeedHead, lines: readonly AgendaLine[]): string {
  return csvTable(["id", "title", "url", "start", "end", "type", "status", "place", "commune", "latitude", "longitude", "price"], lines.map(({ card, startLocal, endLocal }) => [card.id, card.title, head.urlOf(card), startLocal, endLocal, card.event?.type ?? "", card.event?.status ?? "", card.event?.placeName ?? "", card.event?.communeName ?? "", card.event?.latitude ?? null, card.event?.longitude ?? null, card.event?.pricing ?? ""]));
}
