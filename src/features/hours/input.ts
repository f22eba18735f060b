import { z } from "zod";
import { tidyHours } from "./timetable.ts";

const somewhere = { zone: "Europe/Paris", communeCode: null };

/** Opening hours in OpenStreetMap's syntax, as it writes them itself; a fault says where reading stopped. */
export const hoursSchema = z.string("hours_incomplete").transform((text, context): string => {
  const read = tidyHours(text, somewhere);
  if ("text" in read) return read.text;
  context.addIssue({ code: "custom", message: `hours_invalid:${read.stoppedAt}` });
  return z.NEVER;
});
