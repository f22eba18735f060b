import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canSee } from "../contents/policy.ts";
import type { Invited } from "./invitation.ts";
import { canInviteAuthor } from "./policy.ts";
import { deleteInvitation, insertInvitation, lockWritten, memberNamed, waitingFor, type WrittenTogether } from "./store.ts";

const mostWaiting = 20;
const mostAuthors = 30;

export type InviteRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" | "nobody" | "already-there" | "too-many" };

/**
 * Asks a member to write a content together. Whether an address is a member's is told to nobody but that member: an
 * invitation by address looks the same either way.
 */
export async function inviteAuthor({ db, viewer, now }: Context, id: ContentId, invited: Invited, mail: (tx: Transaction, to: string, content: WrittenTogether) => Promise<void>): Promise<Outcome<null, InviteRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<null, InviteRefusal>> => {
    const content = await lockWritten(tx, id);
    if (!content || !canSee(viewer, content, now())) return refused({ kind: "unknown" });
    if (!canInviteAuthor(viewer, content)) return refused({ kind: "forbidden" });
    if ((await waitingFor(tx, id)) >= mostWaiting || content.authors.length >= mostAuthors) return refused({ kind: "too-many" });
    const member = await memberNamed(tx, invited);
    if (invited.handle !== undefined) {
      if (!member) return refused({ kind: "nobody" });
      if (content.authors.includes(member.id)) return refused({ kind: "already-there" });
    }
    const fresh = await insertInvitation(tx, { content: id, member: member?.id ?? null, email: invited.email ?? null, by: viewer.id, at: now() });
    if (fresh && member?.email && !content.authors.includes(member.id)) await mail(tx, member.email, content);
    return done(null);
  });
}

/** Takes an invitation back. */
export async function cancelInvitation({ db, viewer, now }: Context, id: ContentId, invitation: string): Promise<Outcome<null, { kind: "unknown" | "forbidden" }>> {
  return inTransaction(db, async (tx): Promise<Outcome<null, { kind: "unknown" | "forbidden" }>> => {
    const content = await lockWritten(tx, id);
    if (!content || !canSee(viewer, content, now())) return refused({ kind: "unknown" });
    if (!canInviteAuthor(viewer, content)) return refused({ kind: "forbidden" });
    return (await deleteInvitation(tx, id, invitation)) ? done(null) : refused({ kind: "unknown" });
  });
}
