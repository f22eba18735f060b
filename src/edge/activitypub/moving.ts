import { addAlias, comeBack, moveAway, removeAlias } from "../../features/federation/move-account.ts";
import type { OtherActor, OwnActor } from "../../features/federation/actor.ts";
import { hostOfUri } from "../../features/federation/server.ts";
import { wideWorld } from "../../features/territories/territory.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { WebContext } from "../env.ts";
import type { MovingDone, MovingFault } from "../moving-outcomes.ts";
import { findPersonElsewhere } from "./finding.ts";
import { handleIn } from "./heard/web-finger.ts";
import { findOrMakeOwnActor } from "./own-actors.ts";
import { speakingOf } from "./speaking.ts";

const tries = 30;
const page = "/mon-espace/demenagement";

/** Leads back to the page with what came of it; a fault with what was typed, where it was. */
function back(c: WebContext, outcome: Outcome<MovingDone, MovingFault>, field: "adresse" | "vers", typed: string): Response {
  return c.redirect(outcome.done ? `${page}?fait=${outcome.value}` : `${page}?${new URLSearchParams({ faute: outcome.refusal, ou: field, tape: typed.slice(0, 300) }).toString()}#faults`, 303);
}

async function typedIn(c: WebContext, field: string): Promise<string> {
  const value = (await c.req.parseBody())[field];
  return typeof value === "string" ? value.slice(0, 2000) : "";
}

async function ownOf(c: WebContext): Promise<OwnActor | null> {
  const { viewer } = c.get("act");
  return viewer.kind === "member" ? findOrMakeOwnActor(speakingOf(c), "member", viewer.id, wideWorld) : null;
}

/** Who lives at the address that a member typed, at another server. */
async function personTyped(c: WebContext, own: OwnActor, typed: string): Promise<Outcome<OtherActor, MovingFault>> {
  const speaking = speakingOf(c);
  if (!(await c.get("services").quota("look-up", tries, 600).take(own.subject)).ok) return refused("too-often");
  const host = handleIn(typed.trim())?.split("@").at(-1) ?? hostOfUri(typed.trim());
  if (host && speaking.directory().find(host).kind !== "unknown") return refused("ours");
  return findPersonElsewhere(speaking, typed);
}

export async function doAddAlias(c: WebContext): Promise<Response> {
  const [own, typed] = [await ownOf(c), await typedIn(c, "adresse")];
  if (!own) return c.redirect(page, 303);
  const person = await personTyped(c, own, typed);
  const outcome = person.done ? await addAlias(c.get("services").db, own, person.value.uri) : person;
  return back(c, outcome.done ? done("added") : outcome, "adresse", typed);
}

export async function doRemoveAlias(c: WebContext): Promise<Response> {
  const [own, uri] = [await ownOf(c), await typedIn(c, "adresse")];
  if (own) await removeAlias(c.get("services").db, own, uri);
  return back(c, done("removed"), "adresse", "");
}

/** Moves to an account elsewhere which says, as read now, that it was this one. */
export async function doMoveAway(c: WebContext): Promise<Response> {
  const [own, typed] = [await ownOf(c), await typedIn(c, "vers")];
  if (!own) return c.redirect(page, 303);
  const person = await personTyped(c, own, typed);
  const outcome = person.done ? await moveAway(c.get("services").db, own, person.value, speakingOf(c).now()) : person;
  return back(c, outcome.done ? done("moved") : outcome, "vers", typed);
}

export async function doComeBack(c: WebContext): Promise<Response> {
  const own = await ownOf(c);
  if (own) await comeBack(c.get("services").db, own);
  return back(c, done("back"), "vers", "");
}
