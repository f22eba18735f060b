import { z } from "zod";
import { idSchema, type MediaId } from "../../platform/ids.ts";
import { documentSchema, lineSchema, webAddress } from "../contents/input.ts";
import { accessibilities } from "../agenda/event.ts";
import { hoursSchema } from "../hours/input.ts";
import { findCommune } from "../places/communes.ts";
import { themeCodeSchema } from "../tags/themes.ts";
import { isRna, isSiret, structureTypes } from "./structure.ts";

/** What people copy from a letterhead: spaces and dots among the digits, a whole address instead of a number. */
const written = (longest: number) => z.string().max(longest, "too_long").transform((text) => text.replace(/[\p{Cc}\p{Cf}\p{Z}.]+/gu, "").toUpperCase());
const orNull = (text: string) => text || null;

const siret = written(60).refine((text) => text === "" || isSiret(text), "siret_invalid").transform(orNull);
const rna = written(60).refine((text) => text === "" || isRna(text), "rna_invalid").transform(orNull);
const wikidata = z.string().trim().max(300, "too_long").transform((text) => /(?:^|\/)(Q[0-9]{1,12})(?:[?#].*)?$/i.exec(text)?.[1]?.toUpperCase() ?? text)
  .refine((text) => text === "" || /^Q[1-9][0-9]{0,11}$/.test(text), "wikidata_invalid").transform(orNull);
const osm = z.string().trim().max(300, "too_long").transform((text) => /(?:^|\/)((?:node|way|relation)\/[0-9]{1,15})(?:[?#].*)?$/.exec(text)?.[1] ?? text)
  .refine((text) => text === "" || /^(node|way|relation)\/[0-9]{1,15}$/.test(text), "osm_invalid").transform(orNull);

const degrees = (most: number) => z.number("number_invalid").min(-most, "number_invalid").max(most, "number_invalid").nullable().default(null);

/** A structure as somebody records or corrects it. */
export const structureInput = z.object({
  name: lineSchema(200).pipe(z.string().min(1, "required")),
  acronym: lineSchema(40).default(""),
  type: z.enum(structureTypes, "required"),
  summary: lineSchema(600).default(""),
  body: documentSchema,
  siret: siret.default(null),
  rna: rna.default(null),
  osm: osm.default(null),
  wikidata: wikidata.default(null),
  website: z.literal("").or(webAddress).default(""),
  email: z.literal("").or(z.string().trim().toLowerCase().max(254, "too_long").pipe(z.email("email_invalid"))).default(""),
  phone: lineSchema(40).pipe(z.string().regex(/^[+()\d\s.\u00a0-]*$/, "phone_invalid")).default(""),
  links: z.array(z.object({ label: lineSchema(60), url: webAddress })).max(8, "too_many").default([]),
  address: lineSchema(300).default(""),
  communeCode: z.string().nullable().default(null).refine((code) => code === null || findCommune(code) !== null, "unknown"),
  latitude: degrees(90),
  longitude: degrees(180),
  hours: hoursSchema.default(""),
  accessibility: z.array(z.enum(accessibilities)).max(accessibilities.length).default([]),
  themes: z.array(themeCodeSchema).max(4, "too_many").default([]),
  picture: idSchema<MediaId>().nullable().default(null),
}).refine((input) => (input.latitude === null) === (input.longitude === null), { path: ["latitude"], error: "number_invalid" });
export type StructureInput = z.output<typeof structureInput>;
