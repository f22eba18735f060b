import { isClosed } from "../../features/announcements/announcement.ts";
import { readBrief } from "../../features/announcements/brief.ts";
import type { AgendaLine } from "../../features/agenda/list-agenda.ts";
import type { Card } from "../../features/contents/card.ts";
import type { FeedHead } from "./forms.ts";

/** RFC 4180. A cell that a spreadsheet would take for a formula is given as text. */
function row(cells: readonly (string | number | null)[]): string {
  return cells.map((cell) => {
    const text = cell === null ? "" : String(cell);
    const safe = typeof cell === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }).join(",");
}

export function table(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return `\ufeff${[row(head), ...rows.map(row)].join("\r\n")}\r\n`;
}

export function contentsCsv(head: FeedHead, cards: readonly Card[]): string {
  return table(["id", "kind", "title", "summary", "url", "published", "authors", "tags"], cards.map((card) => [card.id, card.kind, card.title, card.summary, head.urlOf(card), card.publishedAt.toString(), card.authors.map((author) => author.name).join("; "), card.tags.map((tag) => tag.label).join("; ")]));
}

export function announcementsCsv(head: FeedHead, cards: readonly Card[], now: Temporal.Instant): string {
  return table(["id", "title", "url", "type", "deadline", "closed", "organisation", "commune", "contract"], cards.map((card) => {
    const brief = readBrief(card.brief);
    return [card.id, card.title, head.urlOf(card), brief?.type ?? "", brief?.deadline ?? "", brief && isClosed(brief, now) ? 1 : 0, brief?.organisation ?? "", brief?.communeName ?? "", brief?.contract ?? ""];
  }));
}

export function agendaCsv(head: FeedHead, lines: readonly AgendaLine[]): string {
  return table(["id", "title", "url", "start", "end", "type", "status", "place", "commune", "latitude", "longitude", "price"], lines.map(({ card, startLocal, endLocal }) => [card.id, card.title, head.urlOf(card), startLocal, endLocal, card.event?.type ?? "", card.event?.status ?? "", card.event?.placeName ?? "", card.event?.communeName ?? "", card.event?.latitude ?? null, card.event?.longitude ?? null, card.event?.pricing ?? ""]));
}
