import fc from "fast-check";
import { expect, test } from "vitest";
import { expand } from "../agenda/expand.ts";
import { firstStartOf } from "../agenda/postponed.ts";
import type { Session } from "../agenda/session.ts";
import { shiftSessions, titleOfEdition, weeksTo, yearLater } from "./next-edition.ts";

const zone = "Europe/Paris";
const timesOf = (sessions: readonly Session[]) => expand(sessions, zone).map((each) => each.startLocal.toString({ smallestUnit: "minute" })).sort();
const slot = (start: string, end: string): Session => ({ kind: "slot", start, end });

test("a year later every time keeps its weekday and its hour, whatever the rule and across both changes of the clock", () => {
  const day = fc.integer({ min: 0, max: 700 }).map((days) => Temporal.PlainDate.from("2026-01-01").add({ days }));
  const rule = fc.constantFrom("FREQ=DAILY;COUNT=9", "FREQ=WEEKLY;BYDAY=WE,SA;COUNT=20", "FREQ=WEEKLY;INTERVAL=2;COUNT=6", "FREQ=MONTHLY;BYDAY=2TU;COUNT=10", "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=5", "FREQ=WEEKLY;UNTIL=20280301T235959");

  fc.assert(fc.property(day, rule, fc.integer({ min: -60, max: 110 }), (date, text, weeks) => {
    const sessions: Session[] = [{ kind: "repeated", start: `${date.toString()}T14:00`, end: `${date.toString()}T16:00`, rule: text, except: [date.add({ days: 7 }).toString()] }, { kind: "opening", from: date.toString(), until: date.add({ days: 20 }).toString(), hours: [{ days: [2, 7], opens: "10:00", closes: "18:00" }], except: [] }];
    const wanted = timesOf(sessions).map((time) => Temporal.PlainDateTime.from(time).add({ weeks }).toString({ smallestUnit: "minute" }));
    // A rule without an end is followed for two years from its start, and its written out times are the grid's length at most.
    if (wanted.length > 60 && text.includes("MONTHLY")) return;
    expect(timesOf(shiftSessions(sessions, weeks, zone))).toEqual(wanted);
  }), { numRuns: 150 });
});

test("the wanted first day leads to the nearest same weekday, and the year of the title follows", () => {
  const sessions = [slot("2026-10-02T10:00", "2026-10-02T18:00")];

  const later = shiftSessions(sessions, weeksTo(sessions, Temporal.PlainDate.from("2027-10-04")), zone);

  expect(later).toEqual([slot("2027-10-01T10:00", "2027-10-01T18:00")]);
  expect(yearLater(sessions)?.toString()).toBe("2027-10-01");
  expect(titleOfEdition("Fête de la science 2026 – 12026 pas", sessions, later)).toBe("Fête de la science 2027 – 12026 pas");
});

test("a postponed event keeps its first date through every new one, and forgets it only when nothing was postponed", () => {
  const [first, next] = [[slot("2026-12-02T14:00", "2026-12-02T16:00")], [slot("2026-12-09T14:00", "2026-12-09T16:00")]];

  const postponed = firstStartOf({ sessions: first, status: "on", firstStart: null }, { sessions: first, status: "postponed" });
  expect(postponed).toBe("2026-12-02T14:00");
  expect(firstStartOf({ sessions: first, status: "on", firstStart: null }, { sessions: next, status: "postponed" })).toBe("2026-12-02T14:00");
  expect(firstStartOf({ sessions: first, status: "postponed", firstStart: postponed }, { sessions: next, status: "on" })).toBe("2026-12-02T14:00");
  expect(firstStartOf({ sessions: next, status: "on", firstStart: postponed }, { sessions: first, status: "on" })).toBeNull();
  expect(firstStartOf(null, { sessions: first, status: "on" })).toBeNull();
});
