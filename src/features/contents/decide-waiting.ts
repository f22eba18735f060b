import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record, touchContent } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { emailsOfAnywhere } from "../accounts/find-account.ts";
import { canAnimate } from "../territories/policy.ts";
import type { ContentRefused } from "./facts.ts";
import { canSee } from "./policy.ts";
import { putOut } from "./set-standing.ts";
import { markRefused } from "./standing-store.ts";
import { lockContentAnywhere, type LockedContent } from "./store.ts";

export type DecideRefusal = { readonly kind: "unknown" | "forbidden" | "decided-already" };

/**
 * An animator's answer to what waits for them: published, or back to its authors as a draft with the reason, which they
 * may correct and send again. `mail` tells each of them.
 */
export async function decideWaiting({ db, viewer, now }: Context, id: ContentId, decision: { readonly published: true } | { readonly published: false; readonly reason: string }, mail: (tx: Transaction, to: string, content: LockedContent) => Promise<void>): Promise<Outcome<LockedContent, DecideRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<LockedContent, DecideRefusal>> => {
    const content = await lockContentAnywhere(tx, id);
    if (!content || !canSee(viewer, content, now())) return refused({ kind: "unknown" });
    if (!canAnimate(viewer, content.territory)) return refused({ kind: "forbidden" });
    if (content.state !== "review") return refused({ kind: "decided-already" });
    if (decision.published) {
      await putOut(tx, content, now());
      return done(content);
    }
    await markRefused(tx, id, decision.reason, now());
    for (const to of await emailsOfAnywhere(tx, content.authors)) await mail(tx, to, content);
    await record<ContentRefused>(tx, { kind: "content.refused", territory: content.territory, subject: id, content: content.kind }, [touchContent(id)]);
    return done(content);
  });
}
