import { expect, test } from "vitest";
import { isRna, isSiret, structureTypes } from "./structure.ts";

test("a SIRET with one wrong digit, or two swapped, is noticed", () => {
  expect(["73282932000074", "35600000000048", "35600000000015"].map(isSiret)).toEqual([true, true, true]);
  expect(["73282932000075", "35600000000016", "73282923000074", "7328293200007", "7328293200007a", ""].map(isSiret)).toEqual([false, false, false, false, false, false]);
});

test("an association's number is a W, its prefecture and six digits", () => {
  expect(["W381000123", "W9C1000001"].map(isRna)).toEqual([true, true]);
  expect(["381000123", "W38100012", "w381000123", "W381000123 "].map(isRna)).toEqual([false, false, false, false]);
});

test("each type of structure is named once, and what fits none has its own", () => {
  expect(new Set(structureTypes).size).toBe(structureTypes.length);
  expect(structureTypes).toContain("other");
});
