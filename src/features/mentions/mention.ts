import type { CommentId, ContentId, MemberId, StructureId, TerritoryId } from "../../platform/ids.ts";

/** Somebody named in a text: where `@handle` leads. */
export interface Mention {
  /** As typed, in small letters, without the first @. */
  readonly handle: string;
  readonly kind: "member" | "structure";
  readonly name: string;
  /** Of the member, or of the structure, as it is now. */
  readonly slug: string;
  /** Where the member is at home, or the structure stands. */
  readonly territory: TerritoryId;
}

/** Somebody whom a text could name. `handle` is what is typed after the @. */
export interface Mentionable extends Omit<Mention, "slug"> {
  readonly id: MemberId | StructureId;
}

/** The text that names people. */
export type MentionSource = { readonly comment: CommentId; readonly content?: undefined } | { readonly content: ContentId; readonly comment?: undefined };
