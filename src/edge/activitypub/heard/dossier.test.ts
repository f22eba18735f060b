import { expect, test } from "vitest";
import type { JsonObject } from "../guard/json.ts";
import { hearDossier } from "./dossier.ts";

const host = "https://rouen.example";
const items = [1, 2, 3, 4].map((n) => `${host}/ap/articles/${n}`);
const heard = (details: unknown, orderedItems: readonly string[] = items) => {
  const value = { id: `${host}/ap/dossiers/1`, type: "OrderedCollection", "es:kind": "dossier", attributedTo: `${host}/u/1`, name: "Lichens", to: ["https://www.w3.org/ns/activitystreams#Public"], orderedItems, "es:details": details } as unknown as JsonObject;
  const found = hearDossier(value, { httpAllowed: false, now: Temporal.Instant.from("2026-11-26T10:00:00Z"), by: `${host}/u/1` });
  return found.done ? found.value.sections.map((each) => [each.title, each.items.length]) : found.refusal;
};
const sections = (...told: readonly (readonly [unknown, unknown])[]) => ({ sections: told.map(([title, count]) => ({ title, items: count })) });

test("what a dossier holds stands under the headings that it says, in their order", () => {
  expect(heard(sections(["", 1], ["Pierres", 2], ["Arbres", 1]))).toEqual([["", 1], ["Pierres", 2], ["Arbres", 1]]);
  expect(heard(sections(["Pierres", 2], ["Vide", 0], ["Arbres", 2]))).toEqual([["", 0], ["Pierres", 2], ["Vide", 0], ["Arbres", 2]]);
});

test("nothing is lost or doubled where the counts don't fit, and headings that can't be read are none", () => {
  expect(heard(sections(["", 1], ["Pierres", 1]))).toEqual([["", 1], ["Pierres", 3]]);
  expect(heard(sections(["", 3], ["Pierres", 99], ["Arbres", 99]))).toEqual([["", 3], ["Pierres", 1], ["Arbres", 0]]);
  for (const told of [undefined, null, {}, { sections: "x" }, { sections: [1, null] }, sections(["", -1]), sections(["", 1.5]), sections(["", "1"]), sections(["", 1], ["", 1]), sections(["", 1], [{ a: 1 }, 1]), sections([1, Number.POSITIVE_INFINITY])]) expect(heard(told)).toEqual([["", 4]]);
});

test("C3: headings without end, or as long as a book, are cut", () => {
  const many = heard(sections(["", 0], ...Array.from({ length: 5000 }, (_, n) => [`${n} ${"x".repeat(5000)}`, 0] as const)));
  expect(many).toHaveLength(41);
  expect(Math.max(...(many as [string, number][]).map(([title]) => title.length))).toBeLessThanOrEqual(200);
});
