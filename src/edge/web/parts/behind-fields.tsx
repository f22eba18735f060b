import type { Content } from "../../../features/contents/show-content.ts";
import type { StructureId } from "../../../platform/ids.ts";
import type { WebContext } from "../../env.ts";
import type { FormValues } from "../form-data.ts";
import { readPicked, resolvePicked, type Picked } from "./structure-picker.tsx";

/** The structures that stand behind a content, as its form holds them. */
export interface BehindDraft {
  readonly organisers: Picked;
  readonly partners: Picked;
}

export const nobodyBehind: BehindDraft = { organisers: { ids: [], typed: "" }, partners: { ids: [], typed: "" } };

export function behindOf(content: Content): BehindDraft {
  const standing = (role: "organiser" | "partner"): Picked => ({ ids: content.structures.filter((each) => each.role === role).map((each) => each.id), typed: "" });
  return { organisers: standing("organiser"), partners: standing("partner") };
}

export function readBehind(values: FormValues): BehindDraft {
  return { organisers: readPicked(values, "organisers"), partners: readPicked(values, "partners") };
}

/** Null is no list: the fault comes back at the field, with those that may be meant. */
export async function resolveBehind(c: WebContext, behind: BehindDraft): Promise<{ organisers: StructureId[] | null; partners: StructureId[] | null }> {
  return { organisers: await resolvePicked(c, behind.organisers), partners: await resolvePicked(c, behind.partners) };
}
