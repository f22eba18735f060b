import { z } from "zod";
import type { Context } from "../../platform/context.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Outcome } from "../../platform/outcome.ts";
import { restoreVersion, type RestoreRefusal } from "../contents/restore-version.ts";
import { contentFields, type Intent } from "../contents/input.ts";
import { writeContent, type Target, type WriteRefusal, type Written } from "../contents/write-content.ts";
import { contributionModes } from "./dossier.ts";
import { writeContributions } from "./store.ts";

export const dossierInput = z.object({ ...contentFields, contributions: z.enum(contributionModes).default("closed") });
export type DossierInput = z.output<typeof dossierInput>;

/** Opens a dossier or corrects its presentation; its contents are put in one by one. */
export function writeDossier(context: Context, target: Target, input: DossierInput, intent: Intent): Promise<Outcome<Written, WriteRefusal>> {
  const { contributions } = input;
  return writeContent(context, { kind: "dossier", target, genre: null, ...input, ...intent, details: { contributions } }, async (tx, id) => {
    const { items, sections } = await writeContributions(tx, id, contributions);
    return { keywords: sections, brief: { contributions, items } };
  });
}

/** Goes back to an earlier version of its presentation; what it gathers stays as it is. */
export function restoreDossier(context: Context, id: ContentId, revision: number): Promise<Outcome<ContentId, RestoreRefusal>> {
  return restoreVersion(context, id, revision, async (tx, dossier, details) => {
    const kept = dossierInput.pick({ contributions: true }).safeParse(details);
    if (!kept.success) return null;
    const { items, sections } = await writeContributions(tx, dossier, kept.data.contributions);
    return { details: { keywords: sections, brief: { contributions: kept.data.contributions, items } } };
  });
}
