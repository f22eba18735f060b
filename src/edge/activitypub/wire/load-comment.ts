import { findCommentAnywhere } from "../../../features/comments/list-comments.ts";
import { findOwnActorByUriAnywhere } from "../../../features/federation/find-actor.ts";
import { findSubject } from "../../../features/federation/find-subject.ts";
import { findOriginAnywhere } from "../../../features/federation/find-object.ts";
import { listPublishersAnywhere } from "../../../features/contents/list-publishers.ts";
import { showContentAnywhere } from "../../../features/contents/show-content.ts";
import { findMemberAnywhere } from "../../../features/members/show-member.ts";
import { listMentionsOfAnywhere } from "../../../features/mentions/list-mentions.ts";
import type { Mention } from "../../../features/mentions/mention.ts";
import type { CommentId, ContentId, MemberId } from "../../../platform/ids.ts";
import { objectPartUri, objectUri } from "../uris.ts";
import { comment } from "./comment.ts";
import { loadText, readAt } from "./load-text.ts";
import { mentionedBy, nameOf, type WireName } from "./naming.ts";
import { asVisitor, strangerOf, type Sources } from "./sources.ts";
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
  const own = found?.comment.state === "visible" ? await whoWrote(sources, id) : null;
  if (!found || !content || !own) return null;
  const elsewhere = await findOriginAnywhere(sources.db, { content: found.content });
  const name = elsewhere ? null : await nameOf(sources, found.content);
  const root = elsewhere?.uri ?? name?.answerable;
  if (!root) return null;
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
      answered: found.comment.parent ? (parent?.answered ?? null) : await whoPublished(sources, found.content, name),
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
  if (stranger) return there && { uri: there.uri, answered: stranger };
  const ours = await calledOf(sources, { kind: "member", id: member.id, handle: member.handle, name: member.name, slug: member.handle, territory: member.home });
  return ours && { uri: objectUri(new URL(ours.actor).origin, { kind: "comment", id }), answered: ours };
}

async function calledOf(sources: Sources, mention: Mention): Promise<(Mentioned & { readonly href: string }) | null> {
  return (await mentionedBy(sources, [mention])).get(mention.handle) ?? null;
}

/** Who wrote a comment, as others name them; null when they are gone. */
export async function commentUri(sources: Sources, id: CommentId): Promise<{ readonly uri: string; readonly author: string } | null> {
  const wrote = await whoWrote(sources, id);
  return wrote ? { uri: wrote.uri, author: wrote.answered.actor } : null;
}

/** In whose name a content stands, as others name them; null for a territory or a project, which nobody addresses. */
async function whoPublished(sources: Sources, content: ContentId, name: WireName | null): Promise<(Mentioned & { readonly href: string }) | null> {
  const own = name && (await findOwnActorByUriAnywhere(sources.db, name.author));
  if (own) {
    const subject = own.kind === "member" || own.kind === "structure" ? await findSubject(sources.db, own.kind, own.subject, own.territory) : null;
    const kind = own.kind === "member" ? "member" : "structure";
    return subject && calledOf(sources, { id: own.subject as MemberId, kind, handle: subject.slug, name: "", slug: subject.slug, territory: subject.territory });
  }
  const by = (await listPublishersAnywhere(sources.db, [content])).get(content)?.by;
  return by?.kind === "member" ? strangerOf(sources, by.id) : null;
}
