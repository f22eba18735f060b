import { findOtherActorAnywhere } from "../../../features/federation/find-actor.ts";
import { isBlockedAnywhere } from "../../../features/federation/find-server.ts";
import type { ServerId } from "../../../features/federation/actor.ts";
import { hostOfUri } from "../../../features/federation/server.ts";
import { findWaitingAnywhere, hearOn, listWaitingAnywhere, settleHeard } from "../../../features/federation/receive.ts";
import type { Fetching } from "../fetching.ts";
import type { ActivityType } from "../guard/heard-activity.ts";
import { readActivity } from "../guard/read-activity.ts";
import { readJson } from "../guard/read-body.ts";
import { hearAnnounce, hearLike } from "./applause.ts";
import { hearCreate, hearDelete, hearUpdate } from "./saying.ts";
import { hearAdd, hearRemove } from "./listing.ts";
import { hearAnswer } from "./answer.ts";
import { hearFollow } from "./follow.ts";
import { hearFlag } from "./flag.ts";
import { hearOffer } from "./offer.ts";
import { hearJoin, hearLeave } from "./going.ts";
import { hearMove } from "./move.ts";
import { hearUndo } from "./undo.ts";
import { ignored, refusedFor, type Hearer, type Verdict } from "./verdict.ts";

/** Who makes something of what. The rest is thanked for and forgotten. */
const hearers: Partial<Record<ActivityType, Hearer>> = {
  Follow: hearFollow,
  Accept: hearAnswer,
  Reject: hearAnswer,
  Ignore: hearAnswer,
  Undo: hearUndo,
  Create: hearCreate,
  Update: hearUpdate,
  Delete: hearDelete,
  Like: hearLike,
  Announce: hearAnnounce,
  Add: hearAdd,
  Remove: hearRemove,
  Move: hearMove,
  Join: hearJoin,
  Leave: hearLeave,
  Flag: hearFlag,
  Offer: hearOffer,
};

/** Makes of an activity what there is to make, once it was verified and written down. Run again, it does the same. */
export async function hear(fetching: Fetching, uri: string): Promise<void> {
  const received = await findWaitingAnywhere(fetching.db, uri);
  if (received) await settleHeard(fetching.db, uri, await verdictOn(fetching, received), fetching.now());
}

const [atOnce, turnMillis] = [50, 20_000];
/** After this what can't be applied is given up. */
const patience = { hours: 72 };

/**
 * The same for all that waits of one server, in the order in which it came. Of whom something fails, the rest waits, and is tried again
 * with the job; others of their server aren't held up by it.
 */
export async function hearServer(fetching: Fetching, server: ServerId): Promise<void> {
  const end = performance.now() + turnMillis;
  const failed = new Map<string, unknown>();
  for (;;) {
    const waiting = await listWaitingAnywhere(fetching.db, server, [...failed.keys()], atOnce);
    if (waiting.length === 0) break;
    for (const received of waiting) {
      if (failed.has(received.actor)) continue;
      try {
        await settleHeard(fetching.db, received.uri, await verdictOn(fetching, received), fetching.now());
      } catch (error) {
        if (Temporal.Instant.compare(received.at.add(patience), fetching.now()) < 0) await settleHeard(fetching.db, received.uri, refusedFor("it could not be applied"), fetching.now());
        else failed.set(received.actor, error);
      }
    }
    if (performance.now() > end) return hearOn(fetching.db, server);
  }
  for (const [actor, cause] of failed) throw new Error(`What ${actor} said could not be applied`, { cause });
}

async function verdictOn(fetching: Fetching, received: { readonly actor: string; readonly body: string }): Promise<Verdict> {
  const body = readJson(new TextEncoder().encode(received.body));
  const activity = body.done ? readActivity(body.value, { httpAllowed: fetching.httpAllowed, now: fetching.now() }) : body;
  if (!activity.done) return refusedFor(activity.refusal);
  const from = await findOtherActorAnywhere(fetching.db, received.actor);
  if (!from || from.uri !== activity.value.actor) return refusedFor("somebody else's");
  if (from.state !== "active") return refusedFor(from.state);
  if (await isBlockedAnywhere(fetching.db, hostOfUri(from.uri) ?? "")) return refusedFor("blocked");
  const hearer = activity.value.type && hearers[activity.value.type];
  return hearer ? hearer(fetching, from, activity.value) : ignored("nothing is made of it");
}
