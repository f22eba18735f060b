import type { ProjectDetails } from "../../features/projects/show-project.ts";
import { communeOf, communeWords } from "./event-draft.ts";
import type { FormValues } from "./form-data.ts";

/** The form of a project as it stands. */
export interface ProjectDraft {
  readonly values: Readonly<Record<string, string>>;
  /** What the schema of a project parses. */
  readonly input: object;
}

const names = ["stage", "starts_on", "ends_on", "funding", "website", "commune"] as const;

export const emptyProjectDraft: ProjectDraft = { values: { stage: "idea" }, input: {} };

export function readProjectDraft(form: FormValues): ProjectDraft {
  const values: Record<string, string> = Object.fromEntries(names.map((name) => [name, form.one(name).trim()]));
  const typed = values["commune"] ?? "";
  return { values, input: { stage: values["stage"], startsOn: values["starts_on"], endsOn: values["ends_on"], funding: values["funding"], website: values["website"], communeCode: typed ? (communeOf(typed) ?? typed) : null } };
}

/** A stored project, as the form shows it. */
export function projectDraft({ stage, startsOn, endsOn, funding, website, communeCode }: ProjectDetails): ProjectDraft {
  return { values: { stage, starts_on: startsOn ?? "", ends_on: endsOn ?? "", funding, website, commune: communeWords(communeCode) }, input: {} };
}
