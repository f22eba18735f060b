import { z } from "zod";
import type { ProjectFilter } from "../features/projects/list-projects.ts";
import { projectStages } from "../features/projects/project.ts";
import { themeCodeSchema } from "../features/tags/themes.ts";
import type { WebContext } from "./env.ts";
import { optional, readListQuery } from "./list-query.ts";

/** The filters of the projects as an address carries them: the page's, and its feeds'. What isn't understood is as if it weren't there. */
const projectQuery = z.object({
  etape: optional(z.enum(projectStages)),
  cherche: optional(z.enum(["1"])),
  theme: optional(themeCodeSchema),
  suite: optional(z.string().max(100)),
});
export type ProjectQuery = z.output<typeof projectQuery>;

export function readProjectQuery(c: WebContext): ProjectQuery {
  return readListQuery(c, projectQuery);
}

export function projectFilter(c: WebContext, query: ProjectQuery): ProjectFilter {
  return { stage: query.etape, theme: query.theme, needing: query.cherche ? c.get("act").now() : undefined };
}
