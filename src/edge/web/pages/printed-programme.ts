import { showContent } from "../../../features/contents/show-content.ts";
import { listOperationProgramme } from "../../../features/operations/list-events.ts";
import { listProgrammeAnywhere } from "../../../features/programmes/list-programme.ts";
import { chosen } from "../../../features/programmes/programme.ts";
import { showFamilyAnywhere } from "../../../features/programmes/show-family.ts";
import { touchContent, touchTerritory, type Touch } from "../../../platform/facts.ts";
import { todayIn } from "../../../platform/time.ts";
import { canonicalOf } from "../../addresses.ts";
import { clientAddressOf, sharePage, territoryOf, type WebContext } from "../../env.ts";
import { programmeFilter, readProgrammeQuery } from "../../programme-query.ts";
import { page, type Route } from "../../route.ts";
import { missingPage, tooManyPage } from "../errors.tsx";
import { operationAt, partakers, touchesOfOperation } from "../operating.ts";
import { operationDays } from "../parts/operation-facts.tsx";
import { programmePdf, type PrintedProgramme } from "../programme-pdf.ts";

type Size = "A4" | "A5";

async function printEvent(c: WebContext, size: Size) {
  const territory = territoryOf(c);
  const found = territory ? await showContent(c.get("act"), territory.id, "event", c.req.param("slug") ?? "") : null;
  if (!territory || !found || !("content" in found)) return missingPage(c);
  const { content } = found;
  const { highest } = await showFamilyAnywhere(c.get("act"), content.id);
  const lines = await listProgrammeAnywhere(c.get("services").db, { id: content.id, highest });
  const facts = [[content.event?.placeName, content.event?.communeName].filter(Boolean).join(", ")].filter(Boolean);
  return print(c, { title: content.title, summary: content.summary, facts, authors: content.writers.map((each) => each.name), address: `${canonicalOf(c, content)}/programme`, lines, today: todayIn(territory.zone, c.get("act").now()) }, size, content, [touchContent(content.id), touchTerritory(territory.id)]);
}

async function printOperation(c: WebContext, size: Size) {
  const found = await operationAt(c, "/programme.pdf");
  if (found instanceof Response) return found;
  const { content, standing } = found;
  const territories = partakers(c, found);
  const wanted = territories.find((each) => each.slug === c.req.query("territoire"));
  const lines = await listOperationProgramme(c.get("services").db, content.id, standing, wanted?.id ?? null);
  const facts = [operationDays(c, standing), (wanted ? [wanted] : territories).map((each) => each.name).join(", ")];
  return print(c, { title: content.title, summary: content.summary, facts, authors: content.writers.map((each) => each.name), address: `${canonicalOf(c, content)}/programme`, lines, today: todayIn(standing.zone, c.get("act").now()) }, size, content, touchesOfOperation(found));
}

/** Filtered as the page is. Making it takes a second of the processor for a thousand lines: so many for one address, and the same for all once made. */
async function print(c: WebContext, programme: PrintedProgramme, size: Size, content: { readonly slug: string; readonly state: string }, touches: readonly Touch[]) {
  const allowed = await c.get("services").quota("printed", 20, 600).take(clientAddressOf(c));
  if (!allowed.ok) return tooManyPage(c, allowed.retryAfterSeconds);
  const body = await programmePdf(c, { ...programme, lines: chosen(programme.lines, programmeFilter(readProgrammeQuery(c))) }, size);
  if (content.state === "published") sharePage(c, touches);
  return c.body(new Uint8Array(body), 200, { "Content-Type": "application/pdf", "Content-Disposition": `inline; filename="${content.slug}-${size === "A5" ? "livret" : "programme"}.pdf"` });
}

export const printedProgrammeRoutes: readonly Route[] = [
  page("/evenements/:slug/programme.pdf", "public", (c) => printEvent(c, "A4"), { at: "territory" }),
  page("/evenements/:slug/livret.pdf", "public", (c) => printEvent(c, "A5"), { at: "territory" }),
  page("/operations/:slug/programme.pdf", "public", (c) => printOperation(c, "A4"), { at: "territory" }),
  page("/operations/:slug/livret.pdf", "public", (c) => printOperation(c, "A5"), { at: "territory" }),
];
