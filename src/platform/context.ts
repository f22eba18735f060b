import type { Database } from "./database.ts";
import type { Viewer } from "./viewer.ts";

/** All that an act or a question may lean on: nothing is ambient. */
export interface Context {
  readonly db: Database;
  readonly viewer: Viewer;
  readonly now: () => Temporal.Instant;
}
