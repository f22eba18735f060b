/** What a member may be told of by mail. */
export const mailKinds = ["mentions", "answers", "messages"] as const;
export type MailKind = (typeof mailKinds)[number];
export type MailChoices = Readonly<Record<MailKind, boolean>>;
