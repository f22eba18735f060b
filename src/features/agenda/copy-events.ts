import type { Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { expand } from "./expand.ts";
import { writeOccurrences, copyEventRow } from "./store.ts";
import type { Session } from "./session.ts";

export interface EventCopy {
  readonly from: ContentId;
  readonly to: ContentId;
  readonly sessions: readonly Session[];
  readonly zone: string;
  readonly parent: ContentId | null;
  readonly root: ContentId | null;
}

/** Writes the event rows of drafts made from others, with other dates: on again, whatever became of the first ones. Parents come first. */
export async function copyEvents(tx: Transaction, copies: readonly EventCopy[]): Promise<void> {
  for (const copy of copies) {
    const times = expand(copy.sessions, copy.zone);
    const ends = times.map((each) => each.endsAt ?? each.startsAt).sort((a, b) => Temporal.Instant.compare(a, b));
    await copyEventRow(tx, copy, { startsAt: times[0]?.startsAt ?? null, endsAt: ends.at(-1) ?? null });
    await writeOccurrences(tx, copy.to, times);
  }
}
