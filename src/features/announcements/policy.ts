import type { Viewer } from "../../platform/viewer.ts";
import type { ContentStanding } from "../contents/content.ts";
import { canSee } from "../contents/policy.ts";
import { isClosed } from "./announcement.ts";

export interface AnnouncementStanding extends ContentStanding {
  readonly closesAt: Temporal.Instant;
  /** Whether its authors take messages through the platform. */
  readonly relay: boolean;
  /** Whether one of its authors has an address to receive them at. */
  readonly reachable: boolean;
}

/** Whoever may read it writes to its authors, with or without an account, until it closes. */
export function whenWritingTo(viewer: Viewer, announcement: AnnouncementStanding, now: Temporal.Instant): "passed-on" | "closed" | "unknown" {
  if (!canSee(viewer, announcement, now) || !announcement.relay || !announcement.reachable || !["published", "reserved"].includes(announcement.state)) return "unknown";
  return isClosed(announcement, now) ? "closed" : "passed-on";
}
