import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record, touch } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { MemberViewer } from "../../platform/viewer.ts";
import { emailsOfAnywhere } from "../accounts/find-account.ts";
import { canSee } from "../contents/policy.ts";
import { takeIn, touchesOf } from "../contents/set-standing.ts";
import type { CommunityContentRemoved } from "./facts.ts";
import { canModerateIn, canSeeCommunity, canTend } from "./policy.ts";
import { lockCommunityAnywhere, lockGatheredAnywhere, setFeatured, takeOut, type GatheredContent, type LockedCommunity } from "./store.ts";
import { touchesOfCommunity } from "./write-community.ts";

export type ModerateRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" };
interface Gathered {
  readonly content: GatheredContent;
  readonly community: LockedCommunity;
}

/** Puts a content at the head of its community's page, or takes it from there. */
export async function featureInCommunity(context: Context, id: ContentId, featured: boolean): Promise<Outcome<Gathered, ModerateRefusal>> {
  return moderate(context, id, canTend, async (tx, { content, community }, at) => {
    await setFeatured(tx, content.id, featured ? at : null);
    await touch(tx, touchesOfCommunity(community));
  });
}

/**
 * Takes a content out of its community, not from its territory: what everybody reads stays where it is published. What
 * was for the members of a private community goes back to its author's drafts: it isn't others' to make public. `mail`
 * tells its authors, with the reason.
 */
export async function removeFromCommunity(context: Context, id: ContentId, mail: (tx: Transaction, to: string, gathered: Gathered) => Promise<void>): Promise<Outcome<Gathered, ModerateRefusal>> {
  return moderate(context, id, canModerateIn, async (tx, gathered, at) => {
    const { content, community } = gathered;
    if (content.state === "reserved") await takeIn(tx, content, "draft", at);
    await takeOut(tx, content.id);
    await record<CommunityContentRemoved>(tx, { kind: "community.content_removed", territory: community.territory, subject: community.id, content: content.id }, [...touchesOf(content), ...touchesOfCommunity(community)]);
    for (const to of await emailsOfAnywhere(tx, content.authors)) await mail(tx, to, gathered);
  });
}

/** What waits to be published, or isn't, is its author's: those who moderate know of what is published here. */
async function moderate({ db, viewer, now }: Context, id: ContentId, may: typeof canTend, act: (tx: Transaction, gathered: Gathered, at: Temporal.Instant) => Promise<void>): Promise<Outcome<Gathered, ModerateRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<Gathered, ModerateRefusal>> => {
    const content = await lockGatheredAnywhere(tx, id);
    const locked = content?.community ? await lockCommunityAnywhere(tx, content.community, viewer) : null;
    if (!content || !locked || !knows(locked.viewer, locked.community, content, now())) return refused({ kind: "unknown" });
    if (!may(locked.viewer, locked.community)) return refused({ kind: "forbidden" });
    await act(tx, { content, community: locked.community }, now());
    return done({ content, community: locked.community });
  });
}

function knows(viewer: MemberViewer, community: LockedCommunity, content: GatheredContent, at: Temporal.Instant): boolean {
  if (!canSeeCommunity(viewer, community) || (content.state !== "published" && content.state !== "reserved")) return false;
  // The animator of the community's territory moderates all that stands in it, whatever the territory it comes from.
  return canSee(viewer, content, at) || canModerateIn(viewer, community);
}
