import { inTransaction, type Database } from "../../platform/database.ts";
import type { OtherActor } from "../federation/actor.ts";
import { markActorGone } from "../federation/mark-gone.ts";
import { eraseMember } from "./erase-member.ts";

/** Somebody of another server is no more: all that they said here goes with them. */
export async function eraseStranger(db: Database, actor: OtherActor): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (actor.member) await eraseMember(tx, actor.member, "delete");
    await markActorGone(tx, actor.uri);
  });
}
