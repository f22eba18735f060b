import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import { newId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canSee } from "../contents/policy.ts";
import type { OutgoingMail } from "../mails/mail.ts";
import { sendMail } from "../mails/send-mail.ts";
import type { ReportMade } from "./facts.ts";
import { findMessageStandingAnywhere } from "../messages/show-conversation.ts";
import { canReportMessage } from "../messages/policy.ts";
import { canReport } from "./policy.ts";
import { longestReason, type Reported, type ReportId, type ToldOfReport } from "./reported.ts";
import { anyOpen, insertReport, listAnimatorsToTell, readOpenOne, readReported } from "./store.ts";

export interface ReportWanted {
  readonly subject: Reported;
  readonly reason: string;
  /** Whether the server is told where it stands, without the name of who reports. */
  readonly forward: boolean;
}

/** Tells those who animate the territory that something is wrong; of what stands elsewhere, those of one's own. Told again while it waits, it is told once. */
export async function makeReport({ db, viewer, now }: Context, { subject, reason, forward }: ReportWanted, compose: (told: ToldOfReport) => OutgoingMail): Promise<Outcome<ReportId, { readonly kind: "sign-in" | "unknown" | "reason-needed" }>> {
  if (viewer.kind === "visitor" || !canReport(viewer)) return refused({ kind: "sign-in" });
  const words = reason.trim().slice(0, longestReason);
  if (!words) return refused({ kind: "reason-needed" });
  return inTransaction(db, async (tx): Promise<Outcome<ReportId, { readonly kind: "unknown" }>> => {
    const found = await readReported(tx, subject);
    if (!found || (found.content && !canSee(viewer, found.content, now()))) return refused({ kind: "unknown" });
    const message = subject.kind === "message" ? await findMessageStandingAnywhere(tx, subject.id) : null;
    if (message && !canReportMessage(viewer, message)) return refused({ kind: "unknown" });
    // Of what stands elsewhere somebody who visits tells their own.
    if (found.elsewhere && viewer.visiting) return refused({ kind: "unknown" });
    const before = await readOpenOne(tx, subject, { member: viewer.id });
    if (before) return done(before);
    const territory = found.elsewhere ? viewer.home : found.territory;
    const first = !(await anyOpen(tx, territory));
    const id = newId<ReportId>();
    await insertReport(tx, { id, territory, member: viewer.id, server: null, activity: null, reason: words, forwarded: forward, subjects: [subject], at: now() });
    if (first) for (const animator of await listAnimatorsToTell(tx, territory)) await sendMail(tx, compose(animator));
    await record<ReportMade>(tx, { kind: "report.made", territory, subject: id, forward }, []);
    return done(id);
  });
}
