import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { CommunityId, MemberId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { emailsOfAnywhere } from "../accounts/find-account.ts";
import type { MailOne } from "./decide-founding.ts";
import type { CommunityPeopleChanged } from "./facts.ts";
import { listAdministratorIdsAnywhere } from "./list-members.ts";
import { canModerateIn, canSeeCommunity, canTend, whenJoining } from "./policy.ts";
import { deletePerson, findPersonAnywhere, insertRequest, letIn, lockCommunityAnywhere, type LockedCommunity } from "./store.ts";
import { touchesOfCommunity } from "./write-community.ts";

export type JoinRefusal = { readonly kind: "sign-in" | "unknown" | "closed" };

/**
 * Comes into an open community, or asks those in charge of one on request, in one's own words. Any member of the network
 * may, those of other servers too. `ask` tells the administrators of a request.
 */
export async function join({ db, viewer, now }: Context, id: CommunityId, words: string, ask?: (tx: Transaction, administrators: readonly MemberId[], community: LockedCommunity) => Promise<void>): Promise<Outcome<{ community: LockedCommunity; now: "in" | "asked" }, JoinRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<{ community: LockedCommunity; now: "in" | "asked" }, JoinRefusal>> => {
    const locked = await lockCommunityAnywhere(tx, id, viewer);
    const verdict = locked ? whenJoining(locked.viewer, locked.community) : "unknown";
    if (!locked || verdict === "unknown" || verdict === "closed") return refused({ kind: verdict === "closed" ? "closed" : "unknown" });
    const { community } = locked;
    if (verdict === "in" && (await letIn(tx, id, viewer.id, "member", now()))) await tell(tx, community, viewer.id, "community.joined");
    if (verdict === "asked" && (await insertRequest(tx, id, viewer.id, words, now()))) {
      await tell(tx, community, viewer.id, "community.asked");
      if (ask) await ask(tx, await listAdministratorIdsAnywhere(tx, id), community);
    }
    return done({ community, now: verdict === "asked" ? "asked" : "in" });
  });
}

export async function tell(tx: Transaction, community: LockedCommunity, member: MemberId, kind: CommunityPeopleChanged["kind"], reason = ""): Promise<void> {
  const silent = kind === "community.asked" || kind === "community.turned_down";
  await record<CommunityPeopleChanged>(tx, { kind, territory: community.territory, subject: community.id, member, ...(reason ? { reason } : {}) }, silent ? [] : touchesOfCommunity(community));
}

export type AnswerRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" };

/** Lets somebody in who asked, or turns them down; `mail` tells them, with the reason. Those of other servers are told it by theirs. */
export async function answerRequest({ db, viewer, now }: Context, id: CommunityId, member: MemberId, accepted: boolean, reason: string, mail: MailOne): Promise<Outcome<LockedCommunity, AnswerRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<LockedCommunity, AnswerRefusal>> => {
    const locked = await lockCommunityAnywhere(tx, id, viewer);
    if (!locked || !canSeeCommunity(locked.viewer, locked.community)) return refused({ kind: "unknown" });
    const { community } = locked;
    // An archived one lets nobody in any more; those who still wait may be told no.
    if (!(accepted ? canTend(locked.viewer, community) : canModerateIn(locked.viewer, community))) return refused({ kind: "forbidden" });
    const person = await findPersonAnywhere(tx, id, member);
    if (person?.state !== "asked") return refused({ kind: "unknown" });
    if (accepted) await letIn(tx, id, member, "member", now());
    else await deletePerson(tx, id, member);
    for (const to of await emailsOfAnywhere(tx, [member])) await mail(tx, to, community);
    await tell(tx, community, member, accepted ? "community.joined" : "community.turned_down", person.remote ? reason : "");
    return done(community);
  });
}
