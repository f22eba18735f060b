import type { DossierFilter } from "../features/dossiers/list-dossiers.ts";
import { isTheme } from "../features/tags/themes.ts";
import { tagKey } from "../platform/text/slug.ts";
import type { WebContext } from "./env.ts";

/** The filters of /dossiers as its address says them; what isn't known is left out. */
export function dossierFilter(c: WebContext): DossierFilter {
  const theme = c.req.query("theme") ?? "";
  const tag = tagKey((c.req.query("mot-cle") ?? "").slice(0, 60));
  return { theme: isTheme(theme) ? theme : undefined, tag: tag || undefined, welcoming: c.req.query("ouverts") === "1" ? true : undefined };
}
