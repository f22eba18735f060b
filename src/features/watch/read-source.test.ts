import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { expand } from "../agenda/expand.ts";
import { readFeedDate } from "./feed-date.ts";
import { readSource } from "./read-source.ts";

const zone = "Europe/Paris";
const read = (text: string | Uint8Array) => readSource(typeof text === "string" ? new TextEncoder().encode(text) : text, { address: "https://source.example/agenda", charset: null, zone });
const items = (text: string | Uint8Array) => {
  const outcome = read(text);
  if (!outcome.done) throw new Error(outcome.refusal);
  return outcome.value;
};
const event = (...lines: string[]) => ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1@test", "SUMMARY:Atelier", ...lines, "END:VEVENT", "END:VCALENDAR"].join("\r\n");
const starts = (text: string) => items(text).items.flatMap((item) => expand(item.sessions, item.zone).map((each) => each.startLocal.toString()));

describe("calendars", () => {
  test("a zone without its description is still that zone, and the end of a whole day is the day before", () => {
    expect(starts(event("DTSTART;TZID=Europe/Paris:20261202T140000"))).toEqual(["2026-12-02T14:00:00"]);
    expect(starts(event("DTSTART;TZID=W. Europe Standard Time:20261202T140000"))).toEqual(["2026-12-02T14:00:00"]);
    expect(starts(event("DTSTART:20261202T130000Z"))).toEqual(["2026-12-02T14:00:00"]);
    expect(items(event("DTSTART;VALUE=DATE:20261202", "DTEND;VALUE=DATE:20261204")).items[0]?.sessions).toEqual([{ kind: "slot", start: "2026-12-02", end: "2026-12-03" }]);
  });

  test("a cancelled day of a series is left out, a moved one is moved, whatever their order", () => {
    const text = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:s", "SUMMARY:Série", "RECURRENCE-ID;TZID=Europe/Paris:20261203T180000", "DTSTART;TZID=Europe/Paris:20261204T190000", "END:VEVENT", "BEGIN:VEVENT", "UID:s", "SUMMARY:Série", "DTSTART;TZID=Europe/Paris:20261202T180000", "RRULE:FREQ=DAILY;COUNT=3", "END:VEVENT", "BEGIN:VEVENT", "UID:s", "SUMMARY:Série", "STATUS:CANCELLED", "RECURRENCE-ID;TZID=Europe/Paris:20261204T180000", "DTSTART;TZID=Europe/Paris:20261204T180000", "END:VEVENT", "END:VCALENDAR"].join("\n");
    expect(starts(text)).toEqual(["2026-12-02T18:00:00", "2026-12-04T19:00:00"]);
  });

  test("one bad event doesn't lose the others, and says why it was refused", () => {
    const report = items(`${event("DTSTART:nonsense")}\n${event("DTSTART:20261202T130000Z").replace("UID:1@test", "UID:2@test")}`);
    expect(report.items).toHaveLength(1);
    expect(report.refused).toMatchObject([{ title: "Atelier", reason: "broken" }]);
  });

  test("C10 a rule that would fill the agenda keeps its first date only", () => {
    expect(starts(event("DTSTART:20261202T130000Z", "RRULE:FREQ=SECONDLY"))).toEqual(["2026-12-02T14:00:00"]);
    expect(starts(event("DTSTART:20261202T130000Z", "RRULE:FREQ=DAILY;COUNT=999999999"))).toEqual(["2026-12-02T14:00:00"]);
  });

  test("who attends is never kept, and an invitation isn't a calendar to publish", () => {
    const report = items(event("DTSTART:20261202T130000Z", "ATTENDEE;CN=Jean:mailto:jean@example.org", "ORGANIZER:mailto:chef@example.org", "CONTACT:chef@example.org"));
    expect(JSON.stringify(report)).not.toContain("example.org");
    expect(read(event("DTSTART:20261202T130000Z").replace("BEGIN:VEVENT", "METHOD:REQUEST\r\nBEGIN:VEVENT"))).toEqual({ done: false, refusal: "not-a-calendar-to-publish" });
  });
});

