import { showContent, type Content } from "../../features/contents/show-content.ts";
import { kindOfPlural } from "../addresses.ts";
import type { WebContext } from "../env.ts";

/** The content that stands at an address of the network, pasted whole, if the reader may see it; a former address leads to it too. */
export async function contentAtAddress(c: WebContext, typed: string): Promise<Content | null> {
  const text = typed.trim().slice(0, 2000);
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const place = c.get("services").directory().find(url.hostname);
  if (!/^https?:$/.test(url.protocol) || (place.kind !== "territory" && place.kind !== "moved")) return null;
  // The same content answers under its community's address.
  const [, plural = "", slug = ""] = /^(?:\/communautes\/[^/]+)?\/([a-z-]+)\/([^/.]+)(?:\.[a-z]+)?\/?$/.exec(url.pathname) ?? [];
  const kind = kindOfPlural(plural);
  if (!kind) return null;
  const found = await showContent(c.get("act"), place.territory.id, kind, slug);
  if (found && "moved" in found) {
    const again = await showContent(c.get("act"), place.territory.id, kind, found.moved);
    return again && "content" in again ? again.content : null;
  }
  return found ? found.content : null;
}
