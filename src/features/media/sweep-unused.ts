import { inTransaction, type Database } from "../../platform/database.ts";
import { sendJob } from "../../platform/jobs.ts";
import { nextToLookAt, takeUnshown } from "./store.ts";

/** How long a picture or a file that nothing shows is kept: somebody may still be writing what it was brought for. */
export const unusedDays = 30;
const atOnce = 500;

/** Takes away the pictures brought long ago that no content, version, writing or page shows, with their files. */
export async function sweepUnusedPictures(db: Database, now: Temporal.Instant): Promise<void> {
  const before = now.subtract({ hours: unusedDays * 24 });
  for (let after = null, more = true; more; ) {
    const page = await nextToLookAt(db, before, after, atOnce);
    await inTransaction(db, async (tx) => {
      const pictures = await takeUnshown(tx, page.map(({ id }) => id));
      // Files are no part of a transaction: a worker removes them once it has committed.
      if (pictures.length > 0) await sendJob(tx, "remove-pictures", { pictures });
    });
    after = page.at(-1) ?? null;
    more = page.length === atOnce;
  }
}
