import fc from "fast-check";
import { expect, test } from "vitest";
import { stopwatch } from "../../../tests/support/stopwatch.ts";
import { compareTexts } from "./compare-versions.ts";

test("a comparison says which words came and which went, and both versions can be read from it", () => {
  expect(compareTexts("Le ciel est bleu.", "Le ciel est noir.")).toEqual([{ is: "same", text: "Le ciel est " }, { is: "removed", text: "bleu" }, { is: "added", text: "noir" }, { is: "same", text: "." }]);

  fc.assert(fc.property(fc.string(), fc.string(), (before, after) => {
    const parts = compareTexts(before, after);
    const read = (without: string) => parts.filter((part) => part.is !== without).map((part) => part.text).join("");
    return read("added") === before && read("removed") === after;
  }));
});

test("two long texts that share nothing are compared in good time", () => {
  const text = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word}${index}`).join(" ");
  const spent = stopwatch();

  const parts = compareTexts(text("a"), text("b"));

  expect(spent()).toBeLessThan(3000);
  expect(parts.some((part) => part.is === "added")).toBe(true);
});
