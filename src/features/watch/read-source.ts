import { detect } from "chardet";
import iconv from "iconv-lite";
import { gunzipSync } from "node:zlib";
import { refused, type Outcome } from "../../platform/outcome.ts";
import type { ReadReport, SourceRefusal } from "./item.ts";
import { readCalendar } from "./read-calendar.ts";
import { readFeed } from "./read-feed.ts";

const largest = 10_000_000;

/** Reads a calendar or a feed, whichever these bytes are. `zone` is where the source is, for times that don't say. */
export function readSource(bytes: Uint8Array, source: { readonly address: string; readonly charset: string | null; readonly zone: string }): Outcome<ReadReport, SourceRefusal> {
  if (bytes.length > largest) return refused("too-large" as const);
  const inflated = inflate(bytes);
  if (!inflated) return refused("too-large" as const);
  const text = decode(inflated, source.charset);
  if (text === null) return refused("unreadable-text" as const);
  // A document of nothing but a comment says nothing either.
  if (isOnlyComments(text)) return refused("empty" as const);
  const start = text.slice(0, 4000).trimStart();
  if (/^BEGIN:(VCALENDAR|VEVENT)/i.test(start)) return readCalendar(text, source.zone);
  if (start.startsWith("<") || start.startsWith("{")) return readFeed(text, source);
  return refused("not-a-source" as const);
}

function isOnlyComments(text: string): boolean {
  for (let rest = text.trimStart(); rest !== ""; ) {
    const close = rest.startsWith("<!--") ? "-->" : rest.startsWith("<?") ? "?>" : null;
    const end = close === null ? -1 : rest.indexOf(close);
    if (close === null || end < 0) return false;
    rest = rest.slice(end + close.length).trimStart();
  }
  return true;
}

function inflate(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: largest });
  } catch {
    return null;
  }
}

/** By byte order mark, then what the server said, then the XML prolog, then a guess. Null when it isn't text. */
function decode(bytes: Uint8Array, charset: string | null): string | null {
  const buffer = Buffer.from(bytes);
  const prolog = /^[^>]{0,200}encoding=["']([\w-]{2,30})["']/.exec(buffer.subarray(0, 300).toString("latin1"))?.[1];
  const mark = buffer[0] === 0xef && buffer[1] === 0xbb ? "utf-8" : buffer[0] === 0xff && buffer[1] === 0xfe ? "utf-16le" : buffer[0] === 0xfe && buffer[1] === 0xff ? "utf-16be" : null;
  const asUtf8 = buffer.toString("utf8");
  const wellFormed = !asUtf8.includes("\ufffd");
  const named = [mark, charset, prolog].find((name): name is string => Boolean(name) && iconv.encodingExists(name ?? ""));
  const isUtf8 = named === undefined || /^utf-?8$/i.test(named);
  if (isUtf8 && wellFormed) return withoutControls(asUtf8.replace(/^\ufeff/, ""));
  const guess = isUtf8 ? (detect(buffer.subarray(0, 100_000)) ?? "windows-1252") : named;
  const text = iconv.decode(buffer, iconv.encodingExists(guess) ? guess : "windows-1252");
  // Binary that merely begins like text: more than a few characters that no text has.
  const strange = (text.match(/(?![\t\n\r])\p{Cc}|\ufffd/gu) ?? []).length;
  return strange > 20 && strange > text.length / 500 ? null : withoutControls(text);
}

function withoutControls(text: string): string {
  return text.replace(/(?![\t\n\r\u0085])\p{Cc}/gu, "");
}
