import { inTransaction, type Database } from "../../platform/database.ts";
import { addSite, insertSession } from "./session-store.ts";
import type { Device } from "./session.ts";

/** Opens a session and its first cookie, at `host`, of a member or of who stands in for somebody that visits. Answers the cookie's secret. */
export function openSession(db: Database, now: Temporal.Instant, user: string, host: string, device: Device): Promise<string> {
  return inTransaction(db, async (tx) => {
    const secret = await addSite(tx, now, await insertSession(tx, now, user, device), host);
    if (secret === null) throw new Error("A session was gone before it began");
    return secret;
  });
}
