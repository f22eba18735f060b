import { expect, test } from "vitest";
import { nextSchoolHolidays } from "./school-holidays.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const said = (kind: "commune" | "departement" | "region", code: string, today: string) => {
  const next = nextSchoolHolidays([{ kind, code }], day(today));
  return next && `${next.name} ${next.from.toString()} ${next.until.toString()}`;
};

test("the next school holidays are those of the zone where the territory lies, each with its own days", () => {
  expect(said("departement", "38", "2027-01-20")).toBe("Vacances d'hiver 2027-02-14 2027-02-28");
  expect(said("region", "11", "2027-01-20")).toBe("Vacances d'hiver 2027-02-07 2027-02-21");
  expect(said("region", "53", "2027-01-20")).toBe("Vacances d'hiver 2027-02-21 2027-03-07");
  expect(said("commune", "97411", "2027-02-10")).toBe("Vacances après troisième période 2027-03-17 2027-03-29");
});

test("those of La Réunion last over the new year, and while they are on they begin today", () => {
  expect(said("region", "04", "2026-11-25")).toBe("Vacances d'été austral 2026-12-20 2027-01-31");
  expect(said("region", "04", "2027-01-05")).toBe("Vacances d'été austral 2027-01-05 2027-01-31");
  expect(said("region", "04", "2027-01-31")).toBe("Vacances d'été austral 2027-01-31 2027-01-31");
});

test("where nobody has published the next dates, none are made up", () => {
  expect(said("region", "94", "2031-03-01")).toBeNull();
  expect(said("region", "84", "2031-03-01")).toBeNull();
  expect(said("region", "99", "2027-01-20")).toBeNull();
  expect(nextSchoolHolidays([], day("2027-01-20"))).toBeNull();
});
