import type { Database } from "../../platform/database.ts";
import type { CommentId, ContentId, MemberId } from "../../platform/ids.ts";
import { findActorOfMemberAnywhere } from "./find-actor.ts";
import { findOriginAnywhere } from "./find-object.ts";

/** Who answers at another server for a thing that shows here, and its address there; null for what is ours. */
export async function findAnsweringAnywhere(db: Database, { kind, id }: { readonly kind: string; readonly id: string }): Promise<{ actor: string; contents: string[] } | null> {
  const origin = kind === "content" ? await findOriginAnywhere(db, { content: id as ContentId }) : kind === "comment" ? await findOriginAnywhere(db, { comment: id as CommentId }) : null;
  if (origin) return { actor: origin.owner, contents: [origin.uri] };
  const actor = kind === "member" ? await findActorOfMemberAnywhere(db, id as MemberId) : null;
  return actor && { actor: actor.uri, contents: [] };
}
