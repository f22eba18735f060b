import { viewerOfActor } from "../../../features/federation/meet-actor.ts";
import type { OtherActor } from "../../../features/federation/actor.ts";
import { like } from "../../../features/likes/like.ts";
import { relayContent, undoRelay } from "../../../features/relays/relay-content.ts";
import type { Context } from "../../../platform/context.ts";
import type { Fetching } from "../fetching.ts";
import { thingAt } from "./things.ts";
import { applied, ignored, type Hearer, type Verdict } from "./verdict.ts";

/** Somebody of another server as who acts here. */
export async function contextOf(fetching: Fetching, from: OtherActor): Promise<Context> {
  return { db: fetching.db, now: fetching.now, viewer: await viewerOfActor(fetching.db, from, fetching.now()) };
}

export const hearLike: Hearer = (fetching, from, activity) => setLike(fetching, from, activity.object?.id ?? null, true);

/** "J'aime" of somebody elsewhere, or no more; each counts once. */
export async function setLike(fetching: Fetching, from: OtherActor, uri: string | null, wanted: boolean): Promise<Verdict> {
  const thing = uri ? await thingAt(fetching, uri) : null;
  if (!thing || thing.comment) return ignored("nothing that is liked here");
  const outcome = await like(await contextOf(fetching, from), thing.content, wanted);
  return outcome.done ? applied : ignored("it isn't public");
}

export const hearAnnounce: Hearer = (fetching, from, activity) => setRelay(fetching, from, activity.object?.id ?? null, true);

/** Somebody elsewhere passes on what shows here, or no more. What they carry inside is read by nobody: only what it names counts. */
export async function setRelay(fetching: Fetching, from: OtherActor, uri: string | null, wanted: boolean): Promise<Verdict> {
  const thing = uri ? await thingAt(fetching, uri) : null;
  if (!thing || thing.comment) return ignored("nothing of ours");
  const context = await contextOf(fetching, from);
  const outcome = wanted ? await relayContent(context, thing.content, "") : await undoRelay(context, thing.content);
  return outcome.done ? applied : ignored("it isn't public");
}
