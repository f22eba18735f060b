import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { touch } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canSee } from "../contents/policy.ts";
import { touchesOf } from "../contents/set-standing.ts";
import { showContentAnywhere } from "../contents/show-content.ts";
import { canLeadProject } from "./policy.ts";
import type { ProjectStanding } from "./project.ts";
import { deleteProjectContent, insertProjectContent, lockProjectAnywhere } from "./store.ts";

export type AttachRefusal = { readonly kind: "unknown" | "forbidden" };

/** Puts a public content, of any territory, with a project; or takes it away. An announcement is what the project looks for. */
export async function attachContent(context: Context, id: ContentId, content: ContentId, attached: boolean): Promise<Outcome<ProjectStanding, AttachRefusal>> {
  const { db, viewer, now } = context;
  const shown = attached ? await showContentAnywhere(context, content) : null;
  return inTransaction(db, async (tx): Promise<Outcome<ProjectStanding, AttachRefusal>> => {
    const project = await lockProjectAnywhere(tx, id);
    if (!project || !canSee(viewer, project.content, now())) return refused({ kind: "unknown" });
    if (!canLeadProject(viewer, project)) return refused({ kind: "forbidden" });
    if (attached && (shown?.state !== "published" || content === id)) return refused({ kind: "unknown" });
    if (attached) await insertProjectContent(tx, id, content, now());
    else await deleteProjectContent(tx, id, content);
    await touch(tx, touchesOf(project.content));
    return done(project);
  });
}
