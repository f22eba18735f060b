import type { WebContext } from "../env.ts";

/**
 * On to another server. Not by a redirect: a browser holds the whole way of a form to the hosts that our security policy names, and where
 * another server leads isn't ours to know.
 */
export function leaving(c: WebContext, address: string, host: string): Response | Promise<Response> {
  const t = c.get("t");
  c.header("Refresh", `0; url=${address}`);
  c.header("Cache-Control", "no-store");
  return c.render(
    <div class="wrap head"><h1>{t("leaving_title", { host })}</h1><p class="lead">{t("leaving_text")}</p><div class="actions"><a class="button" href={address}>{t("leaving_link")}</a></div></div>,
    { title: t("leaving_title", { host }), noindex: true },
  );
}
