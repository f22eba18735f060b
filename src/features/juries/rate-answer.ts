import type { z } from "zod";
import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import type { AnswerId, ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { notesSchema } from "./input.ts";
import { canJudge } from "./policy.ts";
import { showJuryAnywhere } from "./show-jury.ts";
import { lockCallAnywhere, writeNotes } from "./store.ts";

export type RateRefusal = { readonly kind: "unknown" } | { readonly kind: "faulty"; readonly error: z.ZodError };

/** Judges an answer, or withdraws from judging it. What was given may be given again. */
export async function rateAnswer({ db, viewer, now }: Context, content: ContentId, answer: AnswerId, typed: unknown): Promise<Outcome<null, RateRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "unknown" });
  return inTransaction(db, async (tx): Promise<Outcome<null, RateRefusal>> => {
    await lockCallAnywhere(tx, content);
    const jury = await showJuryAnywhere(tx, content);
    if (!jury || !canJudge(viewer, jury)) return refused({ kind: "unknown" });
    const parsed = notesSchema(jury.criteria).safeParse(typed);
    if (!parsed.success) return refused({ kind: "faulty", error: parsed.error });
    const written = await writeNotes(tx, { answer, content, member: viewer.id, ...parsed.data, at: now() });
    return written ? done(null) : refused({ kind: "unknown" });
  });
}
