import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { deleteAnswer } from "./store.ts";

/** Takes one's answer back, with its files: nothing is kept of it. Whenever one wants, even after the deadline. */
export async function withdrawAnswer({ db, viewer }: Context, content: ContentId): Promise<Outcome<null, { readonly kind: "unknown" }>> {
  if (viewer.kind === "visitor") return refused({ kind: "unknown" });
  const gone = await inTransaction(db, (tx) => deleteAnswer(tx, content, viewer.id));
  return gone ? done(null) : refused({ kind: "unknown" });
}
