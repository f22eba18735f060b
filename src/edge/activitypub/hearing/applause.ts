import { isShutForAnywhere } from "../../../features/federation/find-restriction.ts";
import { isFollowedHereAnywhere } from "../../../features/federation/list-followers.ts";
import type { OtherActor } from "../../../features/federation/actor.ts";
import { like } from "../../../features/likes/like.ts";
import { relayContent, undoRelay } from "../../../features/relays/relay-content.ts";
import type { Fetching } from "../fetching.ts";
import { originOf } from "../guard/address.ts";
import { contextOf } from "./acting.ts";
import { importAgain, importAt } from "./importing.ts";
import { isOurs, thingAt } from "./things.ts";
import { applied, ignored, refusedFor, type Hearer, type Verdict } from "./verdict.ts";

export const hearLike: Hearer = (fetching, from, activity) => setLike(fetching, from, activity.object?.id ?? null, true);

/** From a thousand accounts of one server, it is one who likes a thousand times. */
const likesPerHour = 1000;

/** "J'aime" of somebody elsewhere, or no more; each counts once. */
export async function setLike(fetching: Fetching, from: OtherActor, uri: string | null, wanted: boolean): Promise<Verdict> {
  const thing = uri ? await thingAt(fetching, uri) : null;
  if (!thing || thing.comment) return ignored("nothing that is liked here");
  if (wanted && (await isShutForAnywhere(fetching.db, thing.content, from.server))) return refusedFor("shut");
  if (wanted && !(await fetching.quota("likes-from", likesPerHour, 3600).take(originOf(from.uri) ?? "")).ok) return ignored("too much at once");
  const outcome = await like(await contextOf(fetching, from), thing.content, wanted);
  return outcome.done ? applied : ignored("it isn't public");
}

/** How much whom somebody here follows may pass on in an hour before it is let go: each is asked of its own server. */
const passedOnPerHour = 120;

/**
 * Somebody elsewhere passes on a content, by its name or, for a community, by the very act that said it (FEP-1b12): the same to us. What
 * isn't known here is asked of its own server when somebody here follows who passes it on, and shown under its own author; a copy inside is read by nobody.
 */
export const hearAnnounce: Hearer = async (fetching, from, { object }) => {
  const act = object?.claim && ["Create", "Update"].includes(object.claim.type) ? object.claim : null;
  const uri = act ? act.object : (object?.id ?? null);
  if (!uri) return ignored("nothing that can be read");
  const ours = isOurs(fetching, uri) !== null;
  const known = ours || (await thingAt(fetching, uri)) !== null;
  if (ours || (known && act?.type !== "Update") || !(await isFollowedHereAnywhere(fetching.db, from.id))) return setRelay(fetching, from, uri, true);
  if (!(await fetching.quota("passed-on", passedOnPerHour, 3600).take(originOf(from.uri) ?? "")).ok) return ignored("too much at once");
  const content = known ? await importAgain(fetching, uri) : await importAt(fetching, uri);
  return content ? setRelay(fetching, from, uri, true) : ignored("nothing that its own server shows");
};

/** Somebody elsewhere passes on what shows here, or no more. What they carry inside is read by nobody: only what it names counts. */
export async function setRelay(fetching: Fetching, from: OtherActor, uri: string | null, wanted: boolean): Promise<Verdict> {
  const thing = uri ? await thingAt(fetching, uri) : null;
  if (!thing || thing.comment) return ignored("nothing of ours");
  if (wanted && (await isShutForAnywhere(fetching.db, thing.content, from.server))) return refusedFor("shut");
  const context = await contextOf(fetching, from);
  const outcome = wanted ? await relayContent(context, thing.content, "") : await undoRelay(context, thing.content);
  return outcome.done ? applied : ignored("it isn't public");
}
