import type { CommentId, ContentId, MemberId, StructureId, TerritoryId } from "../../platform/ids.ts";
import type { ContentKind } from "../contents/content.ts";

/** Somebody named in a text: where `@handle` leads. */
export interface Mention {
  readonly id: MemberId | StructureId;
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
export type Mentionable = Omit<Mention, "slug">;

/** Somebody to write to about a published text. */
export interface ToldOfMention {
  readonly member: MemberId;
  readonly email: string;
  readonly locale: "fr" | "en";
  /** The structure that they own, when it is the one that is named. */
  readonly structure: string | null;
  readonly by: { readonly id: MemberId; readonly name: string };
  /** How the text begins. */
  readonly words: string;
  readonly content: { readonly kind: ContentKind; readonly territory: TerritoryId; readonly slug: string; readonly title: string };
}

/** The text that names people. */
export type MentionSource = { readonly comment: CommentId; readonly content?: undefined } | { readonly content: ContentId; readonly comment?: undefined };
