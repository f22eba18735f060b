import type { Database } from "../../platform/database.ts";
import { writeTokens } from "./store.ts";
import type { Visit } from "./visit.ts";

/** Their server renewed what lets this one ask it to act. */
export async function keepTokens(db: Database, visit: Visit): Promise<void> {
  await writeTokens(db, visit.session, visit);
}
