import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { DossierExport, ExportForm } from "./dossier-export.ts";

export async function lockExportAnywhere(tx: Transaction, dossier: ContentId, form: ExportForm): Promise<DossierExport | null> {
  const { rows } = await sql<DossierExport>`select version, state, progress, file, asked_at as "askedAt" from dossier_exports where dossier_id = ${dossier} and form = ${form} for update`.execute(tx);
  return rows[0] ?? null;
}

/** A new version is waited for; the former file stays until the new one is there. */
export async function askExport(tx: Transaction, dossier: ContentId, form: ExportForm, version: string, at: Temporal.Instant): Promise<void> {
  await sql`insert into dossier_exports (dossier_id, form, version, state, asked_at) values (${dossier}, ${form}, ${version}, 'waiting', ${at})
    on conflict (dossier_id, form) do update set version = excluded.version, state = 'waiting', progress = 0, asked_at = excluded.asked_at`.execute(tx);
}

export async function markExportProgress(db: Database, dossier: ContentId, form: ExportForm, progress: number): Promise<void> {
  await sql`update dossier_exports set progress = ${progress} where dossier_id = ${dossier} and form = ${form} and state = 'waiting'`.execute(db);
}

/** The file that it takes the place of, null for none; undefined when nobody waits for it any more. */
export async function markExportReady(tx: Transaction, dossier: ContentId, form: ExportForm, version: string, file: string): Promise<string | null | undefined> {
  const { rows } = await sql<{ before: string | null }>`
    update dossier_exports e set state = 'ready', progress = 100, file = ${file}, version = ${version} from (select file as before from dossier_exports where dossier_id = ${dossier} and form = ${form} for update) old
    where e.dossier_id = ${dossier} and e.form = ${form} returning old.before`.execute(tx);
  return rows[0] ? rows[0].before : undefined;
}

export async function markExportFailed(db: Database, dossier: ContentId, form: ExportForm): Promise<void> {
  await sql`update dossier_exports set state = 'failed' where dossier_id = ${dossier} and form = ${form} and state = 'waiting'`.execute(db);
}

export async function deleteExportsBefore(db: Database, before: Temporal.Instant): Promise<void> {
  await sql`delete from dossier_exports where asked_at < ${before}`.execute(db);
}

export async function exportFilesAnywhere(db: Database): Promise<Set<string>> {
  const { rows } = await sql<{ file: string }>`select file from dossier_exports where file is not null`.execute(db);
  return new Set(rows.map((row) => row.file));
}
