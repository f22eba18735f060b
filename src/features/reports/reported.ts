import type { MessageId } from "../messages/message.ts";
import type { CommentId, ContentId, Id, MemberId, StructureId, TerritoryId } from "../../platform/ids.ts";
import type { ContentKind, ContentState } from "../contents/content.ts";

export type ReportId = Id<"report">;

/** What can be reported. */
export type Reported =
  | { readonly kind: "content"; readonly id: ContentId }
  | { readonly kind: "comment"; readonly id: CommentId }
  | { readonly kind: "member"; readonly id: MemberId }
  | { readonly kind: "structure"; readonly id: StructureId }
  /** A private message, by who got it. */
  | { readonly kind: "message"; readonly id: MessageId };

/** What was reported, as those who decide see it: what is gone since isn't among them; with who answers for it, when they live here and don't decide here themselves. */
export type ShownSubject = { readonly suspendable?: MemberId | null } & (
  | { readonly kind: "content"; readonly id: ContentId; readonly title: string; readonly content: ContentKind; readonly slug: string; readonly territory: TerritoryId; readonly state: ContentState; readonly host: string | null }
  | { readonly kind: "comment"; readonly id: CommentId; readonly words: string; readonly name: string | null; readonly state: string; readonly host: string | null }
  | { readonly kind: "member"; readonly id: MemberId; readonly name: string; readonly handle: string; readonly host: string | null }
  | { readonly kind: "structure"; readonly id: StructureId; readonly name: string; readonly slug: string; readonly territory: TerritoryId }
  /** What it said when it was reported, and nothing of what stands around it. */
  | { readonly kind: "message"; readonly id: MessageId; readonly words: string; readonly name: string; readonly handle: string; readonly host: string | null }
);

export interface Report {
  readonly id: ReportId;
  readonly reason: string;
  readonly forwarded: boolean;
  readonly state: "open" | "settled";
  readonly note: string;
  readonly at: Temporal.Instant;
  readonly settledAt: Temporal.Instant | null;
  readonly settledBy: string | null;
  /** One of ours; null with `host` for another server's, null alone when they left. */
  readonly by: { readonly name: string; readonly handle: string } | null;
  readonly host: string | null;
  readonly subjects: readonly ShownSubject[];
}

/** Whom a mail about a report goes to. */
export interface ToldOfReport {
  readonly email: string;
  readonly locale: "fr" | "en";
  readonly territory: TerritoryId;
}

export const longestReason = 1000;
export const longestNote = 500;
