import type { MiddlewareHandler } from "hono";
import type { Env } from "../env.ts";

/** What a browser may do with our pages: run and load our own files, nothing else. */
export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  const services = c.get("services");
  const directory = services.directory();
  const tiles = originOf(services.tilesUrl);
  const headers: Record<string, string> = {
    "Content-Security-Policy": [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "font-src 'self'",
      `img-src 'self' data: blob:${tiles ? ` ${tiles}` : ""}`,
      "connect-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      // A form that is sent here may be answered elsewhere in the network (logging in goes round to a territory), and a
      // browser holds the whole way to this list.
      `form-action 'self' ${directory.sources.join(" ")}`,
    ].join("; "),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self), interest-cohort=()",
  };
  if (directory.portalOrigin.startsWith("https:")) headers["Strict-Transport-Security"] = "max-age=31536000";
  for (const [name, value] of Object.entries(headers)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
};

function originOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).origin : null;
}
