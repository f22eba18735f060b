import type { Transaction } from "../../platform/database.ts";
import type { Touch } from "../../platform/facts.ts";
import type { MemberId } from "../../platform/ids.ts";
import { contentsOfOneAuthor } from "./forget-store.ts";
import { putOut, schedule, touchesOf } from "./set-standing.ts";
import { gather, markShownAgain, markSuspended, readSuspended, spread } from "./standing-store.ts";

const shown = ["published", "reserved", "scheduled", "review"];

/**
 * What a member answers for alone leaves its readers while they are suspended: what others sign too, or publish in a structure's name, stays. Nobody
 * elsewhere is told that it is no more, for it comes back. What showed it.
 */
export async function hideContentsOf(tx: Transaction, member: MemberId, at: Temporal.Instant): Promise<Touch[]> {
  const hidden = (await contentsOfOneAuthor(tx, member)).filter((content) => shown.includes(content.state));
  for (const content of hidden) {
    await markSuspended(tx, content.id, at);
    if (content.state === "published") await gather(tx, content.id, at, "dropped");
  }
  return hidden.flatMap(touchesOf);
}

/** It stands again as it stood. What was to come out meanwhile comes out now. */
export async function restoreContentsOf(tx: Transaction, member: MemberId, at: Temporal.Instant): Promise<Touch[]> {
  const hidden = await readSuspended(tx, member);
  for (const content of hidden) {
    const { from, publishAt } = content;
    await markShownAgain(tx, content.id, from, at);
    if (from === "published") await spread(tx, content.id);
    if (from === "scheduled" && publishAt && Temporal.Instant.compare(publishAt, at) > 0) await schedule(tx, content, publishAt);
    else if (from === "scheduled") await putOut(tx, { ...content, state: "scheduled" }, at);
  }
  return hidden.flatMap(touchesOf);
}
