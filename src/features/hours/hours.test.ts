import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stopwatch } from "../../../tests/support/stopwatch.ts";
import { hoursSchema } from "./input.ts";
import { readHours, writeHours, type Hours } from "./hours.ts";
import { instantThere, lacksSchoolHolidays, spansOf, standingAt, tidyHours, type Where } from "./timetable.ts";

const at = (text: string) => Temporal.Instant.from(text);
const grenoble: Where = { zone: "Europe/Paris", communeCode: "38185" };
const strasbourg: Where = { zone: "Europe/Paris", communeCode: "67482" };
const saintDenis: Where = { zone: "Indian/Reunion", communeCode: "97411" };

describe("opening hours", () => {
  test("are written in OpenStreetMap's words and read back as the rows of a form", () => {
    for (const text of [
      "Tu-Su 10:00-18:00; PH off",
      "Mo-Fr 08:00-12:00,14:00-18:00; Sa 09:00-12:00",
      "We 14:00-18:00; SH Mo-Fr 10:00-18:00",
      "Tu-Su 10:00-18:00; Jul-Aug Mo-Su 10:00-19:00; PH off; 2026 Dec 24 10:00-16:00; 2026 Dec 25-2027 Jan 03 off",
    ]) expect(writeHours(readHours(text) ?? { rows: [], closedOnHolidays: false, exceptions: [] })).toBe(text);
  });

  test("that a form can't say exactly are left to the text", () => {
    for (const text of ["Mo[1] 10:00-12:00", "PH 10:00-12:00", "week 1-53/2 Mo 10:00-12:00", "Mo-Fr 10:00-12:00 \"sur rendez-vous\"", "Fr 20:00-02:00"]) expect(readHours(text), text).toBeNull();
  });

  test("of a part of the year close the usual days that it doesn't name", () => {
    const usual = { period: null, days: [2, 3, 4, 5, 6, 7], opens: "10:00", closes: "18:00" };
    const summer = { period: { kind: "dates", from: "07-15", until: "08-20" }, days: [6, 7], opens: "10:00", closes: "20:00" } as const;
    const text = writeHours({ rows: [usual, summer], closedOnHolidays: false, exceptions: [] });
    expect(text).toBe("Tu-Su 10:00-18:00; Jul 15-Aug 20 Sa,Su 10:00-20:00; Jul 15-Aug 20 Tu-Fr off");
    expect(standingAt(text, grenoble, at("2026-07-21T10:00:00Z"))?.state).toBe("closed");
    expect(readHours(text)?.rows).toHaveLength(2);
  });

  test("of any form come back as they were, and the reader of OpenStreetMap's syntax agrees with every hour", () => {
    const time = fc.integer({ min: 6, max: 11 }).chain((from) => fc.integer({ min: 12, max: 23 }).map((to) => [`${String(from).padStart(2, "0")}:00`, `${to}:30`] as const));
    const row = fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), time }).map(({ days, time: [opens, closes] }) => ({ period: null, days, opens, closes }));
    fc.assert(fc.property(fc.array(row, { maxLength: 1 }), fc.boolean(), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 23 }), (rows, closedOnHolidays, day, hour) => {
      const hours: Hours = { rows, closedOnHolidays: closedOnHolidays && rows.length > 0, exceptions: [] };
      const text = writeHours(hours);
      expect(writeHours(readHours(text) ?? hours)).toBe(text);
      const local = Temporal.PlainDateTime.from("2026-11-16T00:15").add({ days: day, hours: hour });
      const open = rows.some((each) => each.days.includes(local.dayOfWeek) && each.opens <= local.toPlainTime().toString().slice(0, 5) && local.toPlainTime().toString().slice(0, 5) < each.closes);
      if (text) expect(standingAt(text, grenoble, local.toZonedDateTime("Europe/Paris").toInstant())?.state).toBe(open ? "open" : "closed");
    }));
  });
});

