import { parseDocument } from "htmlparser2";
import sanitize from "sanitize-html";
import { deepest, type TextDocument } from "./document.ts";
import { isTooDeep, readNodes, type DomNode } from "./read-html.ts";

/**
 * HTML from outside to structured text. Scripts, styles and event handlers go; a picture becomes a link to where it
 * is, since a reader's browser must not be sent to a third party.
 */
export function fromHtml(html: string): TextDocument {
  const given = html.slice(0, 250_000);
  const clean = sanitize(isTooDeep(given) ? given.replace(/<[^<>]*>/g, " ") : given, {
    allowedTags: ["p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "strong", "b", "em", "i", "a", "table", "thead", "tbody", "tr", "th", "td", "div", "section", "article", "img"],
    allowedAttributes: { a: ["href"], img: ["src", "alt"], ol: ["start"] },
    allowedSchemes: ["http", "https", "mailto"],
    nestingLimit: deepest * 2,
  });
  const root = parseDocument(clean) as unknown as DomNode;
  return { type: "doc", content: readNodes(root.children ?? []) };
}
