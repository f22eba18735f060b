import { fromHtml } from "../../../platform/text/from-html.ts";
import type { TextDocument } from "../../../platform/text/document.ts";
import { excerpt, plainText } from "../../../platform/text/plain.ts";
import { wellFormed } from "../../../platform/text/well-formed.ts";
import type { Json } from "../guard/json.ts";

// What turns the order of letters around, what nobody sees, what no keyboard writes. What joins emoji stays.
const unseen = /(?![\t\n\r])[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;
/** Accents piled up until they cover the lines around. Four are more than any script writes. */
const piled = /(\p{M}{4})\p{M}+/gu;

/** Words of others as they may stand on a page: nothing turned around, unseen or piled up. */
export function cleanText(text: string): string {
  return wellFormed(text).replace(unseen, "").replace(piled, "$1");
}

/** One line of plain words, cut between two of them; empty for what isn't a text. */
export function lineOf(value: Json | undefined, longest: number): string {
  return typeof value === "string" ? wellFormed(excerpt(cleanText(value.slice(0, longest * 8)), longest)) : "";
}

/** Elements of the longest articles, several times over: what holds more is read as words alone. */
const mostElements = 8000;

/** HTML from outside through the one gate that all of it takes. What holds no element was written in lines. */
export function readHtml(html: string): TextDocument {
  if (html.split("<", mostElements * 2 + 1).length > mostElements * 2) return fromHtml(html.replace(/<[^<>]*>/g, " ").slice(0, 100_000));
  return fromHtml(/<[a-z/!]/i.test(html) ? html : html.replace(/\r?\n/g, "<br>"));
}

/** The lines of HTML in plain words. */
export function linesOfHtml(value: Json | undefined): string[] {
  return typeof value === "string" ? plainText(readHtml(cleanText(value.slice(0, 20_000)))).split("\n") : [];
}

/** The words of HTML, in one line. */
export function wordsOf(value: Json | undefined, longest: number): string {
  return lineOf(linesOfHtml(value).join("\n"), longest);
}
