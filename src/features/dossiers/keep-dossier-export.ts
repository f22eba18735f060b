import { createHash } from "node:crypto";
import { inTransaction, type Database } from "../../platform/database.ts";
import type { FileStore } from "../../platform/files/file-store.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { ExportForm } from "./dossier-export.ts";
import { deleteExportsBefore, exportFilesAnywhere, markExportFailed, markExportProgress, markExportReady } from "./export-store.ts";

/** Writes the file of a dossier, and takes away the one before it. */
export interface ExportMaking {
  readonly version: string;
  readonly bytes: Uint8Array;
}

/** Runs the making of a file for whoever waits, and keeps what it gives. Null: the dossier is no longer public, nothing is kept. */
export async function keepDossierExport(db: Database, files: FileStore, dossier: ContentId, form: ExportForm, make: (tell: (progress: number) => Promise<void>) => Promise<ExportMaking | null>): Promise<void> {
  try {
    const made = await make((progress) => markExportProgress(db, dossier, form, progress));
    if (!made) return await markExportFailed(db, dossier, form);
    const key = `${createHash("sha256").update(`${dossier} ${made.version}`).digest("hex")}-dossier.${form}`;
    await files.put(key, made.bytes);
    const before = await inTransaction(db, (tx) => markExportReady(tx, dossier, form, made.version, key));
    if (before === undefined) await files.remove(key);
    else if (before && before !== key) await files.remove(before);
  } catch (error) {
    await markExportFailed(db, dossier, form);
    throw error;
  }
}

const daysKept = 30;

/** What the clock does: what nobody asked for in a month goes, and any file that no row names. */
export async function forgetOldDossierExports(db: Database, files: FileStore, now: Temporal.Instant): Promise<void> {
  await deleteExportsBefore(db, now.subtract({ hours: 24 * daysKept }));
  const known = await exportFilesAnywhere(db);
  for await (const key of files.list()) if (/-dossier\.(?:pdf|epub)$/.test(key) && !known.has(key)) await files.remove(key);
}
