import type { MiddlewareHandler } from "hono";
import type { Directory } from "../../features/territories/directory.ts";
import type { Env, WebContext } from "../env.ts";

let made: { readonly of: Directory; readonly headers: readonly (readonly [string, string])[] } | null = null;

/** What a browser may do with our pages: run and load our own files, nothing else. An answer may say it otherwise. */
export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  const services = c.get("services");
  const directory = services.directory();
  if (made?.of !== directory) made = { of: directory, headers: headersFor(directory, services.tilesUrl) };
  // Said before the answer is made: to add them to a finished one would copy it.
  for (const [name, value] of made.headers) c.header(name, value);
  await next();
};

/** Lets this page hold the players of these hosts, once its reader asks for them. */
export function allowFrames(c: WebContext, origins: readonly string[]): void {
  const services = c.get("services");
  const policy = headersFor(services.directory(), services.tilesUrl).find(([name]) => name === "Content-Security-Policy")?.[1] ?? "";
  if (origins.length > 0) c.header("Content-Security-Policy", `${policy}; frame-src ${origins.join(" ")}`);
}

function headersFor(directory: Directory, tilesUrl: string): [string, string][] {
  const tiles = originOf(tilesUrl);
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
  return Object.entries(headers);
}

function originOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).origin : null;
}
