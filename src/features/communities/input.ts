import { z } from "zod";
import { idSchema, type MediaId } from "../../platform/ids.ts";
import { readDate } from "../../platform/time.ts";
import { documentSchema, lineSchema } from "../contents/input.ts";
import { accesses, purposes } from "./community.ts";

/** A community as somebody founds or changes it. */
export const communityInput = z.object({
  name: lineSchema(120).pipe(z.string().min(1, "required")),
  summary: lineSchema(600).default(""),
  body: documentSchema,
  purpose: z.enum(purposes, "required"),
  access: z.enum(accesses, "required"),
  picture: idSchema<MediaId>().nullable().default(null),
  /** The day from which it is read-only. */
  archiveOn: z.string().nullable().default(null).refine((text) => text === null || readDate(text) !== null, "not_a_date"),
});
export type CommunityInput = z.output<typeof communityInput>;

/** Words to a person: a request to come in, or the reason of an answer. */
export const wordsSchema = z.string().transform((text) => text.replace(/[^\P{Cc}\n]+/gu, " ").trim()).pipe(z.string().max(2000, "too_long"));

/** How long an invitation is good, and for how many. */
export const invitationInput = z.object({
  days: z.coerce.number("number_invalid").int("number_invalid").min(1, "number_invalid").max(90, "number_invalid"),
  most: z.coerce.number("number_invalid").int("number_invalid").min(1, "number_invalid").max(500, "number_invalid"),
});
export type InvitationInput = z.output<typeof invitationInput>;