describe("feeds", () => {
  test("C10 a document that declares entities is refused unread", () => {
    expect(read('<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><rss version="2.0"><channel><title>&lol;</title></channel></rss>')).toEqual({ done: false, refusal: "entities" });
  });

  test("Latin letters, doubly encoded titles and relative links come out right", () => {
    const xml = '<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><title>Café</title><link>https://lieu.example/</link><item><title>L\'été &amp;lt;i&amp;gt;ici&amp;lt;/i&amp;gt;</title><link>/a/1</link><guid>1</guid><pubDate>Wed, 02 Dec 2026 14:00:00 +0100</pubDate></item></channel></rss>';
    const report = items(new Uint8Array(Buffer.from(xml, "latin1")));
    expect(report.title).toBe("Café");
    expect(report.items[0]).toMatchObject({ title: "L'été ici", url: "https://lieu.example/a/1" });
    expect(report.items[0]?.publishedAt?.toString()).toBe("2026-12-02T13:00:00Z");
  });

  test("dates are read as people write them, or not at all", () => {
    const at = (text: string) => readFeedDate(text, zone)?.toString() ?? null;
    expect(at("08/02/2013")).toBe("2013-02-07T23:00:00Z");
    expect(at("1er décembre 2026 à 14h30")).toBe("2026-12-01T13:30:00Z");
    expect(at("12 août 2026")).toBe("2026-08-11T22:00:00Z");
    expect(at("2026-12-02T14:00:00+01:00")).toBe("2026-12-02T13:00:00Z");
    expect(at("Mon, 31 Dec 99 23:59:00 EST")).toBe("2000-01-01T04:59:00Z");
    expect(at("demain")).toBeNull();
  });
});

const corpus = resolve("../shared/data/inputs");
/** What a good importer makes of files that others wrote: how many items, and when the first begins. */
const expected: Readonly<Record<string, { items?: number; refusal?: string; first?: string; title?: string }>> = {
  "ics/apple-tentative-cancelled.ics": { items: 4 },
  "ics/cancelled-occurrence.ics": { items: 1 },
  "ics/confluence-huge-vtimezone.ics": { items: 1, first: "2021-12-15T00:00:00", title: "test" },
  "ics/discourse-no-dtend.ics": { items: 4 },
  "ics/end-before-start.ics": { items: 1, first: "2019-03-04T08:30:00" },
  "ics/exchange-ms-timezones.ics": { items: 4 },
  "ics/floating-custom-vtimezone.ics": { items: 1, first: "2025-06-10T14:00:00" },
  "ics/fr-agenda-du-libre-no-dtstart.ics": { items: 0 },
  "ics/fr-agenda-du-libre.ics": { items: 1, first: "2012-11-24T11:00:00", title: "Capitole du Libre" },
  "ics/fr-douai-collectif-tab-folded.ics": { items: 6, first: "2025-12-05T18:30:00", title: "Réunion de travail du collectif" },
  "ics/google-recurrence-order.ics": { items: 1 },
  "ics/google-bad-rrule.ics": { items: 3 },
  "ics/festival-multiday-rrule.ics": { items: 128, first: "2011-08-04T12:00:00" },
  "ics/no-events.ics": { items: 0 },
  "ics/zero-size.ics": { items: 1, first: "2019-03-04T08:00:00" },
  "feeds/attack-billion-laughs.xml": { refusal: "entities" },
  "feeds/entity-in-doctype.xml": { refusal: "entities" },
  "feeds/empty-document.xml": { refusal: "empty" },
  "feeds/not-a-feed.html": { refusal: "not-a-source" },
};

describe("files that others wrote", () => {
  const present = existsSync(corpus);
  if (!present) console.log("The real inputs don't lie beside this checkout: only the cases written here are tried.");
  test.each(present ? Object.entries(expected) : [])("%s", (name, expectation) => {
    const outcome = read(new Uint8Array(readFileSync(resolve(corpus, name))));
    if (expectation.refusal) return expect(outcome).toEqual({ done: false, refusal: expectation.refusal });
    if (!outcome.done) throw new Error(outcome.refusal);
    const first = outcome.value.items[0];
    if (expectation.items !== undefined) expect(outcome.value.items).toHaveLength(expectation.items);
    if (expectation.title) expect(first?.title).toBe(expectation.title);
    if (expectation.first && first) expect(expand(first.sessions, first.zone)[0]?.startLocal.toString()).toBe(expectation.first);
  });

  test("none of them throws or takes long", async () => {
    const { readdirSync } = await import("node:fs");
    for (const folder of present ? ["ics", "feeds"] : []) {
      for (const name of readdirSync(resolve(corpus, folder))) {
        const before = process.cpuUsage();
        expect(() => read(new Uint8Array(readFileSync(resolve(corpus, folder, name)))), name).not.toThrow();
        // Work, not waiting: another test on the same core takes nothing from it.
        expect(process.cpuUsage(before).user / 1e6, name).toBeLessThan(20);
      }
    }
    expect(read("BEGIN:VCALENDAR\nEND:VCALENDAR")).toMatchObject({ done: true });
  });
});
