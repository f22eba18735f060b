import type { Transaction } from "../../platform/database.ts";
import { touchContent, type Touch } from "../../platform/facts.ts";
import type { MemberId } from "../../platform/ids.ts";
import { moveCommentsOf } from "./store.ts";

/** What somebody said isn't read while they are suspended; the threads keep their places. What shows it. */
export async function hideCommentsOf(tx: Transaction, member: MemberId): Promise<Touch[]> {
  return (await moveCommentsOf(tx, member, "visible", "suspended")).map(touchContent);
}

/** It is read again. */
export async function restoreCommentsOf(tx: Transaction, member: MemberId): Promise<Touch[]> {
  return (await moveCommentsOf(tx, member, "suspended", "visible")).map(touchContent);
}
