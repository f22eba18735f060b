import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import type { ConversationId } from "./message.ts";
import { markRead } from "./store.ts";

/** Whoever opened a conversation has read what was in it. */
export async function readConversation({ db, viewer, now }: Context, id: ConversationId): Promise<void> {
  if (viewer.kind === "member") await inTransaction(db, (tx) => markRead(tx, id, viewer.id, now()));
}
