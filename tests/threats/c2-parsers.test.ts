import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localDates } from "../../src/features/agenda/expand.ts";
import { sessionsSchema } from "../../src/features/agenda/session-input.ts";
import { searchContents } from "../../src/features/search/search-contents.ts";
import { readSource } from "../../src/features/watch/read-source.ts";
import { readFeedDate } from "../../src/features/watch/feed-date.ts";
import { readDocument } from "../../src/platform/text/document.ts";
import { fromHtml } from "../../src/platform/text/from-html.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import { parseBody } from "../../src/platform/text/parse-body.ts";
import { excerpt, plainText } from "../../src/platform/text/plain.ts";
import { renderText } from "../../src/platform/text/render.ts";
import { slugify, tagKey } from "../../src/platform/text/slug.ts";
import { toMarkdown } from "../../src/platform/text/to-markdown.ts";
import { dangersIn, injections, script } from "../support/hostile.ts";
import { stopwatch } from "../support/stopwatch.ts";
import { newWorld } from "../support/world.ts";

// Generous for a slow machine; what is guarded against takes minutes.
const cap = 3000;

function spentBy(act: () => unknown): number {
  const spent = stopwatch();
  act();
  return spent();
}

function timed(name: string, act: () => unknown): void {
  const spent = spentBy(act);
  expect(spent, name).toBeLessThan(cap);
}

const all = (markdown: string) => {
  const read = parseBody({ body: markdown });
  if (!read.done) return;
  toMarkdown(read.value);
  renderText(read.value, { image: () => "", tableLabel: "" });
  plainText(read.value);
};

describe("C2 no text holds the server up", () => {
  const times = (piece: string, size = 200_000) => piece.repeat(Math.floor(size / piece.length));

  test.each(["*", "*a ", "_a__", "[", "[a](", "![", "![a](b \"", "`", "> ", "- ", "1. ", "|a", "http://", "www.", "a@", "a.b@", "&", "&#x", "<", "~", "#", "\n", " ", "\\", "mailto:", "<a href=", "-", "=\n", "a\n-\n", "|a|b|\n"])("Markdown made of %j", (piece) => {
    timed(piece, () => all(times(piece)));
    // Lines that a person could type, and as many as are taken.
    timed(`${piece} in lines`, () => all(Array.from({ length: 20 }, () => times(piece.replaceAll("\n", " "), 4_900)).join("\n")));
  });

  test("Markdown of backticks, nested lists, a long table and blanks inside an emphasis", () => {
    timed("backticks", () => all(Array.from({ length: 600 }, (_, n) => "`".repeat(n)).join("a").slice(0, 19_000)));
    timed("lists", () => all(Array.from({ length: 500 }, (_, n) => `${" ".repeat(2 * n)}- x`).join("\n")));
    timed("table", () => all(`|a|\n|-|\n${times("|a|\n", 100_000)}`));
    const blanks = `a${" ".repeat(49_000)}b`;
    timed("blanks", () => toMarkdown({ type: "doc", content: [{ type: "paragraph", content: Array.from({ length: 10 }, () => ({ type: "text", text: blanks, marks: [{ type: "bold" }, { type: "italic" }] })) }] }));
    timed("slugs", () => [slugify(times("-"), "x"), tagKey(times("#-")), excerpt(times(" ."), 280)]);
  });

  test.each(["<div>", "<b>", "<b></i>", "<i><b></x></y>", "<", "<!--", "<a a='", "<ul><li>", "<table><tr><td>", "&", "&#", "</b>", "<a href=x>", "<p>", "<script>", "<svg><math><title>", "<img src=x alt=y>", "<blockquote>"])("HTML made of %j", (piece) => {
    timed(piece, () => fromHtml(times(piece, 500_000)));
  });

  test.each(["BEGIN:VEVENT\n", "BEGIN:VALARM\n", "X-WR-TIMEZONE\n", "X-WR-CALNAME;\n", "BEGIN:VTIMEZONE\n", "TZID:", ";A=b", "DTSTART;TZID=\"a", "\n ", "\\,", "RRULE:FREQ=DAILY;"])("C10 a calendar made of %j", (piece) => {
    for (const head of ["BEGIN:VCALENDAR\n", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261202T140000\nSUMMARY:x\n", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:"]) {
      timed(piece, () => readSource(Buffer.from(head + times(piece, 600_000)), { address: "https://a.example/a.ics", charset: null, zone: "Europe/Paris" }));
    }
  });

  test.each(["<!--", "<?", "<a>", "<item>", "<![CDATA[", "<!DOCTYPE ", "&", "{\"a\":", "[", "<item><title>x</title></item>"])("C10 a feed made of %j", (piece) => {
    for (const head of ["<rss version=\"2.0\"><channel><title>x</title>", "<", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":", "<?xml version=\"1.0\"?>"]) {
      timed(piece, () => readSource(Buffer.from(head + times(piece, 900_000)), { address: "https://a.example/feed", charset: null, zone: "Europe/Paris" }));
    }
  });

  test("C10 entities declared after a long comment are refused as well, and none is replaced", () => {
    const bomb = `<?xml version="1.0"?><!--${"x".repeat(30_000)}--><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><title>x</title><item><title>&c;</title></item></channel></rss>`;
    expect(readSource(Buffer.from(bomb), { address: "https://a.example/feed", charset: null, zone: "Europe/Paris" })).toEqual({ done: false, refusal: "entities" });
  });

  test("C10 a rule that repeats beyond reason, or never falls, is refused quickly", () => {
    const at = "2026-12-01T10:00";
    const rules = ["FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=9", "FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=MONTHLY;BYDAY=+99MO", "FREQ=WEEKLY;BYSETPOS=999;BYDAY=MO", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;UNTIL=99999999", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;BYSETPOS=0", "FREQ=DAILY;COUNT=99999999", "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3", "FREQ=DAILY\nDTSTART:20200101T000000", "FREQ=DAILY;UNTIL=20261218;BYSETPOS=9;UNTIL=bad"];
    timed("rules", () => {
      for (const rule of rules) expect(sessionsSchema.safeParse(Array.from({ length: 6 }, () => ({ kind: "repeated", start: at, end: null, rule, except: [] }))).success, rule).toBe(false);
    });
    expect(localDates("FREQ=DAILY", Temporal.PlainDateTime.from(at))).toHaveLength(732);
    expect(localDates("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29", Temporal.PlainDateTime.from(at)).map(String)).toEqual(["2028-02-29T10:00:00"]);
  });

  test("C10 a huge calendar is read to its bound and says what it left", () => {
    const event = (n: number) => `BEGIN:VEVENT\r\nUID:${n}\r\nDTSTART:20261202T140000\r\nRRULE:FREQ=WEEKLY;BYSETPOS=9;BYDAY=MO\r\nSUMMARY:x\r\nEND:VEVENT\r\n`;
    const huge = Buffer.from(`BEGIN:VCALENDAR\r\n${Array.from({ length: 60 }, (_, n) => event(n)).join("")}END:VCALENDAR\r\n`);
    timed("calendar", () => readSource(huge, { address: "https://a.example/a.ics", charset: null, zone: "Europe/Paris" }));
    const read = readSource(huge, { address: "https://a.example/a.ics", charset: null, zone: "Europe/Paris" });
    expect(read.done && read.value.items.every((item) => item.warnings.includes("rule-unreadable"))).toBe(true);
    expect(readSource(Buffer.alloc(10_000_001, 65), { address: "x", charset: null, zone: "Europe/Paris" })).toEqual({ done: false, refusal: "too-large" });
  });
});

