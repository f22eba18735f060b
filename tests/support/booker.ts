import { sql } from "kysely";
import { offerInput, type OfferInput } from "../../src/features/bookings/input.ts";
import { bookingInput } from "../../src/features/bookings/input.ts";
import { bookSeats } from "../../src/features/bookings/book-seats.ts";
import { listTimesAnywhere } from "../../src/features/bookings/show-offer.ts";
import { writeOffer } from "../../src/features/bookings/write-offer.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import { visitor, type MemberViewer } from "../../src/platform/viewer.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { World } from "./world.ts";

/** A local time so many days from today, at 14 h. */
export function inDays(days: number, hour = "14:00"): string {
  return `${Temporal.Now.plainDateISO("Europe/Paris").add({ days }).toString()}T${hour}`;
}

/** An event that one books here, and those who do. */
export async function bookedEvent(world: World, organiser: MemberViewer, here: Territory, more: { days?: readonly number[]; offer?: Partial<Record<keyof OfferInput, unknown>>; title?: string } = {}) {
  const sessions = (more.days ?? [10]).map((days) => ({ kind: "slot", start: inDays(days), end: inDays(days, "16:00") }));
  const event: ContentId = await world.event(organiser, here, { ...(more.title ? { title: more.title } : {}), sessions });
  const change = async (offer: Partial<Record<keyof OfferInput, unknown>>) => {
    const input = offerInput.parse({ kinds: [{ id: "kseat", label: "Place", limit: null }], capacity: 4, mostEach: 4, waitingList: true, questions: [], opened: true, hoursBefore: 0, keepMonths: 3, ...more.offer, ...offer });
    const outcome = await writeOffer(world.as(organiser), event, input);
    if (!outcome.done) throw new Error("The offer was refused");
  };
  await change({});
  const times = async () => listTimesAnywhere(world.db, event, null);
  const book = async (name: string, seats: number | Record<string, number>, which = 0, submission: string | null = null) => {
    const time = (await times())[which]?.id;
    const outcome = await bookSeats(world.as(visitor), event, bookingInput.parse({ time, seats: typeof seats === "number" ? { kseat: seats } : seats, name, email: `${name}@example.net`, locale: "fr", submission, answers: {} }));
    return outcome.done ? outcome.value.state : outcome.refusal.kind;
  };
  /** `name state`, in the order of booking. */
  const states = async () => (await sql<{ line: string }>`select name || ' ' || state as line from bookings where event_id = ${event} order by booked_at, id`.execute(world.db)).rows.map((row) => row.line);
  /** What somebody has been told, in order. */
  const told = async (name: string) => (await sql<{ what: string }>`select j.payload ->> 'what' as what from graphile_worker._private_jobs j join bookings b on b.id::text = j.payload ->> 'booking' where b.event_id = ${event} and b.name = ${name} order by j.id`.execute(world.db)).rows.map((row) => row.what);
  const status = async () => (await sql<{ status: string }>`select status from events where content_id = ${event}`.execute(world.db)).rows[0]?.status;
  const idOf = async (name: string) => (await sql<{ id: string }>`select id from bookings where event_id = ${event} and name = ${name}`.execute(world.db)).rows[0]?.id ?? "";
  return { event, change, times, book, states, told, status, idOf };
}
