const form = /^(?:19[7-9]\d|2\d{3})-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/i;

/** When something is said to have happened: never later than now, and null for what no computer wrote in earnest. */
export function readInstant(given: unknown, now: Temporal.Instant): Temporal.Instant | null {
  if (typeof given !== "string" || !form.test(given)) return null;
  try {
    const at = Temporal.Instant.from(given);
    return Temporal.Instant.compare(at, now) > 0 ? now : at;
  } catch {
    return null;
  }
}
