import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { MessageFact } from "./facts.ts";
import { findRecipientAnywhere } from "./find-recipient.ts";
import type { ConversationId, MessageId, MessageStanding } from "./message.ts";
import { canChangeMessage, canReadConversation } from "./policy.ts";
import { emptyMessage, lockMessage, rewriteMessage } from "./store.ts";

export type ChangeRefusal = { readonly kind: "unknown" | "forbidden" | "empty" };

/** Its author writes a message otherwise. What it said before isn't kept. */
export async function editMessage(context: Context, id: MessageId, body: TextDocument): Promise<Outcome<ConversationId, ChangeRefusal>> {
  if (body.content.length === 0) return refused({ kind: "empty" });
  return change(context, id, async (tx, message, at) => {
    if (await rewriteMessage(tx, id, body, at)) await recordFor(tx, message, "message.edited");
  });
}

/** Its author takes a message back: its words are gone, for both. */
export async function withdrawMessage(context: Context, id: MessageId): Promise<Outcome<ConversationId, ChangeRefusal>> {
  return change(context, id, async (tx, message) => {
    await emptyMessage(tx, id);
    await recordFor(tx, message, "message.withdrawn");
  });
}

async function change({ db, viewer, now }: Context, id: MessageId, write: (tx: Transaction, message: MessageStanding, at: Temporal.Instant) => Promise<void>): Promise<Outcome<ConversationId, ChangeRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<ConversationId, ChangeRefusal>> => {
    const message = await lockMessage(tx, id);
    if (!message || message.state !== "sent" || !canReadConversation(viewer, message.readers)) return refused({ kind: "unknown" });
    if (!canChangeMessage(viewer, message)) return refused({ kind: "forbidden" });
    await write(tx, message, now());
    return done(message.conversation);
  });
}

/** Another server is told only of what it heard of. */
async function recordFor(tx: Transaction, message: MessageStanding, kind: MessageFact["kind"]): Promise<void> {
  const other = message.readers.find((each) => each !== message.author);
  const to = other ? await findRecipientAnywhere(tx, message.author, other) : null;
  if (to?.server) await record<MessageFact>(tx, { kind, territory: null, subject: message.id }, []);
}
