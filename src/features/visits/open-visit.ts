import { inTransaction, type Database } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { findSessionIdAnywhere } from "../accounts/find-session.ts";
import { openSession } from "../accounts/open-session.ts";
import type { Device } from "../accounts/session.ts";
import { insertVisit, markProviderUsed, type NewVisit } from "./store.ts";

/** Somebody of another server comes in, as who stands in for them here; answers the secret of their cookie at `host`. No account is made, none is joined to theirs. */
export async function openVisit(db: Database, now: Temporal.Instant, standIn: MemberId, visit: Omit<NewVisit, "session">, host: string, device: Device): Promise<string> {
  return inTransaction(db, async (tx) => {
    const secret = await openSession(tx, now, standIn, host, device);
    const session = await findSessionIdAnywhere(tx, now, secret);
    if (session === null) throw new Error("A visit was gone before it began");
    await insertVisit(tx, { ...visit, session }, now);
    await markProviderUsed(tx, visit.issuer, now);
    return secret;
  });
}
