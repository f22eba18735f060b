import type { WebContext } from "../../env.ts";

/** What came to this door can't be answered: said on a page, without a way to where it came from, which nobody vouches for. */
export function refusedAsking(c: WebContext, reason: string, status: 400 | 429): Response | Promise<Response> {
  const t = c.get("t");
  return c.render(
    <div class="wrap head"><h1>{t("passport_refused_title")}</h1><p class="lead">{t(reason === "invalid_client" ? "passport_refused_unknown" : "passport_refused_text")}</p><p class="small soft">{reason}</p></div>,
    { title: t("passport_refused_title"), noindex: true, status },
  );
}
