/** What a link of a mail, or a code between two hosts or servers, lets its holder do once. */
export type TokenKind = "sign-up" | "reset" | "change-email" | "login-link" | "handover" | "leave" | "visit";
