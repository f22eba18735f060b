import { instantOf, readLocal } from "../../platform/time.ts";

export const announcementTypes = ["job", "internship", "volunteering", "call-for-projects", "call-for-participation", "contest", "training", "equipment"] as const;
export type AnnouncementType = (typeof announcementTypes)[number];

export const contracts = ["permanent", "fixed-term", "apprenticeship", "civic-service", "temporary", "freelance"] as const;
export type Contract = (typeof contracts)[number];

/** The instant from which an announcement is closed: the hour that was written, or the end of the day there. */
export function closingOf(deadline: string, zone: string): Temporal.Instant | null {
  const local = readLocal(deadline);
  return local ? instantOf(local.wholeDay ? local.at.add({ days: 1 }) : local.at, zone) : null;
}

/** Read from the deadline, so that nothing says "open" while a worker is late. */
export function isClosed({ closesAt }: { readonly closesAt: Temporal.Instant }, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(closesAt, now) <= 0;
}
