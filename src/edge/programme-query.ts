import { z } from "zod";
import { audiences } from "../features/agenda/event.ts";
import type { ProgrammeFilter } from "../features/programmes/programme.ts";
import { readDate } from "../platform/time.ts";
import type { WebContext } from "./env.ts";
import { optional, readListQuery } from "./list-query.ts";

export const groupings = ["jour", "lieu", "public"] as const;

/** The filters of a programme as an address carries them. What isn't understood is as if it weren't there. */
const programmeQuery = z.object({
  jour: optional(z.string().refine((text) => readDate(text) !== null)),
  lieu: optional(z.string().regex(/^[a-z0-9-]{1,100}$/)),
  public: optional(z.enum(audiences)),
  /** What the headings are. */
  par: z.enum(groupings).catch("jour"),
});
export type ProgrammeQuery = z.output<typeof programmeQuery>;

export function readProgrammeQuery(c: WebContext): ProgrammeQuery {
  return readListQuery(c, programmeQuery);
}

export function programmeFilter(query: ProgrammeQuery): ProgrammeFilter {
  return { day: query.jour, place: query.lieu, audience: query.public };
}
