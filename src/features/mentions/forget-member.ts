import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { withoutMention } from "../../platform/text/mentions.ts";
import { textsNaming, rewriteText } from "./store.ts";

export const forgets = ["mentions.member_id"];

/** What stands where a text named a member who is no more. */
const nobody = "@…";

/** Others' texts no longer say the handle of a member who has left. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  for (const text of await textsNaming(tx, member)) await rewriteText(tx, text, withoutMention(text.body, text.handle, nobody));
}
