import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { CommunityId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { emailsOfAnywhere } from "../accounts/find-account.ts";
import type { CommunityDecided } from "./facts.ts";
import { listAdministratorIdsAnywhere } from "./list-members.ts";
import { canDecideFounding, canSeeCommunity } from "./policy.ts";
import { lockCommunityAnywhere, setState, type LockedCommunity } from "./store.ts";
import { touchesOfCommunity } from "./write-community.ts";

/** Writes a mail to one address, in the transaction. */
export type MailOne = (tx: Transaction, to: string, community: LockedCommunity) => Promise<void>;

export type DecideRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" };

/** The animator's answer to a member who asked for a community; `mail` tells them, with the reason. */
export async function decideFounding({ db, viewer, now }: Context, id: CommunityId, accepted: boolean, reason: string, mail: MailOne): Promise<Outcome<LockedCommunity, DecideRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<LockedCommunity, DecideRefusal>> => {
    const locked = await lockCommunityAnywhere(tx, id, viewer);
    if (!locked || !canSeeCommunity(locked.viewer, locked.community)) return refused({ kind: "unknown" });
    const { community } = locked;
    if (!canDecideFounding(locked.viewer, community)) return refused({ kind: "forbidden" });
    await setState(tx, id, accepted ? "active" : "refused", accepted ? "" : reason, now());
    for (const to of await emailsOfAnywhere(tx, await listAdministratorIdsAnywhere(tx, id))) await mail(tx, to, community);
    await record<CommunityDecided>(tx, { kind: accepted ? "community.accepted" : "community.refused", territory: community.territory, subject: id }, accepted ? touchesOfCommunity(community) : []);
    return done(community);
  });
}
