import { findCommentAnywhere } from "../../../features/comments/list-comments.ts";
import { findOriginAnywhere } from "../../../features/federation/find-object.ts";
import { listPublishersAnywhere, type Publisher } from "../../../features/contents/list-publishers.ts";
import { showContentAnywhere } from "../../../features/contents/show-content.ts";
import { findMemberAnywhere, findMemberByIdAnywhere } from "../../../features/members/show-member.ts";
import { listMentionsOfAnywhere } from "../../../features/mentions/list-mentions.ts";
import { showStructureAnywhere } from "../../../features/structures/show-structure.ts";
import type { CommentId, ContentId } from "../../../platform/ids.ts";
import { objectPartUri, objectUri } from "../uris.ts";
import { comment } from "./comment.ts";
import { loadText, readAt } from "./load-text.ts";
import { answerableUri, asVisitor, mentionedOf, originOf, strangerOf, type Sources } from "./sources.ts";
import type { WireObject } from "./wire.ts";
import type { Mentioned } from "./words.ts";

export interface LoadedComment {
  readonly author: string;
  readonly content: ContentId;
  readonly object: WireObject;
}

/** A comment that can be read under a content that can be seen; null for the rest. What it answers stands under its own author's address. */
export async function loadComment(sources: Sources, id: CommentId): Promise<LoadedComment | null> {
  const act = asVisitor(sources);
  const found = await findCommentAnywhere(sources.db, id);
  const content = found ? await showContentAnywhere(act, found.content) : null;
  const publisher = found ? (await listPublishersAnywhere(sources.db, [found.content])).get(found.content) : undefined;
  const own = found?.comment.state === "visible" ? await whoWrote(sources, id) : null;
  if (!found || !content || !publisher || !own) return null;
  const elsewhere = await findOriginAnywhere(sources.db, { content: found.content });
  const root = elsewhere?.uri ?? answerableUri(sources, publisher);
  const parent = found.comment.parent ? await whoWrote(sources, found.comment.parent) : null;
  const { origin, url } = readAt(sources, content);
  const mentions = await listMentionsOfAnywhere(sources.db, [id]);
  const text = await loadText(sources, { body: found.comment.body, language: content.language, origin, url, content: null, media: {}, named: mentions.get(id) ?? new Map() });
  return {
    author: own.answered.actor,
    content: found.content,
    object: comment({
      id: own.uri,
      url: `${url}#c-${id}`,
      author: own.answered.actor,
      inReplyTo: parent?.uri ?? root,
      // The conversation of what stands elsewhere is its server's to name.
      context: elsewhere ? root : objectPartUri(root, "context"),
      answered: found.comment.parent ? (parent?.answered ?? null) : await whoPublished(sources, publisher),
      html: text.html,
      language: content.language,
      mentions: text.mentions,
      publishedAt: found.comment.createdAt,
      updatedAt: found.comment.editedAt ?? found.comment.createdAt,
    }),
  };
}

/** A comment's address and author; null when its author is gone. */
async function whoWrote(sources: Sources, id: CommentId): Promise<{ readonly uri: string; readonly answered: Mentioned & { readonly href: string } } | null> {
  const found = await findCommentAnywhere(sources.db, id);
  const member = found?.comment.author ? await findMemberAnywhere(sources.db, found.comment.author.handle) : null;
  if (!member) return null;
  const there = await findOriginAnywhere(sources.db, { comment: id });
  const stranger = await strangerOf(sources, member.id);
  if (there && stranger) return { uri: there.uri, answered: stranger };
  const origin = originOf(sources, member.home);
  return { uri: objectUri(origin, { kind: "comment", id }), answered: mentionedOf(sources, { id: member.id, kind: "member", handle: member.handle, name: member.name, slug: member.handle, territory: member.home }) };
}

/** Who wrote a comment, as others name them; null when they are gone. */
export async function commentUri(sources: Sources, id: CommentId): Promise<{ readonly uri: string; readonly author: string } | null> {
  const wrote = await whoWrote(sources, id);
  return wrote ? { uri: wrote.uri, author: wrote.answered.actor } : null;
}

/** In whose name a content stands, as others name them; null for a territory or a project, which nobody addresses. */
async function whoPublished(sources: Sources, { by, kind }: Publisher): Promise<(Mentioned & { readonly href: string }) | null> {
  if (!by || kind === "project") return null;
  const stranger = by.kind === "member" ? await strangerOf(sources, by.id) : null;
  if (stranger) return stranger;
  const found = by.kind === "member" ? await findMemberByIdAnywhere(sources.db, by.id) : await showStructureAnywhere(asVisitor(sources), by.id);
  if (!found) return null;
  const slug = "handle" in found ? found.handle : found.slug;
  return mentionedOf(sources, { id: by.id, kind: by.kind, handle: slug, name: found.name, slug, territory: by.home });
}
