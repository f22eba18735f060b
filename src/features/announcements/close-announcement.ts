import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { touchesOf } from "../contents/set-standing.ts";
import { isClosed } from "./announcement.ts";
import type { AnnouncementClosed } from "./facts.ts";
import { lockAnnouncementAnywhere, markClosed } from "./store.ts";

/** Sets the clock on a deadline; moving the deadline moves the clock. */
export function setClock(tx: Transaction, id: ContentId, closesAt: Temporal.Instant): Promise<void> {
  return sendJob(tx, "close-announcement", { content: id }, { runAt: closesAt, key: `close:${id}` });
}

/** What the clock does at a deadline: tells the closing, once, unless the deadline moved meanwhile. */
export async function closeAnnouncement(db: Database, id: ContentId, now: Temporal.Instant): Promise<void> {
  await inTransaction(db, async (tx) => {
    const announcement = await lockAnnouncementAnywhere(tx, id);
    if (!announcement || announcement.closedAt) return;
    // The clock of the database ran ahead of ours, or the deadline moved.
    if (!isClosed(announcement, now)) return setClock(tx, id, announcement.closesAt);
    await markClosed(tx, id, now);
    if (announcement.state === "published") await record<AnnouncementClosed>(tx, { kind: "announcement.closed", territory: announcement.territory, subject: id }, touchesOf(announcement));
  });
}
