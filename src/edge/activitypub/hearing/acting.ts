import type { OtherActor } from "../../../features/federation/actor.ts";
import { viewerOfActor } from "../../../features/federation/meet-actor.ts";
import type { Context } from "../../../platform/context.ts";
import type { Fetching } from "../fetching.ts";

/** Somebody of another server as who acts here. */
export async function contextOf(fetching: Fetching, from: OtherActor): Promise<Context> {
  return { db: fetching.db, now: fetching.now, viewer: await viewerOfActor(fetching.db, from, fetching.now()) };
}
