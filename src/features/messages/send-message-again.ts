import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { MessageFact } from "./facts.ts";
import { findRecipientAnywhere } from "./find-recipient.ts";
import { courseOf, isUnheard, type ConversationId, type MessageId } from "./message.ts";
import { canChangeMessage, canReadConversation, whenWriting } from "./policy.ts";
import { findWayAnywhere } from "./show-conversation.ts";
import { lockMessage } from "./store.ts";

/** Its author sends a message once more that another server hasn't taken, now that it might: as it is now, and under the address that it has. */
export async function sendMessageAgain({ db, viewer, now }: Context, id: MessageId): Promise<Outcome<ConversationId, { readonly kind: "unknown" | "refused" }>> {
  return inTransaction(db, async (tx) => {
    const message = await lockMessage(tx, id);
    if (!message || message.state !== "sent" || !canReadConversation(viewer, message.readers) || !canChangeMessage(viewer, message)) return refused({ kind: "unknown" as const });
    const other = message.readers.find((each) => each !== message.author);
    const [to, way] = [other ? await findRecipientAnywhere(tx, message.author, other) : null, await findWayAnywhere(tx, id, message.author)];
    if (!to?.server || !way || !isUnheard(courseOf(way, now())) || whenWriting(viewer, to) !== "written") return refused({ kind: "refused" as const });
    await record<MessageFact>(tx, { kind: "message.sent_again", territory: null, subject: id }, []);
    return done(message.conversation);
  });
}
