import type { MessageId } from "./message.ts";

/** A message to somebody of another server: what is to be told there. It says nothing of who they are, nor what was said. */
export interface MessageFact {
  readonly kind: "message.sent" | "message.sent_again" | "message.edited" | "message.withdrawn";
  readonly territory: null;
  readonly subject: MessageId;
}
