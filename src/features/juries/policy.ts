import type { MemberId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";
import { canCollect } from "../answers/policy.ts";
import type { ContentStanding } from "../contents/content.ts";
import type { JurorState } from "./jury.ts";

/** What deciding about a jury needs to know. */
export interface JuryStanding {
  readonly content: ContentStanding;
  readonly jurors: readonly { readonly member: MemberId; readonly state: JurorState }[];
}

/** Those who collect the answers choose who judges them, and by what. */
export function canConvene(viewer: Viewer, content: ContentStanding): boolean {
  return canCollect(viewer, content);
}

export function isAsked(viewer: Viewer, jury: JuryStanding): boolean {
  return viewer.kind === "member" && jury.jurors.some((each) => each.member === viewer.id && each.state !== "declined");
}

export function canJudge(viewer: Viewer, jury: JuryStanding): boolean {
  return viewer.kind === "member" && jury.jurors.some((each) => each.member === viewer.id && each.state === "accepted");
}

/** A juror reads the others' notes once they gave their own, so that none follows another; an author who doesn't judge reads all. */
export function canReadNotes(viewer: Viewer, jury: JuryStanding, judged: boolean): boolean {
  return canJudge(viewer, jury) ? judged : canConvene(viewer, jury.content);
}
