import { randomBytes } from "node:crypto";
import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record, touchTerritory, type Touch } from "../../platform/facts.ts";
import type { CommunityId, MemberId, TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { slugify } from "../../platform/text/slug.ts";
import { setEnd } from "./archive-community.ts";
import type { CommunityAccess, CommunityStanding, CommunityState } from "./community.ts";
import type { CommunityEdited, CommunityFounded } from "./facts.ts";
import type { CommunityInput } from "./input.ts";
import { canRun, canSeeCommunity, stateOnFounding } from "./policy.ts";
import { administersInAnywhere, findSubmissionAnywhere, freeSlug, holdsContents, insertCommunity, lockAnywhere, lockCommunityAnywhere, mayUsePicture, moveTo, updateCommunity } from "./store.ts";

export interface WrittenCommunity {
  readonly id: CommunityId;
  readonly slug: string;
  readonly state: CommunityState;
  readonly territory: TerritoryId;
}

export type WriteCommunityRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" | "not-your-picture" | "changed-meanwhile" | "holds-contents" };

/** All that shows a community: its territory's pages and the network's. A private one shows on none that is shared. */
export function touchesOfCommunity(community: Pick<CommunityStanding, "territory" | "access">): Touch[] {
  return community.access === "private" ? [] : [touchTerritory(community.territory), "network"];
}

/** The address that a name gives. A private one's can't be guessed, nor makes a public one of the same name step aside. */
function wantedSlug(name: string, access: CommunityAccess): string {
  const slug = slugify(name, "communaute");
  if (access === "private") return `${slug}-${randomBytes(4).toString("hex")}`;
  // That word begins the address of every invitation.
  return slug === "invitation" ? "communaute-invitation" : slug;
}

/** Founds a community, or asks the animator for it. Whoever does administers it. The same submission sent twice founds once. */
export async function foundCommunity({ db, viewer, now }: Context, territory: TerritoryId, input: CommunityInput, submission: string | null): Promise<Outcome<WrittenCommunity, WriteCommunityRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<WrittenCommunity, WriteCommunityRefusal>> => {
    if (input.picture && !(await mayUsePicture(tx, input.picture, viewer.id, null))) return refused({ kind: "not-your-picture" });
    const state = stateOnFounding(viewer, territory, await administersInAnywhere(tx, viewer.id, territory));
    const slug = await freeSlug(tx, territory, wantedSlug(input.name, input.access), null);
    const id = await insertCommunity(tx, input, { territory, slug, state, by: viewer.id, submission, at: now() });
    if (!id) return foundedBefore(tx, viewer.id, submission);
    const community = await lockAnywhere(tx, id);
    if (community) await setEnd(tx, community);
    await record<CommunityFounded>(tx, { kind: "community.founded", territory, subject: id, state }, state === "active" ? touchesOfCommunity({ territory, access: input.access }) : []);
    return done({ id, slug, state, territory });
  });
}

async function foundedBefore(tx: Transaction, member: MemberId, submission: string | null): Promise<Outcome<WrittenCommunity, WriteCommunityRefusal>> {
  const before = submission ? await findSubmissionAnywhere(tx, submission) : null;
  return before?.by === member ? done(before) : refused({ kind: "forbidden" });
}

/**
 * Changes a community. It becomes private, or stops being so, only while nothing is published in it: opening it would
 * show what was written for its members, closing it would take from the territory what its authors gave to all.
 */
export async function editCommunity({ db, viewer, now }: Context, id: CommunityId, input: CommunityInput, revision: number | null): Promise<Outcome<WrittenCommunity, WriteCommunityRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<WrittenCommunity, WriteCommunityRefusal>> => {
    const locked = await lockCommunityAnywhere(tx, id, viewer);
    if (!locked || !canSeeCommunity(locked.viewer, locked.community)) return refused({ kind: "unknown" });
    const { community } = locked;
    if (!canRun(locked.viewer, community)) return refused({ kind: "forbidden" });
    if (revision !== null && revision !== community.revision) return refused({ kind: "changed-meanwhile" });
    if (input.picture && !(await mayUsePicture(tx, input.picture, viewer.id, community))) return refused({ kind: "not-your-picture" });
    const turns = (input.access === "private") !== (community.access === "private");
    if (turns && (await holdsContents(tx, id))) return refused({ kind: "holds-contents" });
    await updateCommunity(tx, id, input, now());
    const slug = community.name === input.name && !turns ? community.slug : await freeSlug(tx, community.territory, wantedSlug(input.name, input.access), id);
    await moveTo(tx, community, slug);
    await setEnd(tx, { ...community, archiveOn: input.archiveOn });
    await record<CommunityEdited>(tx, { kind: "community.edited", territory: community.territory, subject: id }, [...touchesOfCommunity(community), ...touchesOfCommunity({ ...community, access: input.access })]);
    return done({ id, slug, state: community.state, territory: community.territory });
  });
}
