import { messagesFor } from "../../../platform/messages.ts";
import { excerpt } from "../../../platform/text/plain.ts";
import type { Saying } from "../../session-words.ts";
import { said, type WireObject } from "./wire.ts";

/** What Mastodon shows of a title, and of the text under it. */
export const longestName = 100;
export const longestSummary = 500;
/** What Mobilizon keeps of a tag, `#` included; and how many are said. */
export const longestHashtag = 40;
export const mostHashtags = 8;

/** The language in which we speak around a content: its own where we can, French elsewhere. */
export function sayingIn(language: string): Saying {
  const locale = language === "en" ? "en" : "fr";
  return { t: messagesFor(locale), locale };
}

export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', "&quot;");
}

/** A title as others may print it: short, nothing that reads as HTML or as a hashtag. */
export function nameOf(title: string): string {
  return excerpt(title.replace(/<(?=[a-z/!?])/giu, "‹").replace(/(‹[^<>]*)>/gu, "$1›").replace(/#(?=[\p{L}\p{N}_])/gu, ""), longestName);
}

/** One or two paragraphs, which together stay within what Mastodon shows; the first is kept whole as far as it can be. */
export function summaryOf(lines: readonly string[]): string {
  let left = longestSummary;
  const kept: string[] = [];
  for (const line of lines.map((each) => each.trim()).filter(Boolean)) {
    if (left < 30) break;
    const words = excerpt(line, left);
    kept.push(`<p>${escapeText(words)}</p>`);
    left -= words.length;
  }
  return kept.join("");
}

/** `#CultureScientifique`; a tag of one word stays as it was typed. Null for a tag that makes no hashtag. */
export function hashtagOf(label: string): string | null {
  const words = label.normalize("NFC").split(/[^\p{L}\p{M}\p{N}_]+/u).filter(Boolean);
  const [first = ""] = words;
  const joined = words.length === 1 ? first : words.map((word) => `${[...word][0]?.toUpperCase() ?? ""}${word.slice([...word][0]?.length ?? 0)}`).reduce((all, word) => (all.length + word.length < longestHashtag ? all + word : all), "");
  const name = `#${joined}`.slice(0, longestHashtag);
  return /[\p{L}\p{N}]/u.test(name) ? name : null;
}

export interface SaidTag {
  readonly label: string;
  /** The page of the tag. */
  readonly href: string;
}

/** The first hashtags, each once: two tags may be written the same when joined. */
export function hashtags(tags: readonly SaidTag[]): WireObject[] {
  const found = new Map<string, WireObject>();
  for (const { label, href } of tags) {
    const name = hashtagOf(label);
    if (name && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), said({ type: "Hashtag", name, href }));
  }
  return [...found.values()].slice(0, mostHashtags);
}

export interface Mentioned {
  readonly actor: string;
  /** `la-casemate@grenoble.example`. */
  readonly handle: string;
}

export function mentions(named: readonly Mentioned[]): WireObject[] {
  return [...new Map(named.map((each) => [each.actor, each])).values()].map(({ actor, handle }) => said({ type: "Mention", name: `@${handle}`, href: actor }));
}