describe("C2 whatever is typed", () => {
  const fragments = fc.array(fc.oneof(fc.string({ unit: "grapheme", maxLength: 12 }), fc.constantFrom(script, "**", "_", "`", "\n\n", "\n", "> ", "- ", "1. ", "|a|\n|-|\n", "[a](", ")", "![b](media:00000000-0000-7000-8000-000000000000 \"c | d\")", "javascript:", "https://a.example", "```\n", "# ", "<b>", "&lt;", "\\", ...injections.filter((each) => each.length < 200))), { maxLength: 25 }).map((parts) => parts.join(""));

  test("becomes a text that we know, without danger, and means the same after one more turn through the form", () => {
    fc.assert(fc.property(fragments, (markdown) => {
      const read = parseBody({ body: markdown });
      if (!read.done) return;
      expect(readDocument(JSON.parse(JSON.stringify(read.value)))).not.toBeNull();
      expect(dangersIn(renderText(read.value, { image: () => "", tableLabel: "" }))).toEqual([]);
      expect(readDocument(fromMarkdown(toMarkdown(read.value)))).not.toBeNull();
    }), { numRuns: 120 });
  });

  test("as HTML from outside becomes a text without danger", () => {
    const html = fc.array(fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom(script, "<p>", "</p>", "<ul><li>", "<table><td>", "<a href='javascript:x'>", "<a href=//evil.example>", "<h2>", "<pre>", "<img src=x alt=y>", "<svg/onload=x>", "&#0;", "&#xD800;", "<!--", "-->", "]]>", "<b", "\"")), { maxLength: 25 }).map((parts) => parts.join(""));
    fc.assert(fc.property(html, (text) => {
      const document = fromHtml(text);
      expect(readDocument(JSON.parse(JSON.stringify(document)))).not.toBeNull();
      expect(dangersIn(renderText(document, { image: () => "", tableLabel: "" }))).toEqual([]);
    }), { numRuns: 120 });
  });

  test("as bytes from outside is read or refused, never an accident", () => {
    const lines = fc.array(fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom("BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "DTSTART:20261202T140000", "DTSTART:99991399T999999Z", "DTSTART;TZID=Nowhere:00000101T000000", "DTEND:20261202T150000Z", "DURATION:-P99999999D", "RRULE:FREQ=DAILY;UNTIL=20269999T999999Z", "RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z;BYDAY=MO", "RDATE:20261299", "EXDATE;VALUE=DATE:x", "RECURRENCE-ID:20261202T140000", "SUMMARY:x", "GEO:1e9;-1", "SEQUENCE:1e999", "UID:\u0000", "CATEGORIES:,,,", "URL:javascript:x", "STATUS:CANCELLED")), { maxLength: 25 });
    fc.assert(fc.property(lines, (given) => {
      const text = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261202T140000\r\n${given.join("\r\n")}`;
      expect(typeof readSource(Buffer.from(text), { address: "https://a.example", charset: null, zone: "Europe/Paris" }).done).toBe("boolean");
      expect(typeof readSource(Buffer.from(given.join("<")), { address: "https://a.example", charset: null, zone: "Europe/Paris" }).done).toBe("boolean");
      for (const line of given) readFeedDate(line, "Europe/Paris");
    }), { numRuns: 120 });
  });

  test("as a search finds or doesn't, never an accident", async () => {
    const world = await newWorld();
    const words = fc.array(fc.oneof(fc.constantFrom("-", "\"", "or", "(", ")", ":*", "&", "|", "!", "<->", "a", "\\", "'", " ", "-\"", "été"), fc.string({ maxLength: 5 })), { maxLength: 60 }).map((parts) => parts.join(""));
    await fc.assert(fc.asyncProperty(words, async (text) => {
      expect((await searchContents(world.db, null, { text: text.replaceAll("\0", ""), offset: 0 }, 5)).cards).toEqual([]);
    }), { numRuns: 40 });
  });
});
