import { openOnes, placeOf, type ProgrammeLine } from "../../features/programmes/programme.ts";
import { openPdf, type Pdf } from "../../platform/documents/pdf.ts";
import type { MessageKey } from "../../platform/messages.ts";
import { formatDay, formatHours, formatShortDay, readDate, readLocal } from "../../platform/time.ts";
import { canonicalOf } from "../addresses.ts";
import type { WebContext } from "../env.ts";
import { firstDateWords } from "./parts/postponed.tsx";

/** What a printed programme says besides its lines. */
export interface PrintedProgramme {
  readonly title: string;
  readonly summary: string;
  /** Under the title: when, where. */
  readonly facts: readonly string[];
  readonly authors: readonly string[];
  /** The page that says the same, and goes on saying it. */
  readonly address: string;
  readonly lines: readonly ProgrammeLine[];
  readonly today: Temporal.PlainDate;
}

/** Paper has an end: what is more is read on the page. */
export const mostPrinted = 1000;

/** A programme for paper: sheets to hang up (A4), or a booklet (A5, as many pages as folded sheets have). */
export async function programmePdf(c: WebContext, programme: PrintedProgramme, size: "A4" | "A5"): Promise<Buffer> {
  const t = c.get("t");
  const lines = programme.lines.slice(0, mostPrinted);
  const pdf = await openPdf({
    title: t("programme_of", { title: programme.title }), authors: programme.authors, subject: programme.summary, language: c.get("locale"), size, madeAt: c.get("act").now(),
    foot: (page, pages) => t("programme_foot", { title: programme.title, page, pages }),
  });
  pdf.heading(pdf.root, 1, [{ text: programme.title }], { bookmark: 0 });
  for (const fact of programme.facts) pdf.paragraph(pdf.root, [{ text: fact, bold: true }], { after: 2 });
  if (programme.summary) pdf.paragraph(pdf.root, [{ text: programme.summary }]);
  pdf.paragraph(pdf.root, [{ text: `${t("programme_printed", { day: formatDay(programme.today, c.get("locale"), programme.today) })} ` }, { text: programme.address, link: programme.address }], { size: 9, soft: true });
  if (size === "A5") pdf.newPage();
  await writeDays(c, pdf, lines, programme.today);
  writeOpen(c, pdf, lines);
  if (programme.lines.length > lines.length) pdf.paragraph(pdf.root, [{ text: t("programme_more", { count: programme.lines.length - lines.length }) }]);
  // A folded sheet makes four pages: a booklet ends with blank ones.
  for (let blank = size === "A5" ? (4 - (pdf.pages % 4)) % 4 : 0; blank > 0; blank--) {
    pdf.gap(1);
    pdf.newPage();
  }
  return pdf.finish();
}

async function writeDays(c: WebContext, pdf: Pdf, lines: readonly ProgrammeLine[], today: Temporal.PlainDate): Promise<void> {
  for (const [day, group] of Map.groupBy(lines.filter((line) => !line.opening), (line) => line.day)) {
    pdf.heading(pdf.root, 2, [{ text: formatDay(Temporal.PlainDate.from(day), c.get("locale"), today) }], { bookmark: 1 });
    for (const [index, line] of group.entries()) {
      writeLine(c, pdf, line, hoursOf(c, line));
      // The server answers others meanwhile.
      if (index % 20 === 19) await new Promise((resolve) => setImmediate(resolve));
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function writeOpen(c: WebContext, pdf: Pdf, lines: readonly ProgrammeLine[]): void {
  const open = openOnes(lines);
  if (open.length === 0) return;
  const day = (text: string) => { const date = readDate(text); return date ? formatShortDay(date, c.get("locale")) : text; };
  pdf.heading(pdf.root, 2, [{ text: c.get("t")("programme_open") }], { bookmark: 1 });
  for (const { line, from, until } of open) writeLine(c, pdf, line, c.get("t")("from_until", { from: day(from), until: day(until) }));
}

function writeLine(c: WebContext, pdf: Pdf, line: ProgrammeLine, when: string): void {
  const t = c.get("t");
  const status = line.status === "on" ? "" : t(`status_${line.status}`).toUpperCase();
  pdf.paragraph(pdf.root, [{ text: `${when}  ` }, { text: line.title, bold: true, link: canonicalOf(c, { ...line, kind: "event" }) }, { text: status ? `  ${status}` : "", bold: true }], { after: 1 });
  const why = line.status === "on" ? "" : [line.statusReason, firstDateWords(c, line)].filter(Boolean).join(" ");
  if (why) pdf.paragraph(pdf.root, [{ text: why, italic: true }], { size: 9.5, after: 1 });
  const facts = [placeOf(line), line.online ? t("online") : "", line.pricing === "unknown" ? "" : t(`pricing_${line.pricing}`), line.audience.map((each) => t(`audience_${each}` as MessageKey)).join(", ")].filter(Boolean);
  pdf.paragraph(pdf.root, [{ text: facts.join(" · ") || t(`type_${line.type}` as MessageKey) }], { size: 9, soft: true, after: 7 });
}

function hoursOf(c: WebContext, line: ProgrammeLine): string {
  const read = (text: string | null) => (text ? (readLocal(text.replace(" ", "T").slice(0, 16))?.at ?? null) : null);
  const start = read(line.startLocal);
  return line.wholeDay || !start ? c.get("t")("whole_day") : formatHours(start, read(line.endLocal), c.get("locale"));
}
