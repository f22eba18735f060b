import { inTransaction, type Database } from "../../platform/database.ts";
import type { FileStore } from "../../platform/files/file-store.ts";
import { sendJob } from "../../platform/jobs.ts";
import { isOfferedAnywhere, nextToLookAt, takeUnoffered } from "./store.ts";
import { unusedDays } from "../media/sweep-unused.ts";

const atOnce = 500;

/** Takes away the files brought long ago that no content, version or writing offers. */
export async function sweepUnusedAttachments(db: Database, now: Temporal.Instant): Promise<void> {
  const before = now.subtract({ hours: unusedDays * 24 });
  for (let after = null, more = true; more; ) {
    const page = await nextToLookAt(db, before, after, atOnce);
    await inTransaction(db, async (tx) => {
      const hashes = await takeUnoffered(tx, page.map(({ id }) => id));
      if (hashes.length > 0) await sendJob(tx, "remove-attachments", { hashes });
    });
    after = page.at(-1) ?? null;
    more = page.length === atOnce;
  }
}

/** Removes the bytes of files that are no more, unless somebody else brought the same. Bears being run twice. */
export async function removeAttachments(db: Database, files: FileStore, hashes: readonly string[]): Promise<void> {
  for (const hash of hashes) if (!(await isOfferedAnywhere(db, hash))) await files.remove(`${hash}.bin`);
}
