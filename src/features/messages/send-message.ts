import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import { newId, type MemberId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { MessageFact } from "./facts.ts";
import { findRecipientAnywhere } from "./find-recipient.ts";
import { mostOpenedADay, type ConversationId, type MessageId } from "./message.ts";
import { whenWriting, type WritingVerdict } from "./policy.ts";
import { insertMessage, lockConversation, lockOpener, noteMessage, openConversation, sentBefore } from "./store.ts";
import type { MessageMailJob } from "./telling.ts";

export interface MessageWanted {
  readonly to: MemberId;
  readonly body: TextDocument;
  /** What is sent twice is written once. */
  readonly submission: string | null;
  /** Where it stands on the server of who wrote it, if that isn't ours. */
  readonly uri?: string;
  /** Whom else they wrote it to, as one names them on the wire: twelve at most. */
  readonly alsoFor?: readonly string[];
}

export interface SentMessage {
  readonly id: MessageId;
  readonly conversation: ConversationId;
}

export type SendRefusal = { readonly kind: Exclude<WritingVerdict, "written" | "withheld"> | "empty" | "too-many" };

/** Writes to another member, privately: in their conversation, or in a new one. Whom the other blocked is told that it was sent. */
export async function sendMessage({ db, viewer, now }: Context, wanted: MessageWanted): Promise<Outcome<SentMessage, SendRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  if (wanted.body.content.length === 0) return refused({ kind: "empty" });
  return inTransaction(db, async (tx): Promise<Outcome<SentMessage, SendRefusal>> => {
    const to = await findRecipientAnywhere(tx, viewer.id, wanted.to);
    const verdict = to ? whenWriting(viewer, to) : "unknown";
    if (!to || (verdict !== "written" && verdict !== "withheld")) return refused({ kind: verdict === "written" || verdict === "withheld" ? "unknown" : verdict });
    const at = now();
    const conversation = await conversationOf(tx, viewer.id, to.id, at);
    if (!conversation) return refused({ kind: "too-many" });
    const message = { id: newId<MessageId>(), conversation, author: viewer.id, body: wanted.body, withheld: verdict === "withheld", uri: wanted.uri ?? null, alsoFor: wanted.alsoFor ?? [], submission: wanted.submission, at };
    if (!(await insertMessage(tx, message))) {
      const before = await sentBefore(tx, wanted.submission, viewer.id);
      return before ? done({ id: before, conversation }) : refused({ kind: "unknown" });
    }
    await noteMessage(tx, message);
    if (!message.withheld && !to.server) await sendJob(tx, "message-mails", { message: message.id } satisfies MessageMailJob);
    if (!message.withheld && to.server) await record<MessageFact>(tx, { kind: "message.sent", territory: null, subject: message.id }, []);
    return done({ id: message.id, conversation });
  });
}

/** Null when who writes has opened too many today. */
async function conversationOf(tx: Transaction, by: MemberId, to: MemberId, at: Temporal.Instant): Promise<ConversationId | null> {
  const known = await lockConversation(tx, by, to);
  if (known) return known;
  const { since, opened } = await lockOpener(tx, by, at.subtract({ hours: 24 }));
  return opened < mostOpenedADay(since, at) ? openConversation(tx, by, to, at) : null;
}
