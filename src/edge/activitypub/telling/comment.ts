import { findCommentAnywhere } from "../../../features/comments/list-comments.ts";
import { isFollowedAnywhere } from "../../../features/federation/find-spoken.ts";
import { findOriginAnywhere } from "../../../features/federation/find-object.ts";
import { listSaidAnywhere } from "../../../features/federation/find-said.ts";
import type { WrittenFact } from "../../../platform/facts.ts";
import type { CommentId, ContentId } from "../../../platform/ids.ts";
import { ownActorAt, type Speaking } from "../own-actors.ts";
import { objectUri, parseUri } from "../uris.ts";
import { create, update } from "../wire/activities.ts";
import { loadComment } from "../wire/load-comment.ts";
import { tellGone } from "./content.ts";
import { speak } from "./speak.ts";

/** Somebody of ours comments, or comments otherwise: who wrote what they answer hears it, their followers, and all who heard of the content. */
export async function tellComment(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const { db } = speaking;
  const [content, comment] = [fact.subject as ContentId, fact.told["comment"] as CommentId];
  const found = await findCommentAnywhere(db, comment);
  if (!found?.comment.authorId) return;
  const [origin, answered, said] = await Promise.all([findOriginAnywhere(db, { content }), found.comment.parent ? findOriginAnywhere(db, { comment: found.comment.parent }) : null, listSaidAnywhere(db, content)]);
  if (!origin && !answered && said.length === 0 && !(await isFollowedAnywhere(db, "member", found.comment.authorId))) return;
  const loaded = await loadComment(speaking, comment);
  const actor = loaded && (await ownActorAt(speaking, loaded.author));
  if (!loaded || !actor) return;
  const uri = String(loaded.object["id"]);
  const say = said.some((each) => each.uri === uri) ? update : create;
  const told = [origin?.owner, answered?.owner].filter((each) => each !== undefined);
  await speak(speaking, fact, { actor, object: uri, content, audience: { followersOf: [actor.id], actors: told, heard: content }, part: uri, build: (act) => say(act, loaded.object, fact.at) });
}

/** A comment was taken back, or hidden: everybody who had heard of it is told. */
export async function tellCommentGone(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const content = fact.subject as ContentId;
  for (const said of await listSaidAnywhere(speaking.db, content)) {
    const address = parseUri(said.uri)?.address;
    if (address?.kind === "comment" && said.uri === objectUri(new URL(said.uri).origin, { kind: "comment", id: String(fact.told["comment"]) })) await tellGone(speaking, fact, said, content);
  }
}
