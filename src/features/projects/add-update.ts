import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touch } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { plainText } from "../../platform/text/plain.ts";
import { canSee } from "../contents/policy.ts";
import { touchesOf } from "../contents/set-standing.ts";
import type { ProjectUpdated } from "./facts.ts";
import type { UpdateInput } from "./input.ts";
import { canDeleteUpdate, canKeepLogbook } from "./policy.ts";
import type { ProjectStanding } from "./project.ts";
import { deleteUpdate, findUpdateAnywhere, insertUpdate, lockProjectAnywhere, ownsPicture } from "./store.ts";

export type UpdateRefusal = { readonly kind: "unknown" | "forbidden" | "empty" | "not-your-picture" };

/** Writes in a project's logbook; the same submission sent twice writes once. */
export async function addUpdate({ db, viewer, now }: Context, id: ContentId, input: UpdateInput): Promise<Outcome<ProjectStanding, UpdateRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<ProjectStanding, UpdateRefusal>> => {
    const project = await lockProjectAnywhere(tx, id);
    if (!project || !canSee(viewer, project.content, now())) return refused({ kind: "unknown" });
    if (viewer.kind === "visitor" || !canKeepLogbook(viewer, project)) return refused({ kind: "forbidden" });
    const length = plainText(input.body).trim().length;
    if (length === 0 || length > 10_000) return refused({ kind: "empty" });
    if (input.picture && !(await ownsPicture(tx, input.picture, viewer.id))) return refused({ kind: "not-your-picture" });
    const made = await insertUpdate(tx, id, input, viewer.id, now());
    if (made) await record<ProjectUpdated>(tx, { kind: "project.updated", territory: project.content.territory, subject: id, entry: made }, touchesOf(project.content));
    return done(project);
  });
}

/** Takes an entry out of a logbook. */
export async function removeUpdate({ db, viewer, now }: Context, update: string): Promise<Outcome<ProjectStanding, UpdateRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<ProjectStanding, UpdateRefusal>> => {
    const found = await findUpdateAnywhere(tx, update);
    const project = found ? await lockProjectAnywhere(tx, found.project) : null;
    if (!found || !project || !canSee(viewer, project.content, now())) return refused({ kind: "unknown" });
    if (!canDeleteUpdate(viewer, project, found.member)) return refused({ kind: "forbidden" });
    await deleteUpdate(tx, update);
    await touch(tx, touchesOf(project.content));
    return done(project);
  });
}
