import type { WebContext } from "../env.ts";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whoever writes through the API shows a token that no browser adds by itself; its doors look at no cookie. */
export function showsToken(c: WebContext): boolean {
  return c.req.path.startsWith("/api/v1/") && /^Bearer\s+\S/i.test(c.req.header("authorization") ?? "");
}

/**
 * True unless another site makes the reader's browser act here. Browsers say where a form comes from in `Origin` or in
 * `Sec-Fetch-Site`; a request that says neither carries no session of a browser, so it may pass only without a cookie.
 */
export function fromOwnPages(c: WebContext): boolean {
  if (safe.has(c.req.method) || showsToken(c)) return true;
  const origin = c.req.header("origin");
  if (origin !== undefined) return origin === c.get("site").origin;
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined) return site === "same-origin";
  return c.req.header("cookie") === undefined;
}
