import type { WebContext } from "../env.ts";
import { ownNamespace, ownTerms } from "../own-terms.ts";

const forms = { text: {}, json: { "@type": "@json" }, address: { "@type": "@id" }, addresses: { "@type": "@id", "@container": "@set" }, things: { "@container": "@set" } } as const;

/** Our words as a context (JSON-LD 1.1), for whoever wishes to understand them. No document of ours points here: nobody has to fetch it. */
export function namespace(c: WebContext): Response {
  const terms = Object.entries(ownTerms).map(([term, form]) => [`es:${term}`, { "@id": `es:${term}`, ...forms[form] }] as const);
  return c.body(JSON.stringify({ "@context": { "@version": 1.1, es: ownNamespace, ...Object.fromEntries(terms) } }), 200, { "content-type": "application/ld+json", "access-control-allow-origin": "*", "cache-control": "public, max-age=86400" });
}
