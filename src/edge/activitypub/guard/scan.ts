import type { BodyRefusal } from "./refusal.ts";
import { restsAuthority } from "./words.ts";

export const deepest = 32;
const mostValues = 20_000;
const mostWords = 300;

interface Open {
  /** The words said so far; null in a list. */
  readonly words: Set<string> | null;
  expectsWord: boolean;
}

/**
 * One walk over JSON before it is parsed, in a time that grows with its length alone: how deep it goes, how much it
 * holds, and whether a word that authority rests on is said twice, which a parser would hide. What isn't JSON at all is
 * left to the parser to refuse.
 */
export function scan(text: string): BodyRefusal | null {
  const open: Open[] = [];
  let values = 1;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    const here = open.at(-1);
    if (sign === 0x22) {
      const end = endOfString(text, at);
      if (here?.words && here.expectsWord) {
        const refusal = note(here.words, text.slice(at, end + 1));
        if (refusal) return refusal;
        here.expectsWord = false;
      }
      at = end;
    } else if (sign === 0x7b || sign === 0x5b) {
      if (open.length >= deepest) return "too-deep";
      open.push({ words: sign === 0x7b ? new Set() : null, expectsWord: sign === 0x7b });
      values++;
    } else if (sign === 0x7d || sign === 0x5d) open.pop();
    else if (sign === 0x2c) {
      if (here) here.expectsWord = here.words !== null;
      values++;
    }
    if (values > mostValues) return "too-many";
  }
  return null;
}

function note(words: Set<string>, quoted: string): BodyRefusal | null {
  const word = quoted.includes("\\") ? unquoted(quoted) : quoted.slice(1, -1);
  if (words.has(word) && restsAuthority(word)) return "doubled-word";
  words.add(word);
  return words.size > mostWords ? "too-many" : null;
}

function unquoted(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

/** Where the string that begins at `start` ends; the end of the text when it never does. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 0x5c) at++;
    else if (sign === 0x22) return at;
  }
  return text.length;
}
