import { inTransaction, type Database } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import type { DossierExport, ExportForm } from "./dossier-export.ts";
import { askExport, lockExportAnywhere } from "./export-store.ts";

const patienceMinutes = 5;

/**
 * The file of this version of a dossier, if it is made; otherwise it is asked of a worker, once however many ask. What failed, or has
 * been waited for too long, is asked again. Callers have seen that the dossier is public.
 */
export async function askForDossierExport(db: Database, dossier: ContentId, form: ExportForm, version: string, now: Temporal.Instant): Promise<Pick<DossierExport, "state" | "progress" | "file">> {
  return inTransaction(db, async (tx) => {
    const present = await lockExportAnywhere(tx, dossier, form);
    const late = present !== null && Temporal.Instant.compare(present.askedAt.add({ minutes: patienceMinutes }), now) < 0;
    if (present?.version === version && (present.state === "ready" || !late)) return present;
    await askExport(tx, dossier, form, version, now);
    await sendJob(tx, "export-dossier", { dossier, form }, { key: `export-dossier:${dossier}:${form}` });
    return { state: "waiting", progress: 0, file: null };
  });
}
