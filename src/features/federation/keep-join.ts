import { inTransaction, type Database } from "../../platform/database.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import { readJoin, readJoined, writeJoin } from "./join-store.ts";

/** Remembers the act by which somebody asked to come to an event: an answer names it. */
export async function keepJoin(db: Database, event: ContentId, member: MemberId, activity: string): Promise<void> {
  await inTransaction(db, (tx) => writeJoin(tx, event, member, activity));
}

/** The act by which this member asked; null when they didn't, or not on the wire. */
export async function findJoinAnywhere(db: Database, event: ContentId, member: MemberId): Promise<string | null> {
  return readJoin(db, event, member);
}

/** Who asked by this act. */
export async function findJoinedAnywhere(db: Database, activity: string): Promise<{ event: ContentId; member: MemberId } | null> {
  return readJoined(db, activity);
}
