import { findCommentAnywhere } from "../../../features/comments/list-comments.ts";
import { findNamedAnywhere } from "../../../features/federation/name-contents.ts";
import { findObjectAnywhere } from "../../../features/federation/find-object.ts";
import type { CommentId, ContentId } from "../../../platform/ids.ts";
import { readId } from "../../../platform/ids.ts";
import type { Fetching } from "../fetching.ts";
import { isActor, parseUri } from "../uris.ts";

/** What somebody elsewhere speaks about: a content that shows here, or a comment on one; ours, or known from elsewhere. */
export interface Thing {
  readonly content: ContentId;
  readonly comment: CommentId | null;
}

/** The thing at an address; null when nothing here stands for it. */
export async function thingAt(fetching: Fetching, uri: string): Promise<Thing | null> {
  const own = isOurs(fetching, uri);
  if (own) {
    const content = own.comment ? null : await contentAt(fetching, uri);
    return own.comment ? thingOf(fetching, own.comment) : content && { content, comment: null };
  }
  const known = await findObjectAnywhere(fetching.db, uri);
  if (!known || known.goneAt) return null;
  return known.comment ? thingOf(fetching, known.comment) : known.content ? { content: known.content, comment: null } : null;
}

async function thingOf({ db }: Fetching, comment: CommentId): Promise<Thing | null> {
  const found = await findCommentAnywhere(db, comment);
  return found && { content: found.content, comment };
}

/** The content that an address of ours names; null for one under which it was said once, by somebody who is no more. */
export async function contentAt(fetching: Fetching, uri: string): Promise<ContentId | null> {
  const wireId = isOurs(fetching, uri)?.wireId;
  const named = wireId ? await findNamedAnywhere(fetching.db, wireId) : null;
  return named && !named.endedAt ? named.content : null;
}

/** What an address of ours names; null for one of another's. Whether there is such a thing, and for whom, is for the acts to say. */
export function isOurs({ directory }: Pick<Fetching, "directory">, uri: string): { wireId: string | null; comment: CommentId | null } | null {
  const parsed = parseUri(uri);
  if (!parsed) return null;
  const place = directory().find(new URL(parsed.origin).host);
  if ((place.kind !== "territory" && place.kind !== "moved") || parsed.part !== null) return null;
  const { address } = parsed;
  if (address.kind === "comment") return { wireId: null, comment: readId<CommentId>(address.id) };
  // A project is followed, and may be answered and liked like any content.
  if (isActor(address)) return { wireId: address.kind === "project" ? readId(address.id) : null, comment: null };
  return { wireId: address.kind === "activity" || address.kind === "news" || address.kind === "message" ? null : readId(address.id), comment: null };
}
