import type { OtherActor } from "../../../features/federation/actor.ts";
import type { Fetching } from "../fetching.ts";
import type { HeardActivity } from "../guard/heard-activity.ts";

/** What came of an activity. `ignored`: it was right, and nobody here has a use for it. `refused`: it had no right to what it asked. */
export interface Verdict {
  readonly state: "applied" | "ignored" | "refused";
  readonly reason: string;
}

export const applied: Verdict = { state: "applied", reason: "" };

export function ignored(reason: string): Verdict {
  return { state: "ignored", reason };
}

export function refusedFor(reason: string): Verdict {
  return { state: "refused", reason };
}

/** What makes something of one type of activity: at least once, so that twice is as once. */
export type Hearer = (fetching: Fetching, from: OtherActor, activity: HeardActivity) => Promise<Verdict>;
