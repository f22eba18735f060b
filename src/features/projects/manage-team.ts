import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { ContentStanding } from "../contents/content.ts";
import { canSee } from "../contents/policy.ts";
import { touchesOf } from "../contents/set-standing.ts";
import type { ProjectTeamChanged } from "./facts.ts";
import { canAnswerInvitation, canLeadProject } from "./policy.ts";
import type { ProjectStanding } from "./project.ts";
import { acceptTeamMember, deleteTeamMember, lockProjectAnywhere, nameOfProject, setTeamMember } from "./store.ts";

export interface LeadProject extends Pick<ContentStanding, "kind" | "territory"> {
  readonly title: string;
  readonly slug: string;
}

export type TeamRefusal = { readonly kind: "unknown" | "forbidden" | "too-many" };
const most = 60;

async function change(context: Context, id: ContentId, act: (tx: Transaction, project: ProjectStanding, at: Temporal.Instant) => Promise<TeamRefusal | ProjectTeamChanged>): Promise<Outcome<ProjectStanding, TeamRefusal>> {
  const { db, viewer, now } = context;
  return inTransaction(db, async (tx): Promise<Outcome<ProjectStanding, TeamRefusal>> => {
    const project = await lockProjectAnywhere(tx, id);
    const invited = project !== null && canAnswerInvitation(viewer, project);
    // Whoever is invited learns of a project that isn't public yet: otherwise they couldn't answer.
    if (!project || (!invited && !canSee(viewer, project.content, now()))) return refused({ kind: "unknown" });
    const result = await act(tx, project, now());
    if (!("subject" in result)) return refused(result);
    await record<ProjectTeamChanged>(tx, result, touchesOf(project.content));
    return done(project);
  });
}

/** Asks a member to be in the team; doing it again changes their role. They are shown once they accept. */
export function inviteToTeam(context: Context, id: ContentId, member: MemberId, role: string): Promise<Outcome<ProjectStanding, TeamRefusal>> {
  return change(context, id, async (tx, project, at) => {
    if (!canLeadProject(context.viewer, project)) return { kind: "forbidden" };
    if (project.team.length >= most && !project.team.some((each) => each.member === member)) return { kind: "too-many" };
    // One's own name needs nobody's consent.
    const state = context.viewer.kind === "member" && context.viewer.id === member ? "in" : "invited";
    await setTeamMember(tx, id, member, role, state, at);
    return { kind: "project.invited", territory: project.content.territory, subject: id, member };
  });
}

/** What whoever is invited answers; leaving later is answering no. `decline` tells those who lead it of an invitation that was declined. */
export function answerInvitation(context: Context, id: ContentId, accepted: boolean, decline?: (tx: Transaction, to: readonly MemberId[], project: LeadProject) => Promise<void>): Promise<Outcome<ProjectStanding, TeamRefusal>> {
  return change(context, id, async (tx, project, at) => {
    const { viewer } = context;
    if (viewer.kind === "visitor" || !canAnswerInvitation(viewer, project)) return { kind: "forbidden" };
    if (accepted) await acceptTeamMember(tx, id, viewer.id, at);
    else await deleteTeamMember(tx, id, viewer.id);
    if (!accepted && decline && project.team.some((each) => each.member === viewer.id && each.state === "invited")) await decline(tx, project.content.authors, { ...project.content, ...(await nameOfProject(tx, id)) });
    return { kind: accepted ? "project.joined" : "project.left", territory: project.content.territory, subject: id, member: viewer.id };
  });
}

/** Takes somebody from the team. */
export function removeFromTeam(context: Context, id: ContentId, member: MemberId): Promise<Outcome<ProjectStanding, TeamRefusal>> {
  return change(context, id, async (tx, project) => {
    if (!canLeadProject(context.viewer, project)) return { kind: "forbidden" };
    await deleteTeamMember(tx, id, member);
    return { kind: "project.left", territory: project.content.territory, subject: id, member };
  });
}
