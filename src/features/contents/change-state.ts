import type { Context } from "../../platform/context.ts";
import { inTransaction, type Database } from "../../platform/database.ts";
import { touch } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canAnimate } from "../territories/policy.ts";
import { canEdit, canFeature, canSee, canWithdraw, isAuthor, stateOnPublishing } from "./policy.ts";
import { dropTitle, markFeatured } from "./standing-store.ts";
import { putOut, sendToReview, takeIn, touchesOf } from "./set-standing.ts";
import { lockContentAnywhere, type LockedContent } from "./store.ts";

export type ChangeRefusal = { readonly kind: "unknown" | "forbidden" };

/** Takes a content from the public; it stays with its authors and can come back at the same address. */
export function withdraw(context: Context, id: ContentId): Promise<Outcome<LockedContent, ChangeRefusal>> {
  return change(context, id, async (tx, content, at) => {
    if (!canWithdraw(context.viewer, content)) return false;
    const own = isAuthor(context.viewer, content);
    if (content.state !== "withdrawn") await takeIn(tx, content, "withdrawn", at, own ? "kept" : "dropped");
    else if (!own) await dropTitle(tx, id);
    return true;
  });
}

/** Lets out a draft, or what was to come out later, as its author reads it: straight away, or to an animator first where the territory chose so. */
export function publishDraft(context: Context, id: ContentId, moderation: "after" | "before"): Promise<Outcome<LockedContent, ChangeRefusal>> {
  return change(context, id, async (tx, content, at) => {
    if (!canEdit(context.viewer, content) || (content.state !== "draft" && content.state !== "scheduled")) return false;
    if (stateOnPublishing(context.viewer, { id: content.territory, moderation }) === "review") await sendToReview(tx, content);
    else await putOut(tx, content, at);
    return true;
  });
}

/** Brings back what was withdrawn, or lets out what waited for an animator. */
export function publishAgain(context: Context, id: ContentId): Promise<Outcome<LockedContent, ChangeRefusal>> {
  return change(context, id, async (tx, content, at) => {
    const allowed = content.state === "review" ? canAnimate(context.viewer, content.territory) : content.state === "withdrawn" && canWithdraw(context.viewer, content);
    if (!allowed) return false;
    await putOut(tx, content, at);
    return true;
  });
}

/** Puts a content at the head of its territory's home page, or takes it from there. */
export function feature(context: Context, id: ContentId, featured: boolean): Promise<Outcome<LockedContent, ChangeRefusal>> {
  return change(context, id, async (tx, content, at) => {
    if (!canFeature(context.viewer, content.territory) || content.state !== "published") return false;
    await markFeatured(tx, id, featured ? at : null);
    await touch(tx, touchesOf(content));
    return true;
  });
}

async function change({ db, viewer, now }: Context, id: ContentId, act: (tx: Parameters<Parameters<typeof inTransaction>[1]>[0], content: LockedContent, at: Temporal.Instant) => Promise<boolean>): Promise<Outcome<LockedContent, ChangeRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<LockedContent, ChangeRefusal>> => {
    const content = await lockContentAnywhere(tx, id);
    if (!content || !canSee(viewer, content, now())) return refused({ kind: "unknown" });
    return (await act(tx, content, now())) ? done(content) : refused({ kind: "forbidden" });
  });
}

/** What the clock does: publishes what was scheduled, unless its author changed their mind. Bears being run twice. */
export async function publishScheduled(db: Database, id: ContentId, now: Temporal.Instant): Promise<void> {
  await inTransaction(db, async (tx) => {
    const content = await lockContentAnywhere(tx, id);
    if (content?.state !== "scheduled" || !content.publishAt || Temporal.Instant.compare(content.publishAt, now) > 0) return;
    await putOut(tx, content, now);
  });
}
