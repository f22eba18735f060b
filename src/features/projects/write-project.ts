import type { Context } from "../../platform/context.ts";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Outcome } from "../../platform/outcome.ts";
import { emptyDocument } from "../../platform/text/document.ts";
import type { KindDetails } from "../contents/content.ts";
import type { Intent } from "../contents/input.ts";
import { restoreVersion, type RestoreRefusal } from "../contents/restore-version.ts";
import { standBehind } from "../contents/write-behind.ts";
import { writeContent, type Target, type WriteRefusal, type Written } from "../contents/write-content.ts";
import { findCommune } from "../places/communes.ts";
import { projectInput, type ProjectInput } from "./input.ts";
import type { ProjectBrief } from "./project.ts";
import { writeProjectRow } from "./store.ts";

/** Writes a project: what it is, how far it is, and the structures that carry it. Its team and its logbook have acts of their own. */
export function writeProject(context: Context, target: Target, input: ProjectInput, intent: Intent): Promise<Outcome<Written, WriteRefusal>> {
  const { title: _t, summary: _s, body: _b, tags: _g, lead: _l, ...details } = input;
  return writeContent(context, { kind: "project", target, genre: null, ...input, ...intent, details }, (tx, id) => writeDetails(tx, id, input));
}

/** Goes back to an earlier version, its stage too; team and logbook stay. */
export function restoreProject(context: Context, id: ContentId, revision: number): Promise<Outcome<ContentId, RestoreRefusal>> {
  return restoreVersion(context, id, revision, async (tx, project, details) => {
    const input = projectInput.safeParse({ ...details, title: "-", body: emptyDocument });
    return input.success ? { details: await writeDetails(tx, project, input.data) } : null;
  });
}

async function writeDetails(tx: Transaction, id: ContentId, input: ProjectInput): Promise<KindDetails> {
  const commune = input.communeCode ? findCommune(input.communeCode) : null;
  const communeName = commune?.name ?? "";
  await writeProjectRow(tx, id, input, communeName);
  await standBehind(tx, id, input);
  const brief: ProjectBrief = { stage: input.stage, communeName, startsOn: input.startsOn, endsOn: input.endsOn };
  return { keywords: communeName, brief, point: commune?.point ?? null };
}
