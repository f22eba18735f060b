import { existsSync, readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { stopwatch } from "../../../tests/support/stopwatch.ts";
import { instantOf } from "../../platform/time.ts";
import { expand, type Occurrence } from "../agenda/expand.ts";
import { readSource } from "./read-source.ts";
import { rollForward } from "./roll-forward.ts";

const corpus = resolve("../shared/data/inputs");
const present = existsSync(corpus);
if (!present) console.log("The real inputs don't lie beside this checkout: only the cases written here are tried.");

interface Expected {
  readonly items?: number;
  readonly refused?: number;
  readonly refusal?: string;
  /** Where it is read from, when relative links matter. */
  readonly address?: string;
  readonly title?: string;
  readonly url?: string;
  /** The instant at which the first item begins or was published. */
  readonly first?: string;
  /** The days of the first item, or of all of one month: `2020-09`. */
  readonly days?: readonly string[];
  readonly month?: string;
  /** How many times all items happen in `month`. */
  readonly times?: number;
  readonly warnings?: readonly string[];
  readonly ignored?: readonly { what: string; count: number }[];
  readonly titles?: readonly string[];
  readonly cancelled?: readonly string[];
  readonly noEnd?: true;
  readonly place?: string;
}

/** What a good importer makes of files that others wrote. What differs from the index that came with them says why. */
const calendars: Readonly<Record<string, Expected>> = {
  "apple-tentative-cancelled": { items: 4, title: "Tentative", first: "2022-07-04T23:00:00Z", warnings: ["tentative"], cancelled: ["Cancelled"] },
  "cancelled-occurrence": { items: 1, first: "2020-01-28T21:00:00Z", days: ["2020-01-28", "2020-01-30"] },
  "confluence-huge-vtimezone": { items: 1, title: "test", days: ["2021-12-15"] },
  "crash-binary": { refusal: "unreadable-text" },
  // Seconds are not kept: nobody prints them.
  "discourse-no-dtend": { items: 4, title: "2019-01-17 openLab", first: "2019-01-17T17:00:00Z", noEnd: true },
  "end-before-start": { items: 1, first: "2019-03-04T07:30:00Z", warnings: ["end-before-start"], noEnd: true },
  "exchange-ms-timezones": { items: 4, title: "test", first: "2020-09-10T07:00:00Z" },
  "exchange-utc-until-all-day": { items: 2, title: "Refuse black bin", month: "2020-04", days: ["2020-04-02", "2020-04-17", "2020-04-30"] },
  "exchange-whole-day-moved-occurrence": { items: 1, month: "2026-02", days: ["2026-02-19", "2026-02-24", "2026-02-27"] },
  "exdate-davx5": { items: 1, first: "2019-10-29T15:15:00Z", days: ["2019-10-29", "2019-11-12", "2019-12-10", "2020-01-07", "2020-01-14", "2020-01-21", "2020-01-28"] },
  "fablab-cottbus-ai1ec": { items: 28, title: "Lab geschlossen: Wir sind auf dem Karlstraßenfest", days: ["2018-06-09"] },
  "festival-multiday-rrule": { items: 128, title: "foobar Summer 2011 starts!", first: "2011-08-04T10:00:00Z", warnings: ["zone-assumed"] },
  "floating-custom-vtimezone": { items: 1, first: "2025-06-10T12:00:00Z", warnings: ["zone-assumed"] },
  "fr-agenda-du-libre-no-dtstart": { items: 0, refused: 1 },
  "fr-agenda-du-libre": { items: 1, title: "Capitole du Libre", first: "2012-11-24T10:00:00Z", place: "Toulouse" },
  "fr-douai-collectif-tab-folded": { items: 6, title: "Réunion de travail du collectif", first: "2025-12-05T17:30:00Z", place: "Maison des Associations Avenue des Potiers 59500 Douai" },
  "fuzz-issue252": { refusal: "unreadable-text" },
  "google-bad-rrule": { items: 3, title: "Brain Break", first: "2020-09-03T15:40:00Z", warnings: [] },
  // A session has no name of its own here: the renamed day is an event beside its series.
  "google-recurrence-order": { items: 2, first: "2026-02-10T17:00:00Z", titles: ["TEST RECURR 3", "TEST RECURR 3 - MODIFIED"], month: "2026-02", times: 3 },
  "huge-google-4778-events": { items: 4740, refused: 30, month: "2020-09", times: 12 },
  "itip-53-calendars": { items: 3, title: "ST. PAUL SAINTS -VS- DULUTH-SUPERIOR DUKES", first: "1997-07-01T20:00:00Z" },
  // Five dates that don't exist, such as 30 February, and nothing else: none is guessed.
  "large-file-with-late-error": { items: 395, refused: 6, title: "Event 001", first: "2024-01-02T10:00:00Z" },
  "machbar-google": { items: 58, title: '"Bioökonomie-Tag"', first: "2019-02-28T19:00:00Z" },
  "meetup-folded": { items: 1, title: "Phoenix Drupal User Group Monthly Meetup", first: "2011-11-10T02:00:00Z" },
  "nextcloud-sabredav-one-edited": { items: 2, titles: ["test7", "test7 - edited"], month: "2019-03", times: 3 },
  "no-events": { items: 0, refused: 0 },
  "no-vcalendar-wrapper": { items: 0, refused: 4 },
  "owncloud-vtodo-french": { items: 0, ignored: [{ what: "VTODO", count: 2 }] },
  "rdate-period": { items: 1, first: "2023-09-20T19:00:00Z", month: "2023-12", days: ["2023-12-13"] },
  "recurrence-id-formats": { items: 5, month: "2020-09", times: 7, titles: ["Base event", "Modified event", "Modified event 1", "Modified event 2"] },
  "sabredav-all-day-with-tzid": { items: 1, title: "Sommerferien Sachsen", days: ["2018-07-02"] },
  "tripit-heavy-folding": { items: 47, title: "South San Francisco, CA, October 2011;", days: ["2011-10-11"] },
  "truncated-until": { items: 1, first: "2019-08-01T13:00:00Z", warnings: ["rule-part-unknown"] },
  "tzid-integer-paris": { items: 2, title: "test export import", first: "2023-12-15T14:00:00Z", place: "dijon", warnings: [] },
  "until-before-dtstart": { items: 1, days: ["2023-10-02"], warnings: ["rule-unreadable"] },
  "vtimezone-year-0001": { items: 1, first: "2024-06-01T08:00:00Z" },
  "windows-quoted-tz-rrule": { items: 1, first: "2015-07-06T16:00:00Z", month: "2015-07", times: 10 },
  "x-wr-timezone-floating": { items: 1, first: "2021-09-16T19:00:00Z", warnings: ["zone-assumed"] },
  "x-wr-timezone-utc": { items: 2, first: "2021-12-22T17:00:00Z" },
  "zero-size": { items: 1, first: "2019-03-04T07:00:00Z", noEnd: true },
  "zimbra-vfreebusy-only": { items: 0, ignored: [{ what: "VFREEBUSY", count: 1 }] },
};

const feeds: Readonly<Record<string, Expected>> = {
  "atom-relative-links-intertwingly.atom": { items: 20, address: "http://intertwingly.net/blog/index.atom", title: "Inhibiting Suspend", first: "2012-07-16T15:48:01Z", url: "http://intertwingly.net/blog/2012/07/16/Inhibiting-Suspend" },
  "atom-unknown-namespace.atom": { items: 1, first: "2006-01-22T19:47:34Z" },
  "attack-billion-laughs.xml": { refusal: "entities" },
  "charset-declared-utf8-is-not.xml": { refusal: "not-a-source" },
  "charset-greek-date.xml": { items: 0 },
  "charset-invalid-bytes-with-bom.xml": { refusal: "not-a-source" },
  "charset-koi8r-undeclared.xml": { items: 1, title: "Как пережить новогоднюю ночь" },
  "charset-utf16le-bom.xml": { items: 0 },
  "corrupted-ampersands.xml": { refusal: "not-a-source" },
  "doctype-html-entities.xml": { items: 0 },
  "double-encoded-html.xml": { items: 0, refused: 1 },
  "empty-document.xml": { refusal: "empty" },
  "entity-in-doctype.xml": { refusal: "entities" },
  "georss-point.xml": { refusal: "not-a-source" },
  "gzip-named-xml.xml": { items: 10, title: "В Бузулуке главные стройплощадки – детсад и Ледовый дворец", first: "2014-01-22T14:31:31Z" },
  "incomplete-cdata.xml": { refusal: "not-a-source" },
  "iso-8859-1-mediacontent-dupes.xml": { items: 1, first: "2013-02-03T04:13:03Z" },
  "itunes-podcast.xml": { items: 6, title: "Knowing Saint, Knowing Harry Ahaaa", first: "2017-08-10T15:29:17Z" },
  "json-feed-1.json": { items: 2, title: "post 2" },
  "not-a-feed.html": { refusal: "web-page" },
  "nyt-categories.xml": { items: 1, first: "2013-05-05T17:15:11Z" },
  "odd-dates.xml": { items: 5, first: "2013-02-08T11:00:00Z" },
  "pcmag-illegally-nested.xml": { items: 10, title: "My Professional Armchair Analysis of CES", first: "2018-01-17T20:50:00Z" },
  // Its date stands in an element that the parser doesn't know there: it came out when it was first seen.
  "podlove-chapters.xml": { items: 1, title: "Fiat Lux" },
  "rdf-with-modules.xml": { items: 1, title: "Test Item - RSS 1.0" },
  "rss-all-namespaces.xml": { items: 1, title: "Example Item", first: "2022-01-01T12:00:00Z" },
  "rss-item-scoped-html-base.xml": { items: 2, url: "https://example.com/first/first" },
  "title-with-angle-brackets.xml": { items: 1, title: "RSS <<< Title >>>" },
  "undeclared-namespace.xml": { items: 0 },
  "windows-1251-oren.xml": { items: 10, title: "В Бузулуке главные стройплощадки – детсад и Ледовый дворец", first: "2014-01-22T14:31:31Z" },
};

const cases = present ? [...Object.entries(calendars).map(([name, each]) => [`ics/${name}.ics`, each] as const), ...Object.entries(feeds).map(([name, each]) => [`feeds/${name}`, each] as const)] : [];

describe("files that others wrote", () => {
  test.each(cases)("%s", (name, expected) => {
    const spent = stopwatch();
    const outcome = readSource(new Uint8Array(readFileSync(resolve(corpus, name))), { address: expected.address ?? "https://source.example/agenda", charset: null, zone: "Europe/Paris" });
    expect(spent()).toBeLessThan(10_000);
    if (expected.refusal) return expect(outcome).toEqual({ done: false, refusal: expected.refusal });
    if (!outcome.done) throw new Error(outcome.refusal);
    const { items, refused, ignored } = outcome.value;
    const first = items[0];
    // As of the month that is looked at: a series that began long before is followed from there.
    const asOf = Temporal.PlainDate.from(`${expected.month ?? "1990-01"}-01`);
    const happens = items.map((item) => expand(item.sessions.map((session) => rollForward(session, asOf)), item.zone));
    const monthly = (times: readonly Occurrence[]) => times.filter((each) => each.startLocal.toString().startsWith(expected.month ?? ""));
    const found: Record<string, unknown> = {
      items: items.length, refused: refused.length, ignored, title: first?.title, url: first?.url, place: first?.place, warnings: first?.warnings,
      first: first ? (happens[0]?.[0] ? instantOf(happens[0][0].startLocal, first.zone) : first.publishedAt)?.toString() : undefined,
      days: monthly(happens[0] ?? []).map((each) => each.startLocal.toPlainDate().toString()), times: happens.flatMap(monthly).length,
      titles: [...new Set(items.map((item) => item.title))], cancelled: items.filter((item) => item.cancelled).map((item) => item.title),
      noEnd: happens[0]?.[0]?.endLocal === null ? true : undefined,
    };
    const { refusal: _r, address: _a, month: _m, ...looked } = expected;
    expect(Object.fromEntries(Object.keys(looked).map((key) => [key, found[key]]))).toEqual(looked);
    // Who attends and how to reach them is kept nowhere.
    if (name.startsWith("ics/")) expect(JSON.stringify(items.map(({ html: _h, uid: _u, ...kept }) => kept))).not.toMatch(/mailto:|ATTENDEE/i);
  });

  test("each of them has its line here", () => {
    const files = present ? ["ics", "feeds"].flatMap((folder) => readdirSync(resolve(corpus, folder)).map((name) => `${folder}/${name}`)) : [];
    expect(files.filter((name) => !cases.some(([known]) => known === name))).toEqual([]);
  });
});
