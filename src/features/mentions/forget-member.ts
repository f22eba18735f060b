import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { nobody, withoutMention } from "../../platform/text/mentions.ts";
import { commentsNaming, rewriteComment } from "./store.ts";

export const forgets = ["mentions.member_id"];

/** Others' comments no longer say the handle of a member who has left; contents do the same with theirs, and are found anew. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  for (const { id, handle, body } of await commentsNaming(tx, member)) await rewriteComment(tx, id, withoutMention(body, handle, nobody));
}
