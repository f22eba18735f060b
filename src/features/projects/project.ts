import { z } from "zod";
import type { MemberId } from "../../platform/ids.ts";
import type { ContentStanding } from "../contents/content.ts";

export const projectStages = ["idea", "building", "running", "finished", "stopped"] as const;
export type ProjectStage = (typeof projectStages)[number];

const briefSchema = z.object({ stage: z.enum(projectStages), communeName: z.string(), startsOn: z.string().nullable(), endsOn: z.string().nullable() });
/** What a card shows of a project. */
export type ProjectBrief = z.output<typeof briefSchema>;

/** What `writeProject` left on the card; null on the card of another kind. */
export function readProjectBrief(brief: Readonly<Record<string, unknown>>): ProjectBrief | null {
  const read = briefSchema.safeParse(brief);
  return read.success ? read.data : null;
}

/** What deciding about a project needs to know: the content, and its team. */
export interface ProjectStanding {
  readonly content: ContentStanding;
  readonly team: readonly { readonly member: MemberId; readonly state: "invited" | "in" }[];
}
