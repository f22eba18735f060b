import type { Mention } from "../features/mentions/mention.ts";
import type { RenderOptions } from "../platform/text/render.ts";
import { originOf, structureHref } from "./addresses.ts";
import type { WebContext } from "./env.ts";

/** Where the handles of a text lead from here, for the rendering of texts. */
export function mentionLinks(c: WebContext, mentions: ReadonlyMap<string, Mention> | undefined): NonNullable<RenderOptions["mention"]> {
  return (handle) => {
    const named = mentions?.get(handle);
    if (!named) return null;
    return { href: named.kind === "member" ? `/membres/${named.slug}` : structureHref(c, named), name: named.name };
  };
}

/** The same for those who read elsewhere: whole addresses. */
export function absoluteMentionLinks(c: WebContext, mentions: ReadonlyMap<string, Mention> | undefined): NonNullable<RenderOptions["mention"]> {
  return (handle) => {
    const named = mentions?.get(handle);
    return named ? { href: `${originOf(c, named.territory)}/${named.kind === "member" ? "membres" : "structures"}/${named.slug}`, name: named.name } : null;
  };
}
