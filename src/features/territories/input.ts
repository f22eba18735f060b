import { z } from "zod";
import { isZone } from "../../platform/time.ts";

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
