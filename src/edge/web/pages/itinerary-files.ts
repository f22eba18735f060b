import { showContent, type Content } from "../../../features/contents/show-content.ts";
import { showItineraryAnywhere, type ItineraryDetails } from "../../../features/itineraries/show-itinerary.ts";
import { touchContent, touchTerritory } from "../../../platform/facts.ts";
import { canonicalOf } from "../../addresses.ts";
import { clientAddressOf, sharePage, territoryOf, type WebContext } from "../../env.ts";
import { page, type Route } from "../../route.ts";
import { missingPage, tooManyPage } from "../errors.tsx";
import { gpxOf } from "../itinerary-gpx.ts";
import { itineraryPdf } from "../itinerary-pdf.ts";

type Form = "gpx" | "pdf";

const forms: Readonly<Record<Form, { readonly type: string; readonly make: (c: WebContext, content: Content, details: ItineraryDetails) => Promise<string | Uint8Array<ArrayBuffer>> }>> = {
  gpx: {
    type: "application/gpx+xml; charset=utf-8",
    make: async (c, content, details) => gpxOf({ address: canonicalOf(c, content), author: content.writers.map((each) => each.name).join(", "), addressOf: (stop) => (stop.card ? canonicalOf(c, stop.card) : null) }, content, details),
  },
  pdf: { type: "application/pdf", make: async (c, content, details) => new Uint8Array(await itineraryPdf(c, content, details)) },
};

/** An itinerary as a file, to whom its page is shown; for others it isn't there. */
async function download(c: WebContext, form: Form) {
  const territory = territoryOf(c);
  const slug = (c.req.param("file") ?? "").slice(0, -form.length - 1);
  const found = territory ? await showContent(c.get("act"), territory.id, "itinerary", slug) : null;
  if (found && "moved" in found) return c.redirect(`/parcours/${found.moved}.${form}`, 301);
  const details = found ? await showItineraryAnywhere(c.get("act"), found.content.id) : null;
  if (!territory || !found || !details) return missingPage(c);
  const allowed = await c.get("services").quota("itinerary-file", 60, 600).take(clientAddressOf(c));
  if (!allowed.ok) return tooManyPage(c, allowed.retryAfterSeconds);
  const { content } = found;
  const body = await forms[form].make(c, content, details);
  if (content.state === "published") sharePage(c, [touchContent(content.id), touchTerritory(territory.id), ...details.stops.flatMap((stop) => (stop.place ? [touchContent(stop.place)] : []))]);
  return c.body(body, 200, { "Content-Type": forms[form].type, "Content-Disposition": `attachment; filename="${content.slug}.${form}"`, "X-Robots-Tag": "noindex", Link: `<${canonicalOf(c, content)}>; rel="canonical"`, "Content-Security-Policy": "default-src 'none'; sandbox" });
}

export const itineraryFileRoutes: readonly Route[] = (["gpx", "pdf"] as const).map((form) => page(`/parcours/:file{[^/]+\\.${form}}`, "public", (c) => download(c, form), { at: "territory" }));
