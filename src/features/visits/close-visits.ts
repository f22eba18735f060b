import type { Database } from "../../platform/database.ts";
import { deleteVisits, deleteVisitSession } from "./store.ts";
import type { Visit } from "./visit.ts";

/** Their server says that somebody isn't there any more: they are out here too. How many sessions that ended. */
export async function closeVisits(db: Database, issuer: string, { subject, sid }: { readonly subject: string | null; readonly sid: string | null }): Promise<number> {
  return subject === null && sid === null ? 0 : deleteVisits(db, issuer, subject, sid);
}

/** Their server doesn't know this visit any more. */
export async function closeVisit(db: Database, visit: Visit): Promise<void> {
  await deleteVisitSession(db, visit.session);
}
