import type { ContentKind } from "../contents/content.ts";
import type { ContentId, Id, MemberId, TerritoryId } from "../../platform/ids.ts";

/** One opening of a form: the number that it sends with whatever it sends. */
export type WritingId = Id<"writing">;

/** A field of a form as typed: its name and its value. A name may come several times. */
export type TypedField = readonly [name: string, value: string];

/** What somebody is writing, as the form holds it, kept until it is saved. */
export interface KeptWriting {
  readonly id: WritingId;
  readonly member: MemberId;
  readonly territory: TerritoryId;
  readonly kind: ContentKind;
  /** The content that is being corrected; null for a new one. */
  readonly content: ContentId | null;
  readonly revision: number | null;
  readonly title: string;
  readonly at: Temporal.Instant;
}

/** What a form sends to be kept. */
export interface KeepWriting {
  readonly id: WritingId;
  readonly territory: TerritoryId;
  readonly kind: ContentKind;
  readonly content: ContentId | null;
  readonly revision: number | null;
  readonly title: string;
  readonly fields: readonly TypedField[];
}

/** Somebody else at work on the same content. */
export interface OtherWriter {
  readonly name: string;
  readonly at: Temporal.Instant;
}

export const daysKept = 30;
export const mostKept = 40;
/** Characters of all the fields of one form together. */
export const largestWriting = 900_000;
/** Somebody who typed since then is still writing. */
export const minutesPresent = 10;
