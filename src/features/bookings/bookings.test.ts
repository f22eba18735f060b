import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { bookedEvent, inDays } from "../../../tests/support/booker.ts";
import { newWorld, type World } from "../../../tests/support/world.ts";
import { inTransaction } from "../../platform/database.ts";
import type { BookingId, ContentId } from "../../platform/ids.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import type { MemberViewer } from "../../platform/viewer.ts";
import { eventInput } from "../agenda/input.ts";
import { writeEvent } from "../agenda/write-event.ts";
import { visitor } from "../../platform/viewer.ts";
import { publishAgain, publishDraft, withdraw } from "../contents/change-state.ts";
import { duplicateEvent } from "../programmes/duplicate-event.ts";
import { bookSeats } from "./book-seats.ts";
import { cancelBooking } from "./cancel-booking.ts";
import { forgetBookings } from "./forget-bookings.ts";
import { forgetMember } from "./forget-member.ts";
import { bookingInput } from "./input.ts";
import { moveTimes } from "./move-times.ts";
import { listTimesAnywhere, showOfferAnywhere } from "./show-offer.ts";
import { remindBookings } from "./remind-bookings.ts";

async function edit(world: World, organiser: MemberViewer, event: ContentId, sessions: object[], more: object = {}) {
  const input = eventInput.parse({ title: "Un atelier", body: fromMarkdown("Venez."), sessions, placeName: "Médiathèque", communeCode: "38185", ...more });
  const outcome = await writeEvent(world.as(organiser), { content: event, moderation: "after" }, input, { intent: "publish", publishAt: null, submission: null, revision: null });
  if (!outcome.done) throw new Error("The event was refused");
  for (const _again of [1, 2]) await moveTimes(world.db, event, Temporal.Now.instant());
}

async function ground(more: Parameters<typeof bookedEvent>[3] = {}) {
  const world = await newWorld();
  const here = await world.territory();
  const organiser = await world.member(here);
  return { world, here, organiser, ...(await bookedEvent(world, organiser, here, more)) };
}

describe("booking", () => {
  test("holds seats, then places on the waiting list, and tells each once; the same form or address books once", async () => {
    const { book, states, told } = await ground();
    const form = crypto.randomUUID();

    expect([await book("ada", 3, 0, form), await book("ada", 3, 0, form), await book("bob", 2), await book("cleo", 1), await book("ada", 1)]).toEqual(["booked", "booked", "waiting", "booked", "already"]);
    expect(await states()).toEqual(["ada booked", "bob waiting", "cleo booked"]);
    expect([await told("ada"), await told("bob")]).toEqual([["booked", "already"], ["waiting"]]);
  });

  test("refuses too many for one, what will never fit, what isn't offered, and what is over", async () => {
    const { book, change } = await ground({ offer: { kinds: [{ id: "kseat", label: "Place", limit: null }, { id: "kwheel", label: "Fauteuil", limit: 1 }], mostEach: 6 } });

    expect([await book("ada", 7), await book("ada", 5), await book("ada", { kwheel: 2 }), await book("ada", { kother: 1 })]).toEqual(["too-many", "never-fits", "never-fits", "unknown"]);
    await change({ kinds: [{ id: "kseat", label: "Place", limit: null }], hoursBefore: 720 });
    expect(await book("ada", 1)).toBe("closed");
    await change({ opened: false });
    expect(await book("ada", 1)).toBe("closed");
    await change({ waitingList: false });
    expect([await book("ada", 4), await book("bob", 1)]).toEqual(["booked", "full"]);
  });

  test("fifty at the same instant get the four seats that there are, and no more", async () => {
    const { book, world, event } = await ground({ offer: { waitingList: false } });

    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => book(`n${n}`, 1)));

    expect(answers.filter((each) => each === "booked")).toHaveLength(4);
    expect(answers.filter((each) => each === "full")).toHaveLength(46);
    expect((await sql<{ n: number }>`select sum(places)::int as n from bookings where event_id = ${event} and state = 'booked'`.execute(world.db)).rows[0]?.n).toBe(4);
  });
});

