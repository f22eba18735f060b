import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import type { ConversationId, MessageId } from "./message.ts";

export interface MessageMailJob {
  readonly message: MessageId;
}

/** Somebody to whom a message waits. What it says isn't among what is told. */
export interface ToldOfMessage {
  readonly member: MemberId;
  readonly email: string;
  readonly locale: "fr" | "en";
  readonly home: TerritoryId;
  readonly by: { readonly id: MemberId; readonly name: string };
  readonly conversation: ConversationId;
}
