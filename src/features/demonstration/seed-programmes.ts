import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { idAt } from "./chance.ts";
import type { SeedOptions } from "./seed.ts";
import { demoTerritories } from "./territories.ts";
import { writtenContents } from "./written.ts";

/** Puts the events that somebody wrote for a festival in its programme, and dates back what was postponed. */
export async function seedProgrammes(tx: Transaction, { today }: SeedOptions): Promise<void> {
  for (const territory of demoTerritories) {
    const { events } = writtenContents(territory, today);
    const numbers = new Map(events.map((event, index) => [event.title, index]));
    const idOf = (title: string | undefined) => { const number = title === undefined ? undefined : numbers.get(title); return number === undefined ? null : idAt("event", territory.slug, number); };
    const above = new Map(events.map((event) => [event.title, event.within]));
    const rows = events.filter((event) => event.within ?? event.firstStart).map((event) => ({ id: idOf(event.title), parent: idOf(event.within), root: idOf((event.within && above.get(event.within)) ?? event.within), first: event.firstStart ?? null }));
    if (rows.length === 0) continue;
    // A small network may hold fewer events than were written: what has no parent there stands alone.
    await sql`update events e set first_start = r.first, parent_id = p.content_id, root_id = h.content_id
      from jsonb_to_recordset(${json(rows)}) as r(id uuid, parent uuid, root uuid, first text) left join events h on h.content_id = r.root left join events p on p.content_id = r.parent and h.content_id is not null where e.content_id = r.id`.execute(tx);
    await sql`update occurrences o set parent_id = e.parent_id, root_id = e.root_id from events e where e.content_id = o.event_id and e.root_id is not null and e.content_id = any(${rows.map((row) => row.id)}::uuid[])`.execute(tx);
  }
}
