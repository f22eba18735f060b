import { raw } from "hono/html";
import { LRUCache } from "lru-cache";

type Html = ReturnType<typeof raw>;

/**
 * Pieces of pages that come again and again: made once for the same words. `shown` is all that the piece depends on, so
 * that nothing old is ever shown: a change makes another key.
 */
export function remembered(maxBytes: number): (shown: readonly (string | number | boolean | null | undefined)[], make: () => { toString(): string }) => Html {
  const pieces = new LRUCache<string, Html>({ maxSize: maxBytes, sizeCalculation: (html, key) => 2 * (html.toString().length + key.length) });
  return (shown, make) => {
    const key = shown.join("\u0000");
    const known = pieces.get(key);
    if (known) return known;
    const html = raw(make().toString());
    pieces.set(key, html);
    return html;
  };
}
