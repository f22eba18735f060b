import type { Viewer } from "../platform/viewer.ts";
import type { WebContext } from "./env.ts";

/** Whether somebody of another server is here by their own: what they do is done there. */
export function isVisiting(c: WebContext): boolean {
  const { viewer } = c.get("act");
  return viewer.kind === "member" && viewer.visiting === true;
}

/** The host where a visitor is at home, as their handle says it. */
export function homeHostOf(viewer: Viewer): string {
  return viewer.kind === "member" ? viewer.handle.slice(viewer.handle.indexOf("@") + 1) : "";
}

/** A page of a visitor's own platform. */
export function homeHref(c: WebContext, path: string): string {
  return `${c.get("services").httpAllowed ? new URL(c.get("site").origin).protocol : "https:"}//${homeHostOf(c.get("act").viewer)}${path}`;
}

/** Where a visitor takes up, at home, what stands on this page. */
export function takenHome(c: WebContext): string {
  return homeHref(c, `/interactions?uri=${encodeURIComponent(`${c.get("site").origin}${c.req.path}`)}`);
}
