import type { Context } from "../../platform/context.ts";
import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { record, touchTerritory } from "../../platform/facts.ts";
import type { CommunityId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { instantOf, readDate } from "../../platform/time.ts";
import type { CommunityEnded } from "./facts.ts";
import { canRun, canSeeCommunity } from "./policy.ts";
import { lockAnywhere, lockCommunityAnywhere, setState, type LockedCommunity } from "./store.ts";

type Ending = Pick<LockedCommunity, "id" | "archiveOn" | "zone">;

/** When the day begins from which it is read-only, on its territory's clock. */
function endOf({ archiveOn, zone }: Pick<LockedCommunity, "archiveOn" | "zone">): Temporal.Instant | null {
  const day = readDate(archiveOn ?? undefined);
  return day ? instantOf(day.toPlainDateTime(), zone) : null;
}

/** Sets the clock on the day that was chosen; another day moves the clock. */
export async function setEnd(tx: Transaction, community: Ending): Promise<void> {
  const runAt = endOf(community);
  if (runAt) await sendJob(tx, "archive-community", { community: community.id }, { runAt, key: `archive:${community.id}` });
}

/** What the clock does on that day: nothing, if another day was chosen since, or none. Bears being run twice. */
export async function archiveOnItsDay(db: Database, id: CommunityId, now: Temporal.Instant): Promise<void> {
  await inTransaction(db, async (tx) => {
    const community = await lockAnywhere(tx, id);
    const end = community ? endOf(community) : null;
    if (community?.state !== "active" || !end) return;
    if (Temporal.Instant.compare(end, now) > 0) return setEnd(tx, community);
    await settle(tx, community, "archived", now);
  });
}

export type ArchiveRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" };

/** Ends a community by hand, or opens it again: what it holds stays readable at the same addresses, nothing new comes in. */
export async function archiveCommunity({ db, viewer, now }: Context, id: CommunityId, archived: boolean): Promise<Outcome<LockedCommunity, ArchiveRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<LockedCommunity, ArchiveRefusal>> => {
    const locked = await lockCommunityAnywhere(tx, id, viewer);
    if (!locked || !canSeeCommunity(locked.viewer, locked.community)) return refused({ kind: "unknown" });
    const { community } = locked;
    if (!canRun(locked.viewer, community) || (community.state !== "active" && community.state !== "archived")) return refused({ kind: "forbidden" });
    const wanted = archived ? "archived" : "active";
    if (community.state !== wanted) await settle(tx, community, wanted, now());
    return done(community);
  });
}

async function settle(tx: Transaction, community: LockedCommunity, state: "archived" | "active", at: Temporal.Instant): Promise<void> {
  await setState(tx, community.id, state, "", at);
  await record<CommunityEnded>(tx, { kind: state === "archived" ? "community.archived" : "community.reopened", territory: community.territory, subject: community.id }, community.access === "private" ? [] : [touchTerritory(community.territory), "network"]);
}
