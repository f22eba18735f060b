import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { newId, type MemberId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { OutgoingMail } from "../mails/mail.ts";
import { sendMail } from "../mails/send-mail.ts";
import { shutOut } from "./apply.ts";
import { whenSuspending } from "./policy.ts";
import { addressOf, insertSuspension, lockPerson } from "./store.ts";
import { longestReason, type Suspended, type SuspensionId } from "./suspension.ts";

export interface SuspensionWanted {
  readonly member: MemberId;
  /** The person reads it. */
  readonly reason: string;
  /** For how many days; null until it is lifted. */
  readonly days: number | null;
}

export type SuspendRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" | "reason-needed" | "suspended-already" };

/**
 * Suspends somebody, who is told why: their sessions end, here and on the platforms of other servers, they don't come in any more, and what they wrote
 * alone is hidden. Nothing is deleted: lifted, all is as it was.
 */
export async function suspendMember({ db, viewer, now }: Context, { member, reason, days }: SuspensionWanted, compose: (told: Suspended) => OutgoingMail): Promise<Outcome<SuspensionId, SuspendRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  const words = reason.trim().slice(0, longestReason);
  const at = now();
  return inTransaction(db, async (tx): Promise<Outcome<SuspensionId, SuspendRefusal>> => {
    const person = await lockPerson(tx, member);
    if (!person || person.state === "deleted") return refused({ kind: "unknown" });
    const decidedBy = whenSuspending(viewer, person);
    if (!decidedBy) return refused({ kind: "forbidden" });
    if (!words) return refused({ kind: "reason-needed" });
    const id = newId<SuspensionId>();
    const until = days === null ? null : at.add({ hours: 24 * days });
    if (!(await insertSuspension(tx, { id, member, territory: person.home, decidedBy, reason: words, by: viewer.id, at, until }))) return refused({ kind: "suspended-already" });
    await shutOut(tx, person, at);
    if (until) await sendJob(tx, "end-suspension", { suspension: id }, { runAt: until, key: `suspension:${id}` });
    const address = await addressOf(tx, member);
    if (address) await sendMail(tx, compose({ ...address, territory: person.home, decidedBy, reason: words, until }));
    return done(id);
  });
}
