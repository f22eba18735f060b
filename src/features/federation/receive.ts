import { inTransaction, type Database } from "../../platform/database.ts";
import { makeQuotas } from "../../platform/limits.ts";
import { together } from "../../platform/together.ts";
import { emptyPrivate } from "./activity-store.ts";
import type { ActorId, ServerId } from "./actor.ts";
import { findSendersAnywhere, findSignersAnywhere, type Sender, type Signatory, type Signer } from "./find-actor.ts";
import { deleteOldActivities, deleteOldKeys, deleteOldReceived, insertReceived, readClaim, readWaiting, sendHearing, settleReceived, type Letter, type ReceivedActivity, type Settled } from "./received-store.ts";
import { deleteOldHeldNotes } from "./held-store.ts";
import { refusalsToldDays } from "./list-refusals.ts";
import { addRefused, deleteOldRefusals, type Refused } from "./refusal-store.ts";

/** Days for which the identifier of an activity is kept: one that comes again later is too old to be believed. */
const keptDays = 90;

/** What others post at the same moment is looked up and written down together. */
export interface Letterbox {
  /** Who is said to sign, as far as they are known. */
  readonly senderOf: (signatory: Signatory) => Promise<Sender>;
  /** Writes down what was verified, before anything is made of it; what was heard already isn't heard again. */
  readonly keep: (letter: Letter) => Promise<null>;
  /** Whose key this is, of those whom we know: of what is refused before anybody is asked who they are. */
  readonly signerOf: (key: string) => Promise<Signer | null>;
  /** Counts against a server what it signed and what wasn't taken. */
  readonly refuse: (refused: Refused) => Promise<null>;
}

/** When more than this comes in a second, a little is waited for more of it, and it is heard a second later: to ask the database, and to begin hearing a server, costs as much as several letters. */
const crowd = { perSecond: 20, pauseMillis: 15, laterSeconds: 1 };

export function makeLetterbox(db: Database): Letterbox {
  const calm = makeQuotas()("letters", crowd.perSecond, 1);
  let crowded = false;
  const keep = async (letters: readonly Letter[]): Promise<null[]> => {
    crowded = (await Promise.all(letters.map(() => calm.take("")))).some((each) => !each.ok);
    await insertReceived(db, letters, crowded ? crowd.laterSeconds : 0);
    return letters.map(() => null);
  };
  const pause = () => (crowded ? crowd.pauseMillis : 0);
  const refuse = async (refused: readonly Refused[]): Promise<null[]> => {
    await addRefused(db, refused);
    return refused.map(() => null);
  };
  return { senderOf: together((asked) => findSendersAnywhere(db, asked), pause), keep: together(keep, pause), signerOf: together((keys) => findSignersAnywhere(db, keys)), refuse: together(refuse) };
}

export type { Letter, ReceivedActivity, Settled };

/** What waits of one server, without what these have said. */
export async function listWaitingAnywhere(db: Database, server: ServerId, without: readonly ActorId[], limit: number): Promise<ReceivedActivity[]> {
  return readWaiting(db, server, without, limit);
}

/** More waits than is heard at once: others have their turn first. */
export async function hearOn(db: Database, server: ServerId): Promise<void> {
  await sendHearing(db, server);
}

/** What somebody did before, as they said it, for one who takes it back by its address alone; null when it wasn't theirs, or is forgotten. */
export async function findReceivedClaimAnywhere(db: Database, uri: string, from: ActorId): Promise<string | null> {
  return readClaim(db, uri, from);
}

/** What is let go because it is too much, as the hearing says it: refused too, for who looks at its server. */
const tooMuch = /^too much/;

/** Writes down what was made of each, and counts against the server what wasn't taken. */
export async function settleHeard(db: Database, server: ServerId, settled: readonly Settled[], at: Temporal.Instant): Promise<void> {
  if (settled.length === 0) return;
  await settleReceived(db, settled, at);
  const refused = settled.filter(({ state, reason }) => state === "refused" || tooMuch.test(reason));
  if (refused.length > 0) await addRefused(db, refused.map(({ reason }) => ({ server, reason, at })));
}

export async function forgetOldTraffic(db: Database, now: Temporal.Instant): Promise<void> {
  const before = now.subtract({ hours: 24 * keptDays });
  await inTransaction(db, async (tx) => {
    await deleteOldReceived(tx, before);
    await deleteOldActivities(tx, before);
    await emptyPrivate(tx, null);
    await deleteOldKeys(tx, before);
    await deleteOldHeldNotes(tx, before);
    await deleteOldRefusals(tx, now.subtract({ hours: 24 * (refusalsToldDays + 1) }));
  });
}
