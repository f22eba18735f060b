import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { OutgoingMail } from "../mails/mail.ts";
import { sendMail } from "../mails/send-mail.ts";
import type { ReportSettled } from "./facts.ts";
import { canSettle } from "./policy.ts";
import { longestNote, type ReportId, type ToldOfReport } from "./reported.ts";
import { settleReport as writeSettled } from "./store.ts";

/** An animator has decided about what was reported; who reported it is told what they wrote. */
export async function settleReport({ db, viewer, now }: Context, territory: TerritoryId, id: ReportId, note: string, compose: (told: ToldOfReport) => OutgoingMail): Promise<Outcome<null, { readonly kind: "sign-in" | "forbidden" | "unknown" }>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  if (!canSettle(viewer, territory)) return refused({ kind: "forbidden" });
  return inTransaction(db, async (tx): Promise<Outcome<null, { readonly kind: "unknown" }>> => {
    const settled = await writeSettled(tx, territory, id, viewer.id, note.trim().slice(0, longestNote), now());
    if (!settled) return refused({ kind: "unknown" });
    if (settled.told) await sendMail(tx, compose(settled.told));
    await record<ReportSettled>(tx, { kind: "report.settled", territory, subject: id, by: viewer.id }, []);
    return done(null);
  });
}
