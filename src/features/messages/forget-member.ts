import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { deleteMessagesOf } from "./store.ts";

export const forgets = ["messages.author_id", "conversations.first_id", "conversations.second_id", "conversations.opened_by", "conversation_members.member_id", "message_blocks.member_id", "message_blocks.blocked_id", "message_choices.member_id"];

/** What a member wrote to others goes, whatever becomes of what they published: it was for one person, and says who they are. What others wrote to them stays theirs. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  await deleteMessagesOf(tx, member);
}
