import type { Transaction } from "../../platform/database.ts";
import { setActorState } from "./actor-store.ts";
import { deleteFollowsOf } from "./follow-store.ts";
import { deleteHeldNotesOf } from "./held-store.ts";

/** Somebody of another server is no more, within what takes away all that they said here. */
export async function markActorGone(tx: Transaction, uri: string): Promise<void> {
  await setActorState(tx, uri, "gone");
  await deleteFollowsOf(tx, uri);
  await deleteHeldNotesOf(tx, uri);
}
