import { takeMove } from "../../../features/federation/move-account.ts";
import { viewerOfActor } from "../../../features/federation/meet-actor.ts";
import { moveFollows } from "../../../features/follows/move-follows.ts";
import type { MemberId } from "../../../platform/ids.ts";
import { otherActorAt, type Fetching } from "../fetching.ts";
import { originOf } from "../guard/address.ts";
import { ownActorAt } from "../own-actors.ts";
import { applied, ignored, refusedFor, type Hearer } from "./verdict.ts";

/** How many of one server may move in an hour: each is read at two addresses. */
const perHour = 60;

/** Somebody elsewhere goes on under another address: believed when both addresses say so themselves, read again for it. Whoever follows them here follows them there. */
export const hearMove: Hearer = async (fetching, from, { object, target }) => {
  if (!object?.id || object.id !== from.uri) return refusedFor("somebody else's");
  if (!target || target === from.uri) return ignored("nowhere");
  if (!(await fetching.quota("moves", perHour, 3600).take(originOf(from.uri) ?? "")).ok) return ignored("too much at once");
  const left = await otherActorAt(fetching, from.uri, { fresh: true, now: true });
  if (!left.done) return ignored("out of reach");
  if (left.value.movedTo !== target) return refusedFor("the old address doesn't say so");
  const arrived = await whoIsAt(fetching, target);
  if (!arrived) return ignored("nobody there");
  if (!arrived.alsoKnownAs.includes(from.uri)) return refusedFor("the new address doesn't say so");
  if (!(await takeMove(fetching.db, from.id, target, fetching.now()))) return refusedFor("moved a short while ago");
  const [old, next] = [left.value.member, await arrived.member()];
  if (old && next) await moveFollows(fetching.db, old, next, fetching.now());
  return applied;
};

/** Who lives at an address, of ours or elsewhere, and under which others they say that they are known; `member` is who they are here. */
async function whoIsAt(fetching: Fetching, uri: string): Promise<{ readonly alsoKnownAs: readonly string[]; readonly member: () => Promise<MemberId | null> } | null> {
  const own = await ownActorAt(fetching, uri);
  // Only people move here: what else is ours isn't anybody's to move to.
  if (own) return own.kind === "member" && !own.movedTo ? { alsoKnownAs: own.alsoKnownAs, member: async () => own.subject as MemberId } : null;
  const other = await otherActorAt(fetching, uri, { fresh: true, now: true });
  if (!other.done || other.value.state !== "active" || other.value.movedTo) return null;
  return { alsoKnownAs: other.value.alsoKnownAs, member: async () => (await viewerOfActor(fetching.db, other.value, fetching.now())).id };
}
