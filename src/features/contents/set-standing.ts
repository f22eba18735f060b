import type { Transaction } from "../../platform/database.ts";
import { record, touchContent, touchTerritory, type Touch } from "../../platform/facts.ts";
import { sendJob } from "../../platform/jobs.ts";
import type { ContentStanding } from "./content.ts";
import type { ContentEdited, ContentPublished, ContentReserved, ContentSentToReview, ContentWithdrawn } from "./facts.ts";
import { gather, isReservedAnywhere, markPublished, markReserved, markScheduled, markTakenIn, markWaiting, spread } from "./standing-store.ts";

/** All that shows a content: its page, its territory's pages, and the pages that show the whole network. */
export function touchesOf(content: Pick<ContentStanding, "id" | "territory">): Touch[] {
  return [touchContent(content.id), touchTerritory(content.territory), "network"];
}

/**
 * Brings a content before the public, or refreshes what is shown of it when it is there already. One that stands in a
 * private community comes before its members only, whatever way it comes out.
 */
export async function putOut(tx: Transaction, content: Pick<ContentStanding, "id" | "territory" | "kind" | "state">, at: Temporal.Instant): Promise<"published" | "reserved"> {
  if (await isReservedAnywhere(tx, content.id)) {
    await reserve(tx, content, at);
    return "reserved";
  }
  const again = content.state === "published";
  await markPublished(tx, content.id, at);
  await spread(tx, content.id);
  const fact = { territory: content.territory, subject: content.id, content: content.kind };
  if (again) await record<ContentEdited>(tx, { kind: "content.edited", ...fact }, touchesOf(content));
  else await record<ContentPublished>(tx, { kind: "content.published", ...fact }, touchesOf(content));
  return "published";
}

/** Publishes a content to the members of its private community: nobody else learns of it. */
async function reserve(tx: Transaction, content: Pick<ContentStanding, "id" | "territory" | "kind" | "state">, at: Temporal.Instant): Promise<void> {
  if (content.state === "published") await takeIn(tx, content, "draft", at);
  await markReserved(tx, content.id, at);
  await record<ContentReserved>(tx, { kind: "content.reserved", territory: content.territory, subject: content.id, content: content.kind }, [touchContent(content.id)]);
}

/** Brings what search reads of a published content up to date, when something that hangs from it changed. */
export async function refreshSearch(tx: Transaction, id: ContentStanding["id"]): Promise<void> {
  await spread(tx, id);
}

/**
 * Takes a content from the public. What was copied elsewhere learns of it from the tombstone; a dossier that held it may go
 * on naming it only when its own author took it back (`title` kept).
 */
export async function takeIn(tx: Transaction, content: Pick<ContentStanding, "id" | "territory" | "kind" | "state">, into: "withdrawn" | "draft", at: Temporal.Instant, title: "kept" | "dropped" = "dropped"): Promise<void> {
  const was = content.state;
  await markTakenIn(tx, content.id, into, at);
  if (was !== "published" && was !== "reserved" && was !== "suspended") return;
  if (was === "published") await gather(tx, content.id, at, title);
  await record<ContentWithdrawn>(tx, { kind: "content.withdrawn", territory: content.territory, subject: content.id, content: content.kind }, was === "published" ? touchesOf(content) : [touchContent(content.id)]);
}

export async function schedule(tx: Transaction, content: Pick<ContentStanding, "id">, publishAt: Temporal.Instant): Promise<void> {
  await markScheduled(tx, content.id, publishAt);
  await sendJob(tx, "publish-scheduled", { content: content.id }, { runAt: publishAt, key: `publish:${content.id}` });
}

export async function sendToReview(tx: Transaction, content: Pick<ContentStanding, "id" | "territory" | "kind">): Promise<void> {
  await markWaiting(tx, content.id);
  await record<ContentSentToReview>(tx, { kind: "content.sent_to_review", territory: content.territory, subject: content.id, content: content.kind }, []);
}
