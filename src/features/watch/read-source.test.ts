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

describe("the same awkward things, in cases of our own", () => {
  test("a Windows sentence names a zone, a number means what its description says, and an unknown part of a rule is told", () => {
    expect(items(event('DTSTART;TZID="(UTC-05:00) Eastern Time (US and Canada)":20261202T140000')).items[0]).toMatchObject({ zone: "America/New_York", warnings: [] });
    expect(items(event('DTSTART;TZID="(UTC+01:00) Brussels, Copenhagen, Madrid, Paris":20261202T140000')).items[0]?.zone).toBe("Europe/Brussels");
    const numbered = ["BEGIN:VCALENDAR", "BEGIN:VTIMEZONE", "TZID: 1", "BEGIN:STANDARD", "TZOFFSETTO:+0100", "END:STANDARD", "BEGIN:DAYLIGHT", "TZOFFSETTO:+0200", "END:DAYLIGHT", "END:VTIMEZONE", "BEGIN:VEVENT", "UID:1", "SUMMARY:Atelier", 'DTSTART;TZID=" 1":20261202T140000', "END:VEVENT", "END:VCALENDAR"].join("\n");
    expect(items(numbered).items[0]).toMatchObject({ zone: "Europe/Paris", warnings: [] });
    expect(items(event("DTSTART:20261202T130000Z", "RRULE:FREQ=WEEKLY;COUNT=2;UNTL=20261231")).items[0]?.warnings).toEqual(["rule-part-unknown"]);
  });

  test("a day of a series that has a name of its own is an event of its own, and an extra date keeps its own length", () => {
    const text = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:s", "SUMMARY:Atelier", "DTSTART;TZID=Europe/Paris:20261202T180000", "DTEND;TZID=Europe/Paris:20261202T190000", "RRULE:FREQ=DAILY;COUNT=3", "RDATE;VALUE=PERIOD;TZID=Europe/Paris:20261210T100000/20261210T130000", "END:VEVENT", "BEGIN:VEVENT", "UID:s", "SUMMARY:Atelier des familles", "RECURRENCE-ID;TZID=Europe/Paris:20261203T180000", "DTSTART;TZID=Europe/Paris:20261203T170000", "END:VEVENT", "END:VCALENDAR"].join("\n");
    expect(items(text).items.map((item) => [item.title, expand(item.sessions, item.zone).map((each) => `${each.startLocal.toString()} ${each.endLocal?.toString() ?? ""}`)])).toEqual([
      ["Atelier", ["2026-12-02T18:00:00 2026-12-02T19:00:00", "2026-12-04T18:00:00 2026-12-04T19:00:00", "2026-12-10T10:00:00 2026-12-10T13:00:00"]],
      ["Atelier des familles", ["2026-12-03T17:00:00 "]],
    ]);
  });

  test("a time excluded in another zone leaves out only what begins at that instant", () => {
    const rule = ["DTSTART;TZID=Europe/Paris:20261202T140000", "RRULE:FREQ=DAILY;COUNT=3"];
    expect(starts(event(...rule, "EXDATE:20261203T130000Z"))).toHaveLength(2);
    expect(starts(event(...rule, "EXDATE;TZID=America/New_York:20261203T140000"))).toHaveLength(3);
    expect(starts(event(...rule, "EXDATE;VALUE=DATE:20261203"))).toHaveLength(2);
  });

  test("tasks and availability are counted, never kept; letters between calendars are told apart from what is published", () => {
    const task = "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:t\nSUMMARY:Acheter du pain\nEND:VTODO\nEND:VCALENDAR\n";
    expect(items(task)).toMatchObject({ items: [], ignored: [{ what: "VTODO", count: 1 }] });
    const mixed = `${event("DTSTART:20261202T130000Z")}\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:9\nSUMMARY:Privé\nDTSTART:20261202T130000Z\nEND:VEVENT\nEND:VCALENDAR`;
    expect(items(mixed).items.map((item) => item.title)).toEqual(["Atelier"]);
    expect(items(mixed).refused).toEqual([{ title: "", reason: "not-published", detail: "1 × METHOD:REQUEST" }]);
  });

  test("a page is told from a feed, an empty feed is no fault, and an ellipsis is no title", () => {
    expect(read("<!doctype html><html><body>Bonjour</body></html>")).toEqual({ done: false, refusal: "web-page" });
    expect(read('<rss version="2.0"></rss>')).toMatchObject({ done: true, value: { items: [] } });
    expect(items('<rss version="2.0"><channel><title>F</title><link>https://f.example/</link><item><description>…</description></item></channel></rss>').refused).toMatchObject([{ reason: "no-title" }]);
    expect(items('{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","content_html":"<p>Bonjour</p><script>alert()</script>"}]}').items[0]?.title).toBe("Bonjour");
  });

  test("an article without an identifier is known by its address, whatever newsletter it was opened from", () => {
    const feed = (query: string) => `<rss version="2.0"><channel><title>F</title><link>https://f.example/</link><item><title>Un titre</title><link>https://f.example/a?id=4${query}</link></item></channel></rss>`;
    expect(items(feed("&amp;utm_source=lettre&amp;partner=rss")).items[0]?.uid).toBe(items(feed("")).items[0]?.uid);
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
