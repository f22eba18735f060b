import { sql } from "kysely";
import { expect, test } from "vitest";
import { bookingMail } from "../../src/edge/booking-mails.ts";
import { readErased, type ErasedJob } from "../../src/features/bookings/tell-erased.ts";
import { eraseMember } from "../../src/features/erasure/erase-member.ts";
import { inTransaction } from "../../src/platform/database.ts";
import { bookedEvent } from "../support/booker.ts";
import { newWorld } from "../support/world.ts";

test("those who booked an event that goes with its organiser are written to, not those whose time is past or who cancelled; left behind, it keeps its bookings", async () => {
  for (const choice of ["delete", "keep"] as const) {
    const world = await newWorld();
    const here = await world.territory();
    const organiser = await world.member(here);
    await world.account(organiser);
    const booked = await bookedEvent(world, organiser, here, { title: "La nuit des roches", days: [10, 12] });
    for (const [name, time] of [["ana", 0], ["bob", 0], ["cleo", 1], ["dan", 0]] as const) await booked.book(name, 1, time);
    await sql`update bookings set state = 'cancelled' where name = 'bob'`.execute(world.db);
    await sql`update booking_times t set starts_at = now() - interval '2 days', ends_at = now() - interval '2 days' from bookings b where b.time_id = t.id and b.name = 'cleo'`.execute(world.db);

    await inTransaction(world.db, (tx) => eraseMember(tx, organiser.id, choice));

    const { rows } = await sql<{ payload: ErasedJob }>`select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'erased-booking-mail' and j.payload ->> 'event' = ${booked.event} order by j.id`.execute(world.db);
    expect(rows.map((row) => row.payload.name)).toEqual(choice === "delete" ? ["ana", "dan"] : []);
    expect((await booked.states()).length).toBe(choice === "delete" ? 0 : 4);
    for (const { payload } of rows) {
      const mail = bookingMail(readErased(payload), "event-erased", "", { origin: "https://ici.example", from: "Echosciences <ne-pas-repondre@example.org>", now: Temporal.Now.instant() });
      expect([mail.to, mail.subject, mail.text.includes("La nuit des roches"), mail.text.includes("https://ici.example"), mail.calendar?.method]).toEqual([`${payload.name}@example.net`, "Annulé\u00a0: La nuit des roches", true, false, "CANCEL"]);
    }
  }
});
