import type { MemberId } from "../../platform/ids.ts";

/** Whom an author asks: by the handle that everybody reads, or by an address that only its owner knows to be theirs. */
export type Invited = { readonly handle: string; readonly email?: undefined } | { readonly email: string; readonly handle?: undefined };

/** What was typed: `camille-roux`, `@camille-roux` or `camille@exemple.org`; null when it is neither. */
export function readInvited(typed: string): Invited | null {
  const text = typed.trim().toLowerCase();
  if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text) && text.length <= 254) return { email: text };
  const handle = text.replace(/^@/, "");
  return /^[a-z0-9]+([-_.][a-z0-9]+)*$/.test(handle) && handle.length <= 40 ? { handle } : null;
}

/** An invitation that waits, as the content's authors see it: by name where they gave a handle, by the address where they gave that. */
export interface WaitingInvitation {
  readonly id: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly at: Temporal.Instant;
}

export interface Author {
  readonly id: MemberId;
  readonly name: string;
  readonly handle: string;
}
