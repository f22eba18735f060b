import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { touchesOf } from "../contents/set-standing.ts";
import type { AuthorsChanged } from "./facts.ts";
import { whenLeavingContent } from "./policy.ts";
import { deleteAuthor, insertAuthor, invitationTo, lockWritten, takeInvitations, type WrittenTogether } from "./store.ts";

/** Accepts or declines to write a content with those who asked; `decline` tells them. Another's invitation is as if there were none. */
export async function answerInvitation({ db, viewer, now }: Context, invitation: string, accepted: boolean, decline?: (tx: Transaction, to: readonly MemberId[], content: WrittenTogether) => Promise<void>): Promise<Outcome<WrittenTogether, { kind: "sign-in" | "unknown" }>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" } as const);
  return inTransaction(db, async (tx): Promise<Outcome<WrittenTogether, { kind: "sign-in" | "unknown" }>> => {
    const id = await invitationTo(tx, invitation, viewer.id);
    const content = id && (await lockWritten(tx, id));
    // Under the lock: it may have been taken back meanwhile.
    const taken = content ? await takeInvitations(tx, content.id, viewer.id) : [];
    if (!content || taken.length === 0) return refused({ kind: "unknown" });
    if (!accepted && decline) await decline(tx, [...new Set(taken.flatMap((each) => each.by ?? []))], content);
    if (!accepted || content.authors.includes(viewer.id)) return done(content);
    await insertAuthor(tx, content.id, viewer.id, now());
    await record<AuthorsChanged>(tx, { kind: "content.author_joined", territory: content.territory, subject: content.id, member: viewer.id }, touchesOf(content));
    return done(content);
  });
}

/** Stops being an author of a content; its last one can't. */
export async function leaveContent({ db, viewer, now }: Context, id: ContentId): Promise<Outcome<null, { kind: "unknown" | "forbidden" | "last" }>> {
  return inTransaction(db, async (tx): Promise<Outcome<null, { kind: "unknown" | "forbidden" | "last" }>> => {
    const content = await lockWritten(tx, id);
    if (!content || viewer.kind === "visitor") return refused({ kind: "unknown" });
    const verdict = whenLeavingContent(viewer, content);
    if (verdict !== "leaves") return refused({ kind: verdict });
    await deleteAuthor(tx, id, viewer.id, now());
    await record<AuthorsChanged>(tx, { kind: "content.author_left", territory: content.territory, subject: id, member: viewer.id }, touchesOf(content));
    return done(null);
  });
}
