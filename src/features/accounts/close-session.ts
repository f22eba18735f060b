import type { Database } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { deleteOtherSessions, deleteSession, deleteSessionOf } from "./session-store.ts";

/** Ends a session of this member's: on every host at once. */
export function closeSession(db: Database, user: MemberId, session: string): Promise<void> {
  return deleteSession(db, user, session);
}

/** Ends every session of this member's but the one that holds this cookie. */
export function closeOtherSessions(db: Database, user: MemberId, secret: string): Promise<void> {
  return deleteOtherSessions(db, user, secret);
}

/** Ends the session that holds this cookie, on every host at once. */
export function closeSessionOf(db: Database, secret: string): Promise<void> {
  return deleteSessionOf(db, secret);
}
