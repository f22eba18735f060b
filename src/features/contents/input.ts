import { z } from "zod";
import { idSchema, type CommunityId, type MediaId, type StructureId } from "../../platform/ids.ts";
import { tagKey } from "../../platform/text/slug.ts";
import { keepTogether } from "../../platform/text/typeset.ts";
import { readDocument, type TextDocument } from "../../platform/text/document.ts";
import { themeCodeSchema } from "../tags/themes.ts";
import { licences } from "./content.ts";

/** One line, without control characters or angle brackets' surprises: it goes into titles, feeds and mails. */
export function lineSchema(longest: number) {
  return z.string().transform((text) => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim()).transform(keepTogether).pipe(z.string().max(longest, "too_long"));
}

export const webAddress = z.string().trim().max(1000, "too_long").pipe(z.url({ protocol: /^https?$/, error: "address_invalid" }));

export const titleSchema = lineSchema(200).pipe(z.string().min(1, "required"));

export interface Tag {
  readonly key: string;
  readonly label: string;
}

/** Up to 12 tags as they were typed; two that differ only by capitals or accents are one. */
export const tagsSchema = z.array(z.string()).max(60, "too_many").transform((typed): Tag[] => {
  const tags = typed.map((label) => ({ key: tagKey(label), label: label.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").replace(/^#+/, "").trim().slice(0, 60) }));
  return [...new Map(tags.filter((tag) => tag.key && tag.label).map((tag) => [tag.key, tag])).values()];
}).refine((tags) => tags.length <= 12, "too_many");

export const documentSchema = z.unknown().transform((value, context): TextDocument => {
  const document = readDocument(value);
  if (document) return document;
  context.addIssue({ code: "custom", message: "not_a_text" });
  return z.NEVER;
});

/** What every kind of content is written with. */
export const contentFields = {
  title: titleSchema,
  summary: lineSchema(600).default(""),
  body: documentSchema,
  tags: tagsSchema.default([]),
  themes: z.array(themeCodeSchema).max(4, "too_many").default([]),
  language: z.enum(["fr", "en", "br", "oc", "es", "de", "it", "pt"]).default("fr"),
  licence: z.enum(licences).default("cc-by-sa"),
  lead: idSchema<MediaId>().nullable().default(null),
  /** In whose name it is published; the person stays its author. */
  structure: idSchema<StructureId>().nullable().default(null),
  community: idSchema<CommunityId>().nullable().default(null),
};

/** What is done with what was written. */
export const intentSchema = z.object({
  intent: z.enum(["draft", "publish", "schedule"]),
  publishAt: z.instanceof(Temporal.Instant).nullable().default(null),
  /** Made by the form: the same one sent twice writes once. */
  submission: z.uuid().nullable().default(null),
  /** The revision that was being edited: another one stands if somebody saved meanwhile. */
  revision: z.number().int().nullable().default(null),
});
export type Intent = z.output<typeof intentSchema>;
