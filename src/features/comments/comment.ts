import type { CommentId, ContentId, MemberId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { ContentStanding } from "../contents/content.ts";

export interface Comment {
  readonly id: CommentId;
  /** The comment that this one answers. */
  readonly parent: CommentId | null;
  /** Where it stands in the discussion: a step of `stepLength` signs for each level. */
  readonly path: string;
  readonly author: { readonly name: string; readonly handle: string } | null;
  readonly authorId: MemberId | null;
  readonly body: TextDocument;
  /** `suspended`: hidden with whoever said it. */
  readonly state: "visible" | "withdrawn" | "hidden" | "suspended";
  readonly revision: number;
  readonly createdAt: Temporal.Instant;
  readonly editedAt: Temporal.Instant | null;
}

/** What deciding about comments needs to know of the content under which they stand. */
export interface CommentedStanding extends ContentStanding {
  readonly commentsClosed: boolean;
}

/** What deciding about one comment needs. */
export interface CommentStanding extends Pick<Comment, "authorId" | "state"> {
  readonly id: CommentId;
  readonly content: ContentId;
}

/** So many levels: an answer to the deepest stands beside it. */
export const mostLevels = 5;
export const stepLength = 24;

/** Where a page of a discussion begins, as an address carries it; null when it isn't that. */
export function readPath(text: string | undefined): string | null {
  return text && text.length <= stepLength * mostLevels && text.length % stepLength === 0 && /^[0-9a-f]+$/.test(text) ? text : null;
}

/** Those above a comment, from the first of its thread on. */
export function pathsAbove(path: string): string[] {
  return Array.from({ length: path.length / stepLength - 1 }, (_, level) => path.slice(0, stepLength * (level + 1)));
}
