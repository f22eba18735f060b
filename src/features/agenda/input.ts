import { z } from "zod";
import { idSchema, type ContentId, type StructureId } from "../../platform/ids.ts";
import { isZone, readLocal } from "../../platform/time.ts";
import { contentFields, lineSchema, webAddress } from "../contents/input.ts";
import { findCommune } from "../places/communes.ts";
import { accessibilities, audiences, eventStatuses, eventTypes, joinings } from "./event.ts";
import { sessionsSchema } from "./session-input.ts";

const age = z.number().int().min(0, "number_invalid").max(120, "number_invalid").nullable().default(null);

/** Structures of the census that stand behind a content. */
export const structuresSchema = z.array(idSchema<StructureId>(), "unknown").max(12, "too_many").default([]);

export const eventInput = z
  .object({
    ...contentFields,
    zone: z.string().refine(isZone, "unknown").default("Europe/Paris"),
    type: z.enum(eventTypes).default("other"),
    sessions: sessionsSchema,
    placeName: lineSchema(200).default(""),
    /** The place of the census where it is held, when that is one. */
    placeId: idSchema<ContentId>().nullable().default(null),
    address: lineSchema(300).default(""),
    communeCode: z.string().nullable().default(null).refine((code) => code === null || findCommune(code) !== null, "unknown"),
    latitude: z.number().min(-90, "number_invalid").max(90, "number_invalid").nullable().default(null),
    longitude: z.number().min(-180, "number_invalid").max(180, "number_invalid").nullable().default(null),
    onlineUrl: webAddress.nullable().default(null),
    audience: z.array(z.enum(audiences)).max(audiences.length).default([]),
    ageMin: age,
    ageMax: age,
    pricing: z.enum(["free", "paid", "unknown"]).default("unknown"),
    prices: z.array(z.object({ label: lineSchema(120), cents: z.number().int().min(0).max(10_000_000) })).max(12, "too_many").default([]),
    bookingUrl: webAddress.nullable().default(null),
    joining: z.enum(joinings).default("free"),
    accessibility: z.array(z.enum(accessibilities)).max(accessibilities.length).default([]),
    organiser: lineSchema(200).default(""),
    organisers: structuresSchema,
    partners: structuresSchema,
    status: z.enum(eventStatuses).default("on"),
    statusReason: lineSchema(300).default(""),
    /** Where it first was to begin, of one that was postponed elsewhere; of ours it is found out. */
    firstStart: z.string().refine((text) => readLocal(text) !== null, "not_a_date").nullable().default(null),
  })
  .refine((event) => event.ageMin === null || event.ageMax === null || event.ageMin <= event.ageMax, { path: ["ageMax"], error: "end_before_start" })
  .refine((event) => event.onlineUrl !== null || event.placeName !== "" || event.communeCode !== null, { path: ["placeName"], error: "place_or_online" });
export type EventInput = z.output<typeof eventInput>;
