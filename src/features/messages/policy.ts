import type { MemberId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";
import type { MessageStanding, Recipient } from "./message.ts";

/**
 * What comes of a message to somebody. `withheld`: they blocked who writes, who is told that it was sent. `blocked`: who writes
 * blocked them. `untrusted`: their server isn't one to which private messages go. The rest are their own wishes.
 */
export type WritingVerdict = "written" | "withheld" | "sign-in" | "unknown" | "blocked" | "declined" | "strangers-declined" | "untrusted";

export function whenWriting(viewer: Viewer, to: Recipient): WritingVerdict {
  if (viewer.kind === "visitor") return "sign-in";
  // Who visits writes at home, by their own server.
  if (viewer.visiting || viewer.id === to.id || !to.active) return "unknown";
  if (to.server && !to.server.trusted) return "untrusted";
  if (to.blocked) return "blocked";
  // Before the block: what holds for everybody says nothing of it.
  if (to.accepts === "nobody") return "declined";
  if (to.accepts === "known" && !to.knows) return "strangers-declined";
  return to.blocks ? "withheld" : "written";
}

/** The two of them, and nobody else: no animator, no coordinator. */
export function canReadConversation(viewer: Viewer, people: readonly MemberId[]): boolean {
  return viewer.kind === "member" && people.includes(viewer.id);
}

/** Its author writes it otherwise or takes it back. */
export function canChangeMessage(viewer: Viewer, message: Pick<MessageStanding, "author">): boolean {
  return viewer.kind === "member" && viewer.id === message.author;
}

/** Whoever got it shows it to those who animate. */
export function canReportMessage(viewer: Viewer, message: MessageStanding): boolean {
  return viewer.kind === "member" && viewer.id !== message.author && message.readers.includes(viewer.id);
}
