import fc from "fast-check";
import { expect, test } from "vitest";
import { newId, type AnswerId, type MemberId } from "../../platform/ids.ts";
import { notesSchema } from "./input.ts";
import { rank, type Notes } from "./jury.ts";

const criteria = [{ id: "c1", label: "Intérêt", weight: 2 }, { id: "c2", label: "Budget", weight: 1 }];
const [a, b, c, d] = Array.from({ length: 4 }, () => newId<AnswerId>()) as [AnswerId, AnswerId, AnswerId, AnswerId];
const note = (answer: AnswerId, c1: number, c2: number, conflict = false): Notes => ({ answer, member: newId<MemberId>(), name: "", conflict, notes: conflict ? {} : { c1, c2 }, comment: "" });

test("answers are ranked by the weighted mean of those who judged them; who withdrew doesn't count, equals share a rank, the unjudged come last", () => {
  const ranked = rank(criteria, [d, a, b, c], [note(a, 5, 2), note(a, 2, 2), note(a, 0, 0, true), note(b, 4, 1), note(c, 3, 3)]);

  expect(ranked.map((each) => [each.answer, each.rank, each.mean, each.count, each.spread, each.conflicts])).toEqual([[a, 1, 3, 2, 2, 1], [b, 1, 3, 1, 0, 0], [c, 1, 3, 1, 0, 0], [d, null, null, 0, 0, 0]]);
  expect(ranked[0]?.means).toEqual({ c1: 3.5, c2: 2 });
});

test("whatever the notes, a mean is between 0 and 5 and the order follows the means", () => {
  fc.assert(fc.property(fc.array(fc.record({ answer: fc.constantFrom(a, b, c), c1: fc.integer({ min: 0, max: 5 }), c2: fc.integer({ min: 0, max: 5 }) })), (given) => {
    const means = rank(criteria, [a, b, c, d], given.map((each) => note(each.answer, each.c1, each.c2))).map((each) => each.mean ?? -1);
    expect(means).toEqual(means.toSorted((one, other) => other - one));
    expect(means.every((each) => each === -1 || (each >= 0 && each <= 5))).toBe(true);
  }));
});

test("a note is a whole number from 0 to 5 for each criterion, and none is needed to withdraw", () => {
  const parses = (typed: unknown) => notesSchema(criteria).safeParse(typed).success;

  expect(parses({ conflict: false, comment: "", notes: { c1: 0, c2: 5 } })).toBe(true);
  for (const notes of [{ c1: 6, c2: 0 }, { c1: -1, c2: 0 }, { c1: 2.5, c2: 0 }, { c1: 1 }, { c1: Number.NaN, c2: 1 }]) expect(parses({ conflict: false, comment: "", notes })).toBe(false);
  expect(notesSchema(criteria).parse({ conflict: true, comment: "Une amie", notes: { c1: 5, c2: 5 } })).toEqual({ conflict: true, comment: "Une amie", notes: {} });
});