describe("open now", () => {
  test("is said on the clocks of the place, in Grenoble as on La Réunion", () => {
    const text = "Mo-Fr 09:00-17:00";
    expect(standingAt(text, grenoble, at("2026-11-25T07:59:00Z"))).toMatchObject({ state: "closed", changesAt: Temporal.PlainDateTime.from("2026-11-25T09:00") });
    expect(standingAt(text, grenoble, at("2026-11-25T08:00:00Z"))).toMatchObject({ state: "open", changesAt: Temporal.PlainDateTime.from("2026-11-25T17:00") });
    expect(standingAt(text, saintDenis, at("2026-11-25T05:00:00Z"))?.state).toBe("open");
    expect(standingAt(text, saintDenis, at("2026-11-25T13:00:00Z"))?.state).toBe("closed");
    expect(standingAt("24/7", grenoble, at("2026-11-25T05:00:00Z"))).toEqual({ state: "open", changesAt: null, comment: "" });
  });

  test("follows both changes of the clocks", () => {
    const evening = { period: null, days: [6], opens: "22:00", closes: "04:00" };
    const text = writeHours({ rows: [evening, { ...evening, days: [7], opens: "10:00", closes: "18:00" }], closedOnHolidays: false, exceptions: [] });
    expect(text).toBe("Sa 22:00-24:00; Su 00:00-04:00,10:00-18:00");
    // In the night of 28 March 2026, 2 h to 3 h doesn't exist: four in the morning comes an hour sooner.
    expect(standingAt(text, grenoble, at("2026-03-29T01:30:00Z"))?.state).toBe("open");
    expect(standingAt(text, grenoble, at("2026-03-29T02:00:00Z"))?.state).toBe("closed");
    expect(standingAt(text, grenoble, at("2026-03-29T08:00:00Z"))?.state).toBe("open");
    // In that of 24 October, 2 h to 3 h comes twice: still open at the second.
    expect(standingAt(text, grenoble, at("2026-10-25T02:59:00Z"))?.state).toBe("open");
    expect(standingAt(text, grenoble, at("2026-10-25T03:00:00Z"))?.state).toBe("closed");
    const [night] = spansOf(text, grenoble, Temporal.PlainDate.from("2026-03-28"), 2);
    expect(night && String(instantThere(night.until, grenoble))).toBe("2026-03-29T02:00:00Z");
  });

  test("knows the public holidays of the place, and its school holidays as far ahead as they are published", () => {
    const text = "Mo-Su 10:00-18:00; PH off";
    expect(standingAt(text, grenoble, at("2026-11-11T11:00:00Z"))?.state).toBe("closed");
    // The abolition of slavery, on La Réunion; Good Friday, in Alsace.
    expect(standingAt(text, saintDenis, at("2026-12-20T08:00:00Z"))?.state).toBe("closed");
    expect(standingAt(text, grenoble, at("2026-12-20T11:00:00Z"))?.state).toBe("open");
    expect(standingAt(text, strasbourg, at("2026-04-03T11:00:00Z"))?.state).toBe("closed");
    expect(standingAt(text, grenoble, at("2026-04-03T11:00:00Z"))?.state).toBe("open");
    // Marseille's region is written with a straight apostrophe there: its school holidays must be found all the same.
    for (const communeCode of ["38185", "75056", "13055", "69123", "35238", "31555", "67482", "59350", "44109", "33063", "21231", "45234", "76540"]) expect(spansOf("SH 10:00-17:00", { zone: "Europe/Paris", communeCode }, Temporal.PlainDate.from("2026-07-15"), 3).length, communeCode).toBe(3);
    const school = "We 14:00-17:00; SH Mo-Fr 10:00-17:00";
    expect(standingAt(school, grenoble, at("2026-10-20T09:00:00Z"))?.state).toBe("open");
    expect(standingAt(school, grenoble, at("2026-11-24T09:00:00Z"))?.state).toBe("closed");
    expect(standingAt(school, grenoble, at("2039-11-23T14:00:00Z"))?.state, "past what is published, the usual days stand").toBe("open");
    const unknown = (text: string, day: string) => lacksSchoolHolidays(text, grenoble, Temporal.PlainDate.from(day), 8);
    expect([unknown(school, "2026-10-20"), unknown(school, "2039-11-23"), unknown("We 14:00-17:00", "2039-11-23")], "and readers are told so").toEqual([false, true, false]);
  });

  test("isn't promised where the hours say that it depends", () => {
    expect(standingAt("Mo-Fr 10:00-12:00 \"sur rendez-vous\"", grenoble, at("2026-11-25T10:00:00Z"))).toMatchObject({ state: "unsure", comment: "sur rendez-vous" });
  });

});

describe("what is typed as hours", () => {
  test("is kept as OpenStreetMap writes it", () => {
    expect(hoursSchema.parse("mo-fr 9-17")).toBe("Mo-Fr 09:00-17:00");
    expect(hoursSchema.parse(" ")).toBe("");
    expect(hoursSchema.parse("Tu-Su 10:00-18:00;  PH off;")).toBe("Tu-Su 10:00-18:00; PH off");
  });

  test("is refused where it can't be understood, and the fault says from where", () => {
    const fault = (text: string) => hoursSchema.safeParse(text).error?.issues[0]?.message ?? "";
    expect(fault("Mo-Fr 25:00-30:00")).toBe("hours_invalid:Mo-Fr 25:00-30:00");
    for (const text of ["ouvert souvent ?", "Mo-Fr", "Mo-Fr 10:00", "<script>", "sunrise-sunset", "10:00-18:00 \"", "Mo-Fr 10:00-12:00; ".repeat(40), "((((", "[", "lundi-vendredi 09:00-17:00"]) expect(fault(text), text).toMatch(/^hours_invalid:/);
    expect(fault(null as unknown as string)).toBe("hours_incomplete");
  });

  test("C2: never stops the server, whatever it is", () => {
    // The library alone never returns from the first of these.
    for (const text of ["closed : : Mo-Su 10:00-12:00", "SH : PH unknown off : : SH", "10:00-12:00,".repeat(40), "Mo ".repeat(160), "\"".repeat(300)]) expect(hoursSchema.safeParse(text).success, text).toBe(false);
    const pieces = ["Mo-Su", "week 1-53", "2026", "Jan-Dec", "10:00-12:00", "PH", "SH", "; ", ", ", " || ", "off", "[1]", "-", "+", ": ", "\"x\"", "00:00-29:59", "Feb 29", "99999999999999999999"];
    const spent = stopwatch();
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 30 }), (parts) => {
      const read = tidyHours(parts.join(" "), grenoble);
      if (!("text" in read)) return;
      standingAt(read.text, grenoble, at("2026-11-25T10:00:00Z"));
      spansOf(read.text, grenoble, Temporal.PlainDate.from("2026-11-25"), 21);
    }), { numRuns: 300 });
    expect(spent()).toBeLessThan(20_000);
  });
});
