import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { LeavingChoice } from "../members/leaving.ts";
import { nobody, withoutMention } from "../../platform/text/mentions.ts";
import { deleteContent, deleteInvitationsTo, publishedNaming, rewriteText, textsNaming } from "./forget-store.ts";
import { listLeavingWithAnywhere } from "./list-leaving.ts";
import { takeIn } from "./set-standing.ts";
import { spread } from "./standing-store.ts";

export const forgets = ["contents.created_by", "content_authors.member_id", "content_versions.member_id", "author_invitations.member_id", "author_invitations.by_id"];

/**
 * What a member wrote alone is deleted with them, or stays without a name. What never came out goes in any case, since
 * nobody else could read it; what others wrote with them, or publish in a structure's name, stays theirs, and says
 * their handle no more. The database empties the columns that said who.
 */
export async function forgetMember(tx: Transaction, member: MemberId, choice: LeavingChoice): Promise<void> {
  await deleteInvitationsTo(tx, member);
  for (const { id, revision, handle, body } of await textsNaming(tx, member)) await rewriteText(tx, id, revision, withoutMention(body, handle, nobody));
  for (const id of await publishedNaming(tx, member)) await spread(tx, id);
  for (const content of await listLeavingWithAnywhere(tx, member, choice)) {
    // Those who copied it learn of it from the tombstone.
    if (content.state === "published") await takeIn(tx, content, "withdrawn", content.now);
    await deleteContent(tx, content.id);
  }
}
