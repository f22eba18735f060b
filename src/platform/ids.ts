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

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An identifier in a cursor or an address; null when it isn't one. */
export function readId<T extends Id<string>>(text: string | undefined | null): T | null {
  return text && uuidForm.test(text) ? (text.toLowerCase() as T) : null;
}

/** The schema that a door parses an identifier with. */
export function idSchema<T extends Id<string>>() {
  return z.uuid().transform((value) => value.toLowerCase() as T);
}
