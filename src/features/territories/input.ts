import { z } from "zod";
import { readDocument, type TextDocument } from "../../platform/text/document.ts";
import { keepTogether } from "../../platform/text/typeset.ts";
import { isZone } from "../../platform/time.ts";
import { territoryLanguages } from "./territory.ts";

export const slugSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower case letters, digits and hyphens").max(40);
export const domainSchema = z.string().toLowerCase().regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, "a domain name");

export const territoryInput = z.object({
  slug: slugSchema,
  name: z.string().trim().min(1).max(120),
  perimeter: z.array(z.object({ kind: z.enum(["commune", "epci", "departement", "region"]), code: z.string().regex(/^[0-9AB]{2,9}$/) })).min(1),
  domain: domainSchema.nullable().default(null),
  hue: z.number().int().min(0).max(359).default(255),
  zone: z.string().refine(isZone).default("Europe/Paris"),
  structure: z.string().trim().min(1).max(200),
  moderation: z.enum(["after", "before"]).default("after"),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
export type TerritoryInput = z.output<typeof territoryInput>;

const text = z.unknown().transform((value, context): TextDocument => {
  const document = readDocument(value);
  if (document) return document;
  context.addIssue({ code: "custom", message: "not_a_text" });
  return z.NEVER;
});
const line = (longest: number) => z.string().transform((typed) => keepTogether(typed.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim())).pipe(z.string().min(1, "required").max(longest, "too_long"));

/** What a territory decides for itself, besides its addresses. */
export const settingsInput = z.object({
  name: line(120),
  structureName: line(200),
  about: text,
  editorialLine: text,
  legalNotice: text,
  moderation: z.enum(["after", "before"], "unknown"),
  strangers: z.enum(["shown", "held"], "unknown"),
  hue: z.coerce.number("number_invalid").int("number_invalid").min(0, "number_invalid").max(359, "number_invalid"),
  zone: z.string().refine(isZone, "unknown"),
  languages: z.array(z.enum(territoryLanguages, "unknown")).min(1, "required"),
});
export type SettingsInput = z.output<typeof settingsInput>;
