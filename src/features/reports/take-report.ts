import { inTransaction, type Database } from "../../platform/database.ts";
import { newId, type TerritoryId } from "../../platform/ids.ts";
import { visitor } from "../../platform/viewer.ts";
import { canSee } from "../contents/policy.ts";
import type { OtherActor } from "../federation/actor.ts";
import type { OutgoingMail } from "../mails/mail.ts";
import { sendMail } from "../mails/send-mail.ts";
import { longestReason, type Reported, type ReportId, type ToldOfReport } from "./reported.ts";
import { anyOpen, countOpenOfAnywhere, insertReport, listAnimatorsToTell, readOpenOne, readReported } from "./store.ts";

/** So many reports of one server may wait: who floods isn't heard further until somebody has read them. */
const mostOpen = 50;

/** Another server reports what is ours: its animators read it, and nothing else happens. How many territories were told. */
export async function takeReport(db: Database, from: OtherActor, report: { readonly activity: string; readonly reason: string; readonly subjects: readonly Reported[] }, at: Temporal.Instant, compose: (told: ToldOfReport) => OutgoingMail): Promise<number> {
  return inTransaction(db, async (tx) => {
    const fresh: { readonly territory: TerritoryId; readonly subject: Reported }[] = [];
    for (const subject of report.subjects) {
      const found = await readReported(tx, subject);
      // What not everybody sees isn't theirs to speak of; what stands elsewhere isn't ours.
      const shown = found && !found.elsewhere && subject.kind !== "message" && (!found.content || canSee(visitor, found.content, at));
      if (shown && !(await readOpenOne(tx, subject, { server: from.server }))) fresh.push({ territory: found.territory, subject });
    }
    if (fresh.length === 0 || (await countOpenOfAnywhere(tx, from.server)) >= mostOpen) return 0;
    let told = 0;
    for (const [territory, subjects] of Map.groupBy(fresh, (each) => each.territory)) {
      const first = !(await anyOpen(tx, territory));
      const written = await insertReport(tx, { id: newId<ReportId>(), territory, member: null, server: from.server, activity: report.activity, reason: report.reason.slice(0, longestReason), forwarded: false, subjects: subjects.map((each) => each.subject), at });
      if (written && first) for (const animator of await listAnimatorsToTell(tx, territory)) await sendMail(tx, compose(animator));
      if (written) told++;
    }
    return told;
  });
}
