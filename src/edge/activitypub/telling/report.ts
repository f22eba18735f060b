import { findAnsweringAnywhere } from "../../../features/federation/find-answering.ts";
import { findReportAnywhere } from "../../../features/reports/list-reports.ts";
import type { ReportId } from "../../../features/reports/reported.ts";
import type { WrittenFact } from "../../../platform/facts.ts";
import { findOrMakeOwnActor, type Speaking } from "../own-actors.ts";
import { flag } from "../wire/activities.ts";
import { speak } from "./speak.ts";

/** A member reported what stands elsewhere, and wishes its server to know: the territory says it, whoever reported isn't named. */
export async function tellReport(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const report = fact.told["forward"] === true ? await findReportAnywhere(speaking.db, fact.subject as ReportId) : null;
  const actor = report ? await findOrMakeOwnActor(speaking, "territory", report.territory, report.territory) : null;
  if (!report || !actor) return;
  for (const subject of report.subjects) {
    const reported = await findAnsweringAnywhere(speaking.db, subject);
    if (reported) await speak(speaking, fact, { actor, object: reported.contents[0] ?? reported.actor, content: null, audience: { followersOf: [], actors: [reported.actor] }, part: "report", build: (act) => flag(act, reported, report.reason) });
  }
}
