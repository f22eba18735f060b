import type { EventStatus } from "./event.ts";
import type { Session } from "./session.ts";

/** What the poster of an event said before this writing. */
export interface Posted {
  readonly sessions: readonly Session[];
  readonly status: EventStatus;
  readonly firstStart: string | null;
}

/** Where it begins, as the poster says it: `2026-12-02T14:00` or `2026-12-02`. */
export function startOf(sessions: readonly Session[]): string | null {
  return sessions.map((session) => (session.kind === "opening" ? session.from : session.start)).sort()[0] ?? null;
}

/**
 * The date that a postponed event first had. Kept from the moment it is postponed, through every new date, and forgotten
 * only when the event is on again at that very date: then nothing was postponed.
 */
export function firstStartOf(before: Posted | null, now: Pick<Posted, "sessions" | "status">): string | null {
  const start = startOf(now.sessions);
  const first = before?.firstStart ?? (now.status === "postponed" ? startOf((before ?? now).sessions) : null);
  return now.status === "postponed" || first !== start ? first : null;
}
