import { randomBytes } from "node:crypto";
import type { Database } from "../../platform/database.ts";
import type { FileStore } from "../../platform/files/file-store.ts";
import { zipOf, type Packed } from "../../platform/files/zip.ts";
import type { MemberId } from "../../platform/ids.ts";
import { listOwnPicturesAnywhere, listOwnRowsAnywhere, listOwnTablesAnywhere, listOwnThingsAnywhere } from "./list-own-data.ts";
import { daysKept } from "./own-data.ts";
import { findAskedAnywhere, markFailed, markProgress, markReady, takeFiles } from "./store.ts";

/**
 * Gathers all that is kept of a member into one ZIP archive: JSON for each table, and their pictures. Bears being run
 * twice: the second time finds nothing asked. A member who is erased meanwhile leaves no file.
 */
export async function makeExport(db: Database, files: FileStore, now: () => Temporal.Instant, id: string): Promise<void> {
  const member = await findAskedAnywhere(db, id);
  if (!member) return;
  const key = `${randomBytes(24).toString("hex")}.zip`;
  try {
    let size = 0;
    await files.put(key, counted(zipOf(partsOf(db, files, member, (progress) => markProgress(db, id, progress))), (bytes) => (size += bytes)));
    if (!(await markReady(db, id, { key, size, expiresAt: now().add({ hours: 24 * daysKept }) }))) await files.remove(key);
  } catch (error) {
    await files.remove(key);
    await markFailed(db, id);
    throw error;
  }
}

async function* partsOf(db: Database, files: FileStore, member: MemberId, tell: (progress: number) => Promise<void>): AsyncGenerator<Packed> {
  const [tables, pictures] = await Promise.all([listOwnTablesAnywhere(db), listOwnPicturesAnywhere(db, member)]);
  const steps = tables.length + pictures.length + 1;
  let step = 0;
  const json = (name: string, value: unknown): Packed => ({ name: `${name}.json`, bytes: new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`) });
  for (const [name, value] of Object.entries(await listOwnThingsAnywhere(db, member))) yield json(name, value);
  for (const table of tables) {
    const rows = await listOwnRowsAnywhere(db, table, member);
    if (rows.length > 0) yield json(`${table.table}.${table.column}`, rows);
    await tell(Math.floor((++step / steps) * 100));
  }
  for (const picture of pictures) {
    const bytes = await files.get(picture);
    if (bytes) yield { name: `pictures/${picture}`, bytes };
    await tell(Math.floor((++step / steps) * 100));
  }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    count(chunk.length);
    yield chunk;
  }
}

/** What the clock does: a file is kept only for so long. */
export async function forgetOldExports(db: Database, files: FileStore, now: Temporal.Instant): Promise<void> {
  for (const file of await takeFiles(db, { before: now })) await files.remove(file);
}
