import fc from "fast-check";
import { expect, test } from "vitest";
import type { ContentId, SectionId } from "../../platform/ids.ts";
import { moved, type Move, type Order } from "./dossier.ts";

const section = (name: string) => name as SectionId;
const content = (name: string) => name as ContentId;
const order: Order = [
  { section: null, contents: [content("a")] },
  { section: section("S"), contents: [content("b"), content("c")] },
  { section: section("T"), contents: [] },
];
const shape = (of: Order | null) => of?.map((part) => part.contents.join("")).join("|");

test("a content moves one place up or down, into the next section past the end of its own", () => {
  const step = (name: string, by: -1 | 1) => shape(moved(order, content(name), { kind: "step", by }));

  expect([step("c", -1), step("b", -1), step("a", 1), step("c", 1)]).toEqual(["a|cb|", "ab|c|", "|abc|", "a|b|c"]);
  expect([step("a", -1), shape(moved([order[0] ?? { section: null, contents: [] }], content("a"), { kind: "step", by: 1 }))]).toEqual(["a|bc|", "a"]);
});

test("a content goes before another, to a rank, or to the end of a section; what is gone is said", () => {
  const to = (name: string, move: Move) => shape(moved(order, content(name), move));

  expect(to("a", { kind: "before", section: section("S"), before: content("c") })).toBe("|bac|");
  expect(to("b", { kind: "before", section: section("T"), before: content("c") })).toBe("a|c|b");
  expect([to("b", { kind: "rank", section: section("S"), rank: 2 }), to("a", { kind: "rank", section: section("S"), rank: 99 })]).toEqual(["a|cb|", "|bca|"]);
  expect([to("z", { kind: "step", by: 1 }), to("a", { kind: "before", section: section("gone"), before: null })]).toEqual([undefined, undefined]);
});

test("whatever is moved wherever, every content is there once", () => {
  const ids = ["a", "b", "c", "d", "e", "z"].map(content);
  const sections = [null, section("S"), section("T"), section("gone")];
  const move = fc.oneof(
    fc.record({ kind: fc.constant("step" as const), by: fc.constantFrom(-1 as const, 1 as const) }),
    fc.record({ kind: fc.constant("before" as const), section: fc.constantFrom(...sections), before: fc.constantFrom(null, ...ids) }),
    fc.record({ kind: fc.constant("rank" as const), section: fc.constantFrom(...sections), rank: fc.integer({ min: -3, max: 9 }) }),
  );
  const start = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 5, maxLength: 5 }).map((places): Order => sections.slice(0, 3).map((each, index) => ({ section: each, contents: ids.slice(0, 5).filter((_, at) => places[at] === index) })));

  fc.assert(fc.property(start, fc.array(fc.tuple(fc.constantFrom(...ids), move), { maxLength: 8 }), (first, moves) => {
    const end = moves.reduce((present, [id, each]) => moved(present, id, each) ?? present, first);
    expect(end.flatMap((part) => part.contents).toSorted()).toEqual(["a", "b", "c", "d", "e"]);
  }));
});
