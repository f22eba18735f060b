import { getCookie, setCookie } from "hono/cookie";
import type { WebContext } from "./env.ts";

// Several tabs may save before any of them looks.
const mostTold = 8;

/** Tells the browser's autosave that this submission is held by the server: it may forget what it kept of it. */
export function tellSaved(c: WebContext, submission: string): void {
  const told = (getCookie(c, "es_saved") ?? "").split(".").filter((each) => /^[0-9a-f-]{36}$/.test(each) && each !== submission);
  setCookie(c, "es_saved", [submission, ...told].slice(0, mostTold).join("."), { path: "/contribuer", sameSite: "Lax", secure: secure(c), maxAge: 86_400 });
}

export const languageCookie = "es_lang";

function secure(c: WebContext): boolean {
  return c.get("services").directory().portalOrigin.startsWith("https:");
}

/** Bound to this host by its prefix wherever the network speaks https. */
export function sessionCookieName(c: WebContext): string {
  return secure(c) ? "__Host-es_session" : "es_session";
}

export function cookieOf(c: WebContext, name: string): string | null {
  return getCookie(c, name) ?? null;
}

/** Sets a cookie for this host only, out of the reach of scripts. `maxAge` in seconds; 0 erases. */
export function setHostCookie(c: WebContext, name: string, value: string, maxAge: number): void {
  setCookie(c, name, value, { path: "/", httpOnly: true, sameSite: "Lax", secure: secure(c), maxAge });
}
