import { z } from "zod";
import { isZone, readLocal } from "../../platform/time.ts";
import { contentFields, lineSchema, webAddress } from "../contents/input.ts";
import { findCommune } from "../places/communes.ts";
import { announcementTypes, contracts } from "./announcement.ts";

export const announcementInput = z.object({
  ...contentFields,
  type: z.enum(announcementTypes, "required"),
  zone: z.string().refine(isZone, "unknown").default("Europe/Paris"),
  /** `2026-12-02` or `2026-12-02T17:00`, in that zone. */
  deadline: z.string().min(1, "required").refine((text) => text === "" || readLocal(text) !== null, "not_a_date"),
  organisation: lineSchema(200).default(""),
  communeCode: z.string().nullable().default(null).refine((code) => code === null || findCommune(code) !== null, "unknown"),
  contract: z.enum(contracts).nullable().default(null),
  contactUrl: webAddress.nullable().default(null),
  /** Whether its authors take messages through the platform. */
  relay: z.boolean().default(true),
});
export type AnnouncementInput = z.output<typeof announcementInput>;