describe("the waiting list", () => {
  test("moves up by itself when somebody cancels, the first to have come first, passing over groups that don't fit", async () => {
    const { world, organiser, book, states, told, idOf } = await ground();
    for (const [name, seats] of [["ada", 3], ["bob", 1], ["large", 4], ["cleo", 2], ["dan", 1]] as const) await book(name, seats);

    expect((await cancelBooking(world.as(organiser), (await idOf("ada")) as BookingId)).done).toBe(true);

    expect(await states()).toEqual(["ada cancelled", "bob booked", "large waiting", "cleo booked", "dan booked"]);
    expect([await told("ada"), await told("cleo"), await told("large")]).toEqual([["booked", "cancelled-by-organiser"], ["waiting", "promoted"], ["waiting"]]);
    const twice = await Promise.all([1, 2, 3].map(async () => cancelBooking(world.as(organiser), (await idOf("bob")) as BookingId)));
    expect(twice.filter((each) => each.done)).toHaveLength(1);
  });

  test("moves up when seats are added; when they are taken away nobody is put out and none is given", async () => {
    const { book, change, states, times } = await ground();
    for (const [name, seats] of [["ada", 4], ["bob", 2]] as const) await book(name, seats);

    await change({ capacity: 2 });
    expect([await states(), await book("cleo", 1)]).toEqual([["ada booked", "bob waiting"], "waiting"]);
    await change({ capacity: 2, capacities: [{ time: (await times())[0]?.id, capacity: 7 }] });
    expect(await states()).toEqual(["ada booked", "bob booked", "cleo booked"]);
  });

  test("gives what an erased member had", async () => {
    const { world, here, book, states, idOf } = await ground();
    const member = await world.member(here);
    for (const [name, seats] of [["ada", 4], ["bob", 2]] as const) await book(name, seats);
    await sql`update bookings set member_id = ${member.id} where id = ${await idOf("ada")}`.execute(world.db);

    await inTransaction(world.db, (tx) => forgetMember(tx, member.id));

    expect(await states()).toEqual(["bob booked"]);
  });
});

describe("an event", () => {
  test("is said to be full once all its dates are, and on again when seats come free", async () => {
    const { world, organiser, book, status, idOf } = await ground({ days: [10, 11] });

    await book("ada", 4);
    expect(await status()).toBe("on");
    await book("bob", 4, 1);
    expect(await status()).toBe("full");
    await cancelBooking(world.as(organiser), (await idOf("bob")) as BookingId);
    expect(await status()).toBe("on");
  });

  test("that moves takes its bookings along and tells everybody; a date that is taken out cancels them", async () => {
    const { world, organiser, event, book, states, told, times } = await ground({ days: [10, 11, 12] });
    for (const [index, name] of ["ada", "bob", "cleo"].entries()) await book(name, 1, index);

    await edit(world, organiser, event, [{ kind: "slot", start: inDays(10, "18:00"), end: null }, { kind: "slot", start: inDays(12), end: inDays(12, "17:00") }]);

    expect(await states()).toEqual(["ada booked", "bob cancelled", "cleo booked"]);
    expect([await told("ada"), await told("bob"), await told("cleo")]).toEqual([["booked", "moved"], ["booked", "event-cancelled"], ["booked"]]);
    expect((await times()).filter((each) => !each.dropped).map((each) => each.startLocal)).toEqual([`${inDays(10, "18:00").replace("T", " ")}:00`, `${inDays(12).replace("T", " ")}:00`]);
  });

  test("that is cancelled cancels its bookings; one that is postponed keeps them; both tell everybody once", async () => {
    const first = await ground();
    await first.book("ada", 1);
    const sessions = [{ kind: "slot", start: inDays(10), end: inDays(10, "16:00") }];
    await edit(first.world, first.organiser, first.event, sessions, { status: "postponed" });
    expect([await first.states(), await first.told("ada"), await first.book("bob", 1)]).toEqual([["ada booked"], ["booked", "postponed"], "closed"]);

    await edit(first.world, first.organiser, first.event, sessions, { status: "cancelled", statusReason: "Neige" });
    expect([await first.states(), await first.told("ada")]).toEqual([["ada cancelled"], ["booked", "postponed", "event-cancelled"]]);
  });
});

