import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addSeats, fits, isFull, leftOf, placesOf, whoMovesUp, type SeatKind } from "./booking.ts";
import { matchTimes } from "./matching.ts";

const full: SeatKind = { id: "kfull", label: "Plein tarif", limit: null };
const child: SeatKind = { id: "kchild", label: "Enfant", limit: null };
const wheelchair: SeatKind = { id: "kwheel", label: "Fauteuil roulant", limit: 2 };
const kinds = [full, child, wheelchair];

describe("seats", () => {
  test("are shared by the kinds that have no limit, and never more than the time holds", () => {
    const time = { capacity: 10, taken: { kfull: 5, kchild: 2, kwheel: 1 } };

    expect(kinds.map((kind) => leftOf(kind, time))).toEqual([2, 2, 1]);
    expect(fits(kinds, time, { kfull: 1, kchild: 1 })).toBe(true);
    expect(fits(kinds, time, { kfull: 3 })).toBe(false);
    expect(fits(kinds, time, { kwheel: 2 })).toBe(false);
    expect(isFull(kinds, { capacity: 2, taken: { kfull: 2 } })).toBe(true);
    // Fewer seats than are booked: none is left, none is below none.
    expect(kinds.map((kind) => leftOf(kind, { capacity: 3, taken: time.taken }))).toEqual([0, 0, 0]);
  });

  test("that come free go to who waited first, passing over those they don't suffice for", () => {
    const waiting: { name: string; seats: Record<string, number> }[] = [{ name: "large", seats: { kfull: 4 } }, { name: "first", seats: { kfull: 2 } }, { name: "wheels", seats: { kwheel: 1 } }, { name: "last", seats: { kchild: 1 } }];

    expect(whoMovesUp(kinds, { capacity: 10, taken: { kfull: 6, kwheel: 2 } }, waiting).map((each) => each.name)).toEqual(["first"]);
    expect(whoMovesUp(kinds, { capacity: 10, taken: { kfull: 7 } }, waiting).map((each) => each.name)).toEqual(["first", "wheels"]);
  });

  test("are never given twice, whoever waits", () => {
    const seats = fc.record({ kfull: fc.integer({ min: 0, max: 4 }), kchild: fc.integer({ min: 0, max: 4 }), kwheel: fc.integer({ min: 0, max: 3 }) });
    fc.assert(fc.property(fc.integer({ min: 0, max: 20 }), fc.array(seats, { maxLength: 20 }), (capacity, waiting) => {
      const taken = whoMovesUp(kinds, { capacity, taken: {} }, waiting.map((each) => ({ seats: each }))).reduce((sum, each) => addSeats(sum, each.seats), {});
      expect(placesOf(taken)).toBeLessThanOrEqual(capacity);
      expect((taken as { kwheel?: number }).kwheel ?? 0).toBeLessThanOrEqual(2);
    }));
  });
});

describe("the times of an event that is edited", () => {
  const now = Temporal.Instant.from("2026-11-25T12:00:00Z");
  const time = (session: number, hours: number, dropped = false) => ({ session, startsAt: now.add({ hours }), dropped });
  const match = (before: ReturnType<typeof time>[], after: ReturnType<typeof time>[]) => {
    const { kept, added, dropped } = matchTimes(before, after, now);
    return { moved: kept.filter((each) => each.moved).map((each) => [before.indexOf(each.from), after.indexOf(each.to)]), same: kept.filter((each) => !each.moved).length, added: added.map((each) => after.indexOf(each)), dropped: dropped.map((each) => before.indexOf(each)) };
  };

  test("stay the same wherever they stand in the list, are moved with their session, are new or no longer", () => {
    expect(match([time(0, 1), time(1, 5)], [time(0, 5), time(1, 1)])).toEqual({ moved: [], same: 2, added: [], dropped: [] });
    expect(match([time(0, 1), time(1, 5)], [time(0, 2), time(1, 5)])).toEqual({ moved: [[0, 0]], same: 1, added: [], dropped: [] });
    expect(match([time(0, 1), time(0, 25)], [time(0, 2), time(0, 26)])).toEqual({ moved: [[0, 0], [1, 1]], same: 0, added: [], dropped: [] });
    expect(match([time(0, 1), time(1, 5)], [time(0, 1)])).toEqual({ moved: [], same: 1, added: [], dropped: [1] });
    expect(match([time(0, 1)], [time(0, 1), time(1, 5)])).toEqual({ moved: [], same: 1, added: [1], dropped: [] });
    // The first slot was taken away, and the second, which is now the first, moved.
    expect(match([time(1, 5)], [time(0, 6)])).toEqual({ moved: [[0, 0]], same: 0, added: [], dropped: [] });
  });

  test("are left alone once they are over, or dropped", () => {
    expect(match([time(0, -5), time(1, 5, true)], [time(0, 8)])).toEqual({ moved: [], same: 0, added: [0], dropped: [] });
  });
});
