import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { todayIn } from "../../platform/time.ts";
import { instantThere, spansOf, type Where } from "../hours/timetable.ts";
import { listWithHoursAnywhere, writeOpenings } from "./store.ts";

/** Three weeks: a worker may stay away for some of them, and "open now" still answers. */
const daysAhead = 21;
const batch = 200;

/** Derives when a place is open in the coming weeks from its hours. */
export async function deriveOpenings(tx: Transaction, id: ContentId, hours: string, where: Where, now: Temporal.Instant): Promise<void> {
  const spans = hours ? spansOf(hours, where, todayIn(where.zone, now).subtract({ days: 1 }), daysAhead) : [];
  await writeOpenings(tx, id, spans.filter((span) => !span.unsure).map((span) => ({ opensAt: instantThere(span.from, where), closesAt: instantThere(span.until, where) })));
}

/** Renews the openings of every place, a batch at a time: what the clock does each night. */
export async function updateOpenings(db: Database, now: Temporal.Instant): Promise<void> {
  for (let after: ContentId | null = null; ;) {
    const done: ContentId | null = await inTransaction(db, async (tx) => {
      const places = await listWithHoursAnywhere(tx, after, batch);
      for (const { id, hours, zone, communeCode } of places) await deriveOpenings(tx, id, hours, { zone, communeCode }, now);
      return places.length === batch ? (places.at(-1)?.id ?? null) : null;
    });
    if (done === null) return;
    after = done;
  }
}
