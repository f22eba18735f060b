import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touchContent } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { Liked } from "./facts.ts";
import { lockPublicAnywhere, setLike } from "./store.ts";

/** "J'aime", or no more. Counted once, however often it is sent. */
export async function like({ db, viewer, now }: Context, content: ContentId, wanted: boolean): Promise<Outcome<null, { kind: "sign-in" | "unknown" }>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" } as const);
  return inTransaction(db, async (tx): Promise<Outcome<null, { kind: "sign-in" | "unknown" }>> => {
    const territory = await lockPublicAnywhere(tx, content, now());
    if (!territory) return refused({ kind: "unknown" });
    if (await setLike(tx, content, viewer.id, wanted, now())) await record<Liked>(tx, { kind: wanted ? "content.liked" : "content.unliked", territory, subject: content, by: viewer.id }, [touchContent(content)]);
    return done(null);
  });
}
