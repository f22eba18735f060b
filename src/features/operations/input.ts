import { z } from "zod";
import { idSchema, type TerritoryId } from "../../platform/ids.ts";
import { isZone, readDate, readLocal } from "../../platform/time.ts";
import { contentFields, lineSchema } from "../contents/input.ts";
import { longestDays, mostLabels } from "./operation.ts";

const day = z.string().min(1, "required").refine((text) => text === "" || readDate(text) !== null, "not_a_date");

export const operationInput = z
  .object({
    ...contentFields,
    zone: z.string().refine(isZone, "unknown").default("Europe/Paris"),
    startsOn: day,
    endsOn: day,
    /** `2026-09-15`, until that day is over, or `2026-09-15T17:00`; null: no call. */
    callUntil: z.string().refine((text) => readLocal(text) !== null, "not_a_date").nullable().default(null),
    labels: z.array(lineSchema(60)).transform((labels) => [...new Set(labels.filter(Boolean))]).pipe(z.array(z.string()).max(mostLabels, "too_many")).default([]),
    /** Those that are asked to join. */
    territories: z.array(idSchema<TerritoryId>(), "unknown").max(200, "too_many").default([]),
  })
  .refine((operation) => operation.endsOn >= operation.startsOn, { path: ["endsOn"], error: "end_before_start" })
  .refine((operation) => { const [from, until] = [readDate(operation.startsOn), readDate(operation.endsOn)]; return !from || !until || from.until(until).days < longestDays; }, { path: ["endsOn"], error: "too_long" });
export type OperationInput = z.output<typeof operationInput>;
