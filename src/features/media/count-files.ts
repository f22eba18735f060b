import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { FileStore } from "../../platform/files/file-store.ts";

export interface FileCount {
  readonly pictures: number;
  /** Digests of pictures none of whose files is there. */
  readonly missing: readonly string[];
  /** How many files of pictures nothing names. */
  readonly orphans: number;
}

/** Counts the pictures that are known against the files that are kept. */
export async function countFilesAnywhere(db: Database, files: FileStore): Promise<FileCount> {
  const { rows } = await sql<{ hash: string }>`select distinct hash from media`.execute(db);
  const known = new Set(rows.map((row) => row.hash));
  const kept = new Set<string>();
  let orphans = 0;
  for await (const key of files.list()) {
    const [, hash] = /^([0-9a-f]{64})-\d{1,4}\.(?:avif|webp)$/.exec(key) ?? [];
    if (!hash) continue;
    kept.add(hash);
    if (!known.has(hash)) orphans++;
  }
  return { pictures: known.size, missing: [...known].filter((hash) => !kept.has(hash)), orphans };
}
