import type { JsonObject } from "../../src/edge/activitypub/guard/json.ts";
import { readBody } from "../../src/edge/activitypub/guard/read-body.ts";

/** The moment at which documents of other servers are read in tests. */
export const readingMoment = Temporal.Instant.from("2026-11-25T12:00:00Z");

/** A document as another server sends it, through the bytes that it sends. */
export function sent(document: object): JsonObject {
  const body = readBody(new TextEncoder().encode(JSON.stringify(document)), "application/activity+json");
  if (!body.done) throw new Error(body.refusal);
  return body.value;
}
