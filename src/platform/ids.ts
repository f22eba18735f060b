import { createHash } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { z } from "zod";

declare const brand: unique symbol;

/** A UUID (version 7, RFC 9562) that says what it identifies, so that one kind can't be passed for another. */
export type Id<Thing extends string> = string & { readonly [brand]: Thing };

export type TerritoryId = Id<"territory">;
export type MemberId = Id<"member">;
export type ContentId = Id<"content">;
export type MediaId = Id<"media">;
export type AttachmentId = Id<"attachment">;
export type CommentId = Id<"comment">;
export type StructureId = Id<"structure">;
export type CommunityId = Id<"community">;
export type AnswerId = Id<"answer">;
export type SectionId = Id<"section">;
export type SuggestionId = Id<"suggestion">;
export type BookingId = Id<"booking">;
export type BookingTimeId = Id<"booking-time">;

export function newId<T extends Id<string>>(): T {
  return uuidv7() as T;
}

/** The same identifier for the same text, always (RFC 9562, version 8): what comes twice from elsewhere is known again. */
export function idFrom<T extends Id<string>>(text: string): T {
  const hex = createHash("sha256").update(text).digest("hex");
  const variant = ((parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}` as T;
}

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An identifier in a cursor or an address; null when it isn't one. */
export function readId<T extends Id<string>>(text: string | undefined | null): T | null {
  return text && uuidForm.test(text) ? (text.toLowerCase() as T) : null;
}

/** The schema that a door parses an identifier with. */
export function idSchema<T extends Id<string>>() {
  return z.uuid().transform((value) => value.toLowerCase() as T);
}