describe("an event that is off, then on again", () => {
  const sessions = [{ kind: "slot", start: inDays(10), end: inDays(10, "16:00") }];

  test("gives back what was booked, in the order of booking, and says so; what was cancelled by its booker stays so", async () => {
    const { world, organiser, event, book, change, states, told, idOf } = await ground();
    for (const [name, seats] of [["ada", 2], ["bob", 2], ["cleo", 1], ["dan", 1]] as const) await book(name, seats);
    await cancelBooking(world.as(organiser), (await idOf("dan")) as BookingId);

    await edit(world, organiser, event, sessions, { status: "cancelled" });
    expect([await states(), await book("eve", 1)]).toEqual([["ada cancelled", "bob cancelled", "cleo cancelled", "dan cancelled"], "closed"]);
    await change({ capacity: 3 });
    await edit(world, organiser, event, sessions);

    expect(await states()).toEqual(["ada booked", "bob waiting", "cleo booked", "dan cancelled"]);
    expect([await told("ada"), await told("bob"), await told("dan")]).toEqual([["booked", "event-cancelled", "restored"], ["booked", "event-cancelled", "restored"], ["waiting", "cancelled-by-organiser"]]);
    expect(await book("ada", 1)).toBe("already");
  });

  test("tells those who booked when it is withdrawn or saved as a draft, once, and when it comes back", async () => {
    for (const off of ["withdrawn", "draft"] as const) {
      const { world, organiser, event, book, states, told } = await ground();
      await book("ada", 1);
      const settle = () => moveTimes(world.db, event, Temporal.Now.instant());

      if (off === "withdrawn") await withdraw(world.as(organiser), event);
      else await sql`update contents set state = 'draft' where id = ${event}`.execute(world.db);
      for (const _again of [1, 2]) await settle();
      expect([await states(), await told("ada"), await book("bob", 1)]).toEqual([["ada cancelled"], ["booked", "event-withdrawn"], "unknown"]);

      if (off === "withdrawn") await publishAgain(world.as(organiser), event);
      else await publishDraft(world.as(organiser), event, "after");
      for (const _again of [1, 2]) await settle();
      expect([await states(), await told("ada"), await book("bob", 1)]).toEqual([["ada booked"], ["booked", "event-withdrawn", "restored"], "booked"]);
    }
  });
});

test("the next edition of an event is booked like the last one, date by date, and nobody has booked it yet", async () => {
  const { world, organiser, event, book, change, times } = await ground({ days: [10, 11] });
  const question = { id: "qage", kind: "short", label: "Âge", help: "", required: false, choices: [] };
  await change({ capacity: 4, questions: [question], capacities: [{ time: (await times())[1]?.id, capacity: 9 }] });
  await book("ada", 2);

  const made = await duplicateEvent(world.as(organiser), { event, weeks: 52, submission: crypto.randomUUID() });
  if (!made.done) throw new Error(made.refusal);

  const offer = await showOfferAnywhere(world.db, made.value.id);
  expect(offer).toMatchObject({ capacity: 4, waitingList: true, opened: true, kinds: [{ id: "kseat" }], questions: [{ label: "Âge" }] });
  const later = await listTimesAnywhere(world.db, made.value.id, null);
  expect(later.map((each) => [each.capacity, each.taken])).toEqual([[4, {}], [9, {}]]);
  expect(later.map((each) => each.startLocal.slice(11))).toEqual(["14:00:00", "14:00:00"]);
  // The draft is bookable once it is published, without anybody being told.
  expect((await publishDraft(world.as(organiser), made.value.id, "after")).done).toBe(true);
  await moveTimes(world.db, made.value.id, Temporal.Now.instant());
  const outcome = await bookSeats(world.as(visitor), made.value.id, bookingInput.parse({ time: later[0]?.id, seats: { kseat: 1 }, name: "bob", email: "bob@example.net", locale: "fr", submission: null, answers: { qage: "12" } }));
  expect(outcome).toMatchObject({ done: true, value: { state: "booked" } });
});

test("those who come within a day are reminded once, unless they have just booked", async () => {
  const { world, book, told, event } = await ground({ days: [1, 5] });
  await book("early", 1);
  await book("late", 1);
  await book("other", 1, 1);
  await sql`update bookings set booked_at = booked_at - interval '3 days' where event_id = ${event} and name <> 'late'`.execute(world.db);

  const before = Temporal.Instant.from(`${inDays(0, "15:00")}:00+01:00`);
  // Whatever the hour at which this runs.
  await sql`update bookings set booked_at = ${before.subtract({ hours: 1 })} where event_id = ${event} and name = 'late'`.execute(world.db);
  for (const _again of [1, 2]) await remindBookings(world.db, before);

  expect([await told("early"), await told("late"), await told("other")]).toEqual([["booked", "reminder"], ["booked"], ["booked"]]);
});

test("bookings are deleted so many months after their date, and not before", async () => {
  const { world, book, states, times } = await ground({ days: [1, 40] });
  await book("ada", 1);
  await book("bob", 1, 1);
  const [first] = await times();
  const end = (first?.endsAt ?? Temporal.Now.instant()).toZonedDateTimeISO("UTC");

  await forgetBookings(world.db, end.add({ months: 3 }).subtract({ hours: 1 }).toInstant());
  expect(await states()).toHaveLength(2);
  await forgetBookings(world.db, end.add({ months: 3, hours: 1 }).toInstant());
  expect(await states()).toEqual(["bob booked"]);
});
