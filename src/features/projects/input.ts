import { z } from "zod";
import { idSchema, type MediaId } from "../../platform/ids.ts";
import { readDate } from "../../platform/time.ts";
import { structuresSchema } from "../agenda/input.ts";
import { contentFields, documentSchema, lineSchema, webAddress } from "../contents/input.ts";
import { findCommune } from "../places/communes.ts";
import { projectStages } from "./project.ts";

const day = z.string().transform((text) => text || null).nullable().default(null).refine((text) => text === null || readDate(text) !== null, "not_a_date");

export const projectInput = z.object({
  ...contentFields,
  organisers: structuresSchema,
  partners: structuresSchema,
  stage: z.enum(projectStages, "required"),
  startsOn: day,
  endsOn: day,
  funding: lineSchema(600).default(""),
  website: z.literal("").or(webAddress).default(""),
  communeCode: z.string().nullable().default(null).refine((code) => code === null || findCommune(code) !== null, "unknown"),
}).refine((input) => !input.startsOn || !input.endsOn || input.startsOn <= input.endsOn, { path: ["endsOn"], error: "end_before_start" });
export type ProjectInput = z.output<typeof projectInput>;

/** An entry of a project's logbook. */
export const updateInput = z.object({
  body: documentSchema,
  picture: idSchema<MediaId>().nullable().default(null),
  submission: z.uuid().nullable().default(null),
});
export type UpdateInput = z.output<typeof updateInput>;

export const roleSchema = lineSchema(80);
