export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where its answer goes, when that isn't to us. */
  readonly replyTo?: string | undefined;
}
