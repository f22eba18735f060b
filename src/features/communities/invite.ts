import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import type { CommunityId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { digestOf, newSecret } from "../accounts/secret.ts";
import type { InvitationInput } from "./input.ts";
import { countStandingAnywhere, findCommunityOfInvitationAnywhere, findOpenedAnywhere, insertInvitation, revoke, spend } from "./invitation-store.ts";
import { tell } from "./join.ts";
import { canModerateIn, canSeeCommunity, canTend, roleIn } from "./policy.ts";
import { letIn, lockCommunityAnywhere, type LockedCommunity } from "./store.ts";

/** More links than these at a time, nobody oversees. */
export const mostInvitations = 50;

export type InviteRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" | "too-many" };

/** Makes a link that lets people in as plain members, for some days and so many of them. Its secret is told once: only its digest is kept. */
export async function invite({ db, viewer, now }: Context, id: CommunityId, { days, most }: InvitationInput): Promise<Outcome<{ secret: string; community: LockedCommunity }, InviteRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<{ secret: string; community: LockedCommunity }, InviteRefusal>> => {
    const locked = await lockCommunityAnywhere(tx, id, viewer);
    if (!locked || !canSeeCommunity(locked.viewer, locked.community)) return refused({ kind: "unknown" });
    if (!canTend(locked.viewer, locked.community)) return refused({ kind: "forbidden" });
    if ((await countStandingAnywhere(tx, id, now())) >= mostInvitations) return refused({ kind: "too-many" });
    const secret = newSecret();
    await insertInvitation(tx, { community: id, by: viewer.id, hash: digestOf(secret), most, at: now(), expiresAt: now().add({ hours: 24 * days }) });
    return done({ secret, community: locked.community });
  });
}

/** Makes a link lead nowhere. Those who came by it stay. */
export async function revokeInvitation({ db, viewer, now }: Context, invitation: string): Promise<Outcome<LockedCommunity, InviteRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<LockedCommunity, InviteRefusal>> => {
    const id = await findCommunityOfInvitationAnywhere(tx, invitation);
    const locked = id ? await lockCommunityAnywhere(tx, id, viewer) : null;
    if (!locked || !canModerateIn(locked.viewer, locked.community)) return refused({ kind: "unknown" });
    await revoke(tx, invitation, now());
    return done(locked.community);
  });
}

export type AcceptRefusal = { readonly kind: "sign-in" | "stale" };

/** Comes in by a link, always as a plain member. Who is in already spends nothing, and keeps their role. */
export async function acceptInvitation({ db, viewer, now }: Context, secret: string): Promise<Outcome<LockedCommunity, AcceptRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<LockedCommunity, AcceptRefusal>> => {
    const opened = await findOpenedAnywhere(tx, digestOf(secret), now());
    const locked = opened ? await lockCommunityAnywhere(tx, opened.community, viewer) : null;
    if (!opened || locked?.community.state !== "active") return refused({ kind: "stale" });
    if (roleIn(locked.viewer, locked.community) !== null) return done(locked.community);
    // Decided under the community's lock: the last place goes to one.
    if (!(await spend(tx, opened.id, now()))) return refused({ kind: "stale" });
    await comeIn(tx, locked.community, viewer.id, now());
    return done(locked.community);
  });
}

async function comeIn(tx: Transaction, community: LockedCommunity, member: Parameters<typeof letIn>[2], at: Temporal.Instant): Promise<void> {
  await letIn(tx, community.id, member, "member", at);
  await tell(tx, community, member, "community.joined");
}
