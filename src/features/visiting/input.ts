import { z } from "zod";
import { isZone } from "../../platform/time.ts";
import { accessibilities } from "../agenda/event.ts";
import { structuresSchema } from "../agenda/input.ts";
import { contentFields, lineSchema, webAddress } from "../contents/input.ts";
import { hoursSchema } from "../hours/input.ts";
import { findCommune } from "../places/communes.ts";
import { placeTypes } from "./place.ts";

const degrees = (most: number) => z.number("number_invalid").min(-most, "number_invalid").max(most, "number_invalid").nullable().default(null);

export const placeInput = z.object({
  ...contentFields,
  organisers: structuresSchema,
  partners: structuresSchema,
  type: z.enum(placeTypes, "required"),
  zone: z.string().refine(isZone, "unknown").default("Europe/Paris"),
  address: lineSchema(300).default(""),
  communeCode: z.string("required").refine((code) => findCommune(code) !== null, "unknown"),
  latitude: degrees(90),
  longitude: degrees(180),
  hours: hoursSchema.default(""),
  /** How one comes: tram, bus, on foot; where one leaves a car or a bicycle. */
  transport: lineSchema(500).default(""),
  parking: lineSchema(500).default(""),
  pricing: z.enum(["free", "paid", "unknown"]).default("unknown"),
  prices: z.array(z.object({ label: lineSchema(120), cents: z.number("number_invalid").int("number_invalid").min(0, "number_invalid").max(10_000_000, "number_invalid") })).max(12, "too_many").default([]),
  accessibility: z.array(z.enum(accessibilities)).max(accessibilities.length).default([]),
  website: z.literal("").or(webAddress).default(""),
  phone: lineSchema(40).pipe(z.string().regex(/^[+()\d\s.\u00a0-]*$/, "phone_invalid")).default(""),
}).refine((input) => (input.latitude === null) === (input.longitude === null), { path: ["latitude"], error: "number_invalid" });
export type PlaceInput = z.output<typeof placeInput>;
