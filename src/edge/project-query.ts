import { z } from "zod";
import type { ProjectFilter } from "../features/projects/list-projects.ts";
import { projectStages } from "../features/projects/project.ts";
import { themeCodes } from "../features/tags/themes.ts";
import type { WebContext } from "./env.ts";

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** The filters of the projects as an address carries them: the page's, and its feeds'. What isn't understood is as if it weren't there. */
const projectQuery = z.object({
  etape: optional(z.enum(projectStages)),
  cherche: optional(z.enum(["1"])),
  theme: optional(z.enum(themeCodes)),
  suite: optional(z.string().max(100)),
});
export type ProjectQuery = z.output<typeof projectQuery>;

export function readProjectQuery(c: WebContext): ProjectQuery {
  return projectQuery.parse(Object.fromEntries(Object.entries(c.req.query()).filter(([, value]) => value !== "")));
}

export function projectFilter(c: WebContext, query: ProjectQuery): ProjectFilter {
  return { stage: query.etape, theme: query.theme, needing: query.cherche ? c.get("act").now() : undefined };
}
