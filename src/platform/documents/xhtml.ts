import { Parser } from "htmlparser2";

const elements = new Set("p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code hr br figure figcaption img table thead tbody tr th td caption strong em b i sub sup a dl dt dd section aside cite q time".split(" "));
const empty = new Set(["hr", "br", "img"]);
const attributes: Readonly<Record<string, readonly string[]>> = { a: ["href"], img: ["src", "alt"], ol: ["start"], th: ["colspan", "rowspan", "scope"], td: ["colspan", "rowspan"] };
/** What is dropped with all that it holds. */
const silent = new Set(["script", "style", "template", "iframe", "object", "svg", "audio", "video", "form"]);

/**
 * HTML that we rendered, as well-formed XHTML of a fixed list of elements, for readers of books: whatever a text holds, a book
 * opens. `whole` gives the address that a link leads to from outside, or null to keep only its words.
 */
export function toXhtml(html: string, whole: (href: string) => string | null): string {
  let written = "";
  const open: (string | null)[] = [];
  let muted = 0;
  const parser = new Parser({
    onopentag(name, given) {
      if (silent.has(name)) muted++;
      const kept = muted === 0 && elements.has(name) ? attributesOf(name, given, whole) : null;
      open.push(kept === null ? null : name);
      if (kept !== null) written += empty.has(name) ? `<${name}${kept}/>` : `<${name}${kept}>`;
    },
    ontext(text) {
      if (muted === 0) written += escapeXml(text);
    },
    onclosetag(name) {
      if (silent.has(name)) muted--;
      const kept = open.pop();
      if (kept && !empty.has(kept)) written += `</${kept}>`;
    },
  }, { decodeEntities: true });
  parser.write(html);
  parser.end();
  return written;
}

/** Null when the element isn't kept: a link that leads nowhere is its words. */
function attributesOf(name: string, given: Readonly<Record<string, string>>, whole: (href: string) => string | null): string | null {
  if (name === "a") {
    const href = whole(given["href"] ?? "");
    return href === null ? null : ` href="${escapeXml(href)}"`;
  }
  return (attributes[name] ?? []).flatMap((each) => (given[each] === undefined ? [] : [` ${each}="${escapeXml(given[each])}"`])).join("");
}

/** Text for XML 1.0: its signs escaped, and what no XML holds left out. */
export function escapeXml(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
