import type { Viewer } from "../../platform/viewer.ts";
import { canSee, isAuthor } from "../contents/policy.ts";
import type { EventToJoin } from "./participation.ts";

/** What saying "I'm going" does: it counts at once, it asks, or why it can't be said. `elsewhere`: one books on a page. */
export type GoingVerdict = "counts" | "asks" | "elsewhere" | "invited" | "closed" | "unknown";

export function whenGoing(viewer: Viewer, event: EventToJoin, now: Temporal.Instant): GoingVerdict {
  if (!canSee(viewer, event, now) || !["published", "reserved"].includes(event.state)) return "unknown";
  if (event.status === "cancelled" || (event.endsAt && Temporal.Instant.compare(event.endsAt, now) < 0)) return "closed";
  if (event.booked || event.joining === "none") return "elsewhere";
  if (isAuthor(viewer, event)) return "counts";
  if (event.joining === "invite") return "invited";
  return event.elsewhere || event.joining === "restricted" ? "asks" : "counts";
}

/** Its authors and the people of its structure see who comes, and answer those who ask. Of an event elsewhere nobody here does. */
export function canReceive(viewer: Viewer, event: EventToJoin): boolean {
  return !event.elsewhere && isAuthor(viewer, event);
}
