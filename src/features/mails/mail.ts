import type { MemberId } from "../../platform/ids.ts";

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where its answer goes, when that isn't to us. */
  readonly replyTo?: string | undefined;
  /** A time for the reader's calendar, RFC 5545 and 5546. */
  readonly calendar?: { readonly method: "REQUEST" | "CANCEL"; readonly content: string } | undefined;
  /** Whose name or words it carries to another: it isn't sent any more once they have left. */
  readonly about?: MemberId | undefined;
  /** Where one request stops such mails, RFC 8058. */
  readonly unsubscribe?: string | undefined;
}
