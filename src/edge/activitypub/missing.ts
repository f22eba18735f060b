import type { WebContext } from "../env.ts";

/** Nothing is there, or nothing that everybody may know of: the same answer. */
export function missingDocument(c: WebContext): Response {
  return c.json({ error: "unknown" }, 404);
}
