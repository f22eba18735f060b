import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { newId, type AnswerId, type ContentId, type MemberId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { emailsOfAnywhere } from "../accounts/find-account.ts";
import { asAsked, filesOf, type Answered, type AnswerValue } from "../forms/question.ts";
import { answersSchema } from "../forms/input.ts";
import { whenAnswering } from "./policy.ts";
import { findCallAnywhere } from "./show-call.ts";
import { attachFiles, findOwnFilesAnywhere, lockContentAnywhere, writeAnswerRow } from "./store.ts";
import type { z } from "zod";

export type SendRefusal = { readonly kind: "sign-in" | "unknown" | "closed" | "not-your-file" } | { readonly kind: "faulty"; readonly error: z.ZodError };

/** What was sent, and to whom it is told. */
export interface Sent {
  readonly id: AnswerId;
  /** True when it was there already and has been changed. */
  readonly again: boolean;
  readonly answered: readonly Answered[];
  readonly forgetAt: Temporal.Instant;
  /** The addresses of those who collect the answers. */
  readonly authors: readonly string[];
  readonly own: readonly string[];
}

/**
 * Answers a call, or changes one's answer while it takes some. What was typed is parsed with the questions as they stand
 * now, and kept beside them. `tell` writes the mails in the transaction.
 */
export async function sendAnswer({ db, viewer, now }: Context, content: ContentId, typed: unknown, tell: (tx: Transaction, sent: Sent) => Promise<void>): Promise<Outcome<Sent, SendRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<Sent, SendRefusal>> => {
    await lockContentAnywhere(tx, content);
    const call = await findCallAnywhere(tx, content);
    const verdict = call ? whenAnswering(viewer, call, now()) : "unknown";
    if (!call || verdict === "unknown") return refused({ kind: "unknown" });
    if (verdict === "closed") return refused({ kind: "closed" });
    const parsed = answersSchema(call.questions).safeParse(typed);
    if (!parsed.success) return refused({ kind: "faulty", error: parsed.error });
    const answered = await keep(tx, content, viewer.id, call.questions, parsed.data);
    if (!answered) return refused({ kind: "not-your-file" });
    const { id, again } = await writeAnswerRow(tx, { id: newId<AnswerId>(), content, member: viewer.id, answered, at: now() });
    await attachFiles(tx, { id, content, member: viewer.id }, filesOf(call.questions, parsed.data));
    const sent = { id, again, answered, forgetAt: call.forgetAt, authors: await emailsOfAnywhere(tx, call.content.authors), own: await emailsOfAnywhere(tx, [viewer.id]) };
    await tell(tx, sent);
    return done(sent);
  });
}

async function keep(tx: Transaction, content: ContentId, member: MemberId, questions: Parameters<typeof asAsked>[0], values: Readonly<Record<string, AnswerValue>>): Promise<Answered[] | null> {
  const files = filesOf(questions, values);
  const names = await findOwnFilesAnywhere(tx, content, member, files);
  return files.every((file) => names.has(file)) ? asAsked(questions, values, names) : null;
}
