import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { touch, touchContent } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { lockPublicAnywhere, setLike } from "./store.ts";

/** "J'aime", or no more. Counted once, however often it is sent. */
export async function like({ db, viewer, now }: Context, content: ContentId, wanted: boolean): Promise<Outcome<null, { kind: "sign-in" | "unknown" }>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" } as const);
  return inTransaction(db, async (tx): Promise<Outcome<null, { kind: "sign-in" | "unknown" }>> => {
    if (!(await lockPublicAnywhere(tx, content, now()))) return refused({ kind: "unknown" });
    if (await setLike(tx, content, viewer.id, wanted, now())) await touch(tx, [touchContent(content)]);
    return done(null);
  });
}
