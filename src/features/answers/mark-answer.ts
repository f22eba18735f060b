import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import type { AnswerId, ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { MarkInput } from "./input.ts";
import { canCollect } from "./policy.ts";
import { findCallAnywhere } from "./show-call.ts";
import { markSeen, setMark } from "./store.ts";

/** Says what is made of an answer, with a note that only those who collect the answers see. */
export async function markAnswer({ db, viewer }: Context, content: ContentId, answer: AnswerId, { mark, note }: MarkInput): Promise<Outcome<null, { readonly kind: "unknown" }>> {
  return inTransaction(db, async (tx): Promise<Outcome<null, { readonly kind: "unknown" }>> => {
    const call = await findCallAnywhere(tx, content);
    if (!call || !canCollect(viewer, call.content) || !(await setMark(tx, content, answer, mark, note))) return refused({ kind: "unknown" });
    return done(null);
  });
}

/** An author has opened it. Callers have seen that they may. */
export function openAnswer({ db }: Context, answer: AnswerId): Promise<void> {
  return markSeen(db, answer);
}
