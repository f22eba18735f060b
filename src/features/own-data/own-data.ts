/** A file that gathers all that is kept of a member: asked for, ready for a while, or failed. */
export interface OwnData {
  readonly id: string;
  readonly state: "asked" | "ready" | "failed";
  /** In hundredths. */
  readonly progress: number;
  readonly size: number | null;
  readonly askedAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant | null;
}

export const daysKept = 7;
