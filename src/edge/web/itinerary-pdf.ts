import type { Content } from "../../features/contents/show-content.ts";
import type { ItineraryDetails } from "../../features/itineraries/show-itinerary.ts";
import { openPdf } from "../../platform/documents/pdf.ts";
import { plainText } from "../../platform/text/plain.ts";
import { canonicalOf } from "../addresses.ts";
import type { WebContext } from "../env.ts";
import { priceWords, sayingOf } from "../session-words.ts";
import { stopName } from "./parts/itinerary-stops.tsx";
import { durationWords, lengthWords } from "./parts/itinerary-words.ts";

/** An itinerary for the pocket: how far, how long, and stop after stop what there is to see. */
export async function itineraryPdf(c: WebContext, content: Content, details: ItineraryDetails): Promise<Buffer> {
  const t = c.get("t");
  const address = canonicalOf(c, content);
  const pdf = await openPdf({
    title: content.title, authors: content.writers.map((each) => each.name), subject: content.summary, language: content.language, size: "A4", madeAt: c.get("act").now(),
    foot: (page, pages) => t("programme_foot", { title: content.title, page, pages }),
  });
  pdf.heading(pdf.root, 1, [{ text: content.title }], { bookmark: 0 });
  const how = [t(`travel_${details.travel}`), details.looped ? t("itinerary_looped") : "", details.level === "unknown" ? "" : t(`level_${details.level}`), lengthWords(c, details.metres), durationWords(c, details.minutes)].filter(Boolean);
  pdf.paragraph(pdf.root, [{ text: how.join(" · "), bold: true }], { after: 3 });
  const whom = [details.audience.map((each) => t(`audience_${each}`)).join(", "), priceWords(sayingOf(c), details), details.accessibility.map((each) => t(`access_${each}`)).join(", ")].filter(Boolean);
  if (whom.length > 0) pdf.paragraph(pdf.root, [{ text: whom.join(" · ") }], { after: 3 });
  if (content.summary) pdf.paragraph(pdf.root, [{ text: content.summary }]);
  for (const paragraph of plainText(content.body).split(/\n+/).filter(Boolean)) pdf.paragraph(pdf.root, [{ text: paragraph }]);
  pdf.paragraph(pdf.root, [{ text: address, link: address }], { size: 9, soft: true });
  pdf.heading(pdf.root, 2, [{ text: t("itinerary_stops", { count: details.stops.length }) }], { bookmark: 1 });
  pdf.list(pdf.root, details.stops.map((_stop, index) => `${index + 1}.`), (index, inside) => {
    const stop = details.stops[index];
    if (!stop) return;
    const link = stop.card ? { link: canonicalOf(c, stop.card) } : {};
    pdf.paragraph(inside, [{ text: stopName(c, stop), bold: true, ...link }], { after: 1 });
    const where = [stop.address, stop.communeName, stop.minutes > 0 ? t("itinerary_stay", { duration: durationWords(c, stop.minutes) }) : ""].filter(Boolean);
    if (where.length > 0) pdf.paragraph(inside, [{ text: where.join(" · ") }], { size: 9, soft: true, after: 1 });
    if (stop.note) pdf.paragraph(inside, [{ text: stop.note }], { after: 5 });
  });
  if (details.looped) pdf.paragraph(pdf.root, [{ text: t("itinerary_back") }], { soft: true });
  return pdf.finish();
}
