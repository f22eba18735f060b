import type { ActorId, OtherActor, ServerId } from "../../../features/federation/actor.ts";
import { hearOn, listWaitingAnywhere, settleHeard, type ReceivedActivity, type Settled } from "../../../features/federation/receive.ts";
import type { Fetching } from "../fetching.ts";
import type { ActivityType, HeardActivity } from "../guard/heard-activity.ts";
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

const [atOnce, turnMillis] = [50, 20_000];
/** After this what can't be applied is given up. */
const patience = { hours: 72 };
/** After these, who speaks may be another than was read with what waits: gone, moved, by another name. */
const changesWhoSpeaks: ReadonlySet<ActivityType> = new Set(["Update", "Delete", "Move"]);

/**
 * Makes of all that waits of one server what there is to make, in the order in which it came; heard again, it does the same. Of whom
 * something fails, the rest waits, and is tried again with the job; others of their server aren't held up by it.
 */
export async function hearServer(fetching: Fetching, server: ServerId): Promise<void> {
  const end = performance.now() + turnMillis;
  const failed = new Map<ActorId, Error>();
  for (;;) {
    const waiting = await listWaitingAnywhere(fetching.db, server, [...failed.keys()], atOnce);
    const settled = await hearThese(fetching, waiting, failed);
    await settleHeard(fetching.db, server, settled, fetching.now());
    // What came meanwhile has its own job.
    if (waiting.length < atOnce && settled.length === waiting.length) break;
    if (performance.now() > end) return hearOn(fetching.db, server);
  }
  for (const failure of failed.values()) throw failure;
}

/** What was made of these, up to one after which they are to be read again. */
async function hearThese(fetching: Fetching, waiting: readonly ReceivedActivity[], failed: Map<ActorId, Error>): Promise<Settled[]> {
  const settled: Settled[] = [];
  for (const { uri, body, at, from, blocked } of waiting) {
    if (failed.has(from.id)) continue;
    try {
      const json = readJson(new TextEncoder().encode(body));
      const activity = json.done ? readActivity(json.value, { httpAllowed: fetching.httpAllowed, now: fetching.now() }) : json;
      settled.push({ uri, ...(activity.done ? await verdictOn(fetching, activity.value, from, blocked) : refusedFor(activity.refusal)) });
      if (activity.done && activity.value.type && changesWhoSpeaks.has(activity.value.type)) break;
    } catch (error) {
      if (Temporal.Instant.compare(at.add(patience), fetching.now()) < 0) settled.push({ uri, ...refusedFor("it could not be applied") });
      else failed.set(from.id, new Error(`What ${from.uri} said could not be applied`, { cause: error }));
    }
  }
  return settled;
}

/** Who is suspended is heard on nothing but this: that it is over, that they left, and what they take back. */
function isOfThemselves({ type, actor, object }: HeardActivity): boolean {
  return type === "Delete" || (type === "Update" && object?.id === actor);
}

async function verdictOn(fetching: Fetching, activity: HeardActivity, from: OtherActor, blocked: boolean): Promise<Verdict> {
  if (from.uri !== activity.actor) return refusedFor("somebody else's");
  if (from.state !== "active" && !(from.state === "suspended" && isOfThemselves(activity))) return refusedFor(from.state);
  if (blocked) return refusedFor("blocked");
  const hearer = activity.type && hearers[activity.type];
  return hearer ? hearer(fetching, from, activity) : ignored("nothing is made of it");
}
