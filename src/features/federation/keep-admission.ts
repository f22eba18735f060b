import { inTransaction, type Database } from "../../platform/database.ts";
import type { CommunityId, MemberId } from "../../platform/ids.ts";
import { deleteAdmission, readAdmission, writeAdmission } from "./admission-store.ts";

/** Remembers the act by which somebody of another server asked to come into a community of ours: the answer names it. */
export async function keepAdmission(db: Database, community: CommunityId, member: MemberId, activity: string): Promise<void> {
  await inTransaction(db, (tx) => writeAdmission(tx, community, member, activity));
}

/** The act by which they asked; null when they didn't, or left. */
export async function findAdmissionAnywhere(db: Database, community: CommunityId, member: MemberId): Promise<string | null> {
  return readAdmission(db, community, member);
}

/** They were told no, or left: nothing more is answered. */
export async function forgetAdmission(db: Database, community: CommunityId, member: MemberId): Promise<void> {
  await inTransaction(db, (tx) => deleteAdmission(tx, community, member));
}
