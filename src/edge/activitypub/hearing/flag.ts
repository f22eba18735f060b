import { findOwnActorByUriAnywhere } from "../../../features/federation/find-actor.ts";
import { takeReport } from "../../../features/reports/take-report.ts";
import { longestReason, type Reported } from "../../../features/reports/reported.ts";
import { readId, type MemberId, type StructureId } from "../../../platform/ids.ts";
import { reportedMail } from "../../report-mails.ts";
import type { Fetching } from "../fetching.ts";
import { originOf } from "../guard/address.ts";
import { wordsOf } from "../heard/text.ts";
import { contentAt, isOurs } from "./things.ts";
import { applied, ignored, type Hearer } from "./verdict.ts";

const perHour = 30;
const mostSubjects = 20;

/** Another server reports what is ours, without saying for whom: those who animate its territory read it, and nothing else happens. */
export const hearFlag: Hearer = async (fetching, from, { id, objects, raw }) => {
  const subjects = (await Promise.all(objects.slice(0, mostSubjects).flatMap((each) => (each.id ? [reportedAt(fetching, each.id)] : [])))).filter((each) => each !== null);
  if (subjects.length === 0) return ignored("nothing of ours");
  if (!(await fetching.quota("flags", perHour, 3600).take(originOf(from.uri) ?? "")).ok) return ignored("too much at once");
  const reason = wordsOf(raw["content"] ?? raw["summary"], longestReason);
  const told = await takeReport(fetching.db, from, { activity: id, reason, subjects }, fetching.now(), (animator) => reportedMail(animator, fetching.directory().originOf(animator.territory)));
  return told > 0 ? applied : ignored("nothing that everybody sees, or known already");
};

/** What of ours an address names that one may report. */
async function reportedAt(fetching: Fetching, uri: string): Promise<Reported | null> {
  const thing = isOurs(fetching, uri);
  if (thing?.comment) return { kind: "comment", id: thing.comment };
  const content = thing ? await contentAt(fetching, uri) : null;
  if (content) return { kind: "content", id: content };
  const actor = thing ? await findOwnActorByUriAnywhere(fetching.db, uri) : null;
  const [member, structure] = [actor?.kind === "member" ? readId<MemberId>(actor.subject) : null, actor?.kind === "structure" ? readId<StructureId>(actor.subject) : null];
  return member ? { kind: "member", id: member } : structure ? { kind: "structure", id: structure } : null;
}
