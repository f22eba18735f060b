import { findOwnActorByUriAnywhere } from "../../../features/federation/find-actor.ts";
import { isShutForAnywhere } from "../../../features/federation/find-restriction.ts";
import { findOriginAnywhere } from "../../../features/federation/find-object.ts";
import { findJoinedAnywhere, keepJoin } from "../../../features/federation/keep-join.ts";
import { say } from "../../../features/federation/say.ts";
import type { OtherActor, OwnActor } from "../../../features/federation/actor.ts";
import { takeGoingAnswer } from "../../../features/participations/answer-going.ts";
import { go, stopGoing } from "../../../features/participations/say-going.ts";
import { longestMessage } from "../../../features/participations/participation.ts";
import { newId, type ContentId } from "../../../platform/ids.ts";
import { askedToComeMail, goingAnswerMail } from "../../going-mails.ts";
import type { Fetching } from "../fetching.ts";
import { originOf } from "../guard/address.ts";
import type { HeardActivity } from "../guard/heard-activity.ts";
import { wordsOf } from "../heard/text.ts";
import { ownActorAt } from "../own-actors.ts";
import { objectUri } from "../uris.ts";
import { accept, ignore, reject } from "../wire/activities.ts";
import { nameOf } from "../wire/naming.ts";
import { contextOf } from "./acting.ts";
import { hearJoinCommunity, hearLeaveCommunity } from "./joining.ts";
import { contentAt } from "./things.ts";
import { applied, ignored, refusedFor, type Hearer, type Verdict } from "./verdict.ts";

/** How many of one server may ask to come in an hour: each is answered, and some are written about. */
const perHour = 300;

/** Somebody elsewhere comes to an event of ours, or asks to; one books on our page where seats are booked. Or they come into a community. */
export const hearJoin: Hearer = async (fetching, from, activity) => {
  const uri = activity.object?.id;
  const actor = uri ? await ownActorAt(fetching, uri) : null;
  if (actor) return actor.kind === "community" ? hearJoinCommunity(fetching, from, activity, actor) : ignored("nothing that one joins");
  const found = uri ? await eventAt(fetching, uri) : null;
  if (!uri || !found) return ignored("no event of ours");
  if (await isShutForAnywhere(fetching.db, found.event, from.server)) return refusedFor("shut");
  if (!(await fetching.quota("joins", perHour, 3600).take(originOf(from.uri) ?? "")).ok) return ignored("too much at once");
  const context = await contextOf(fetching, from);
  const message = wordsOf(activity.raw["participationMessage"] ?? activity.raw["content"], longestMessage);
  const outcome = await go(context, found.event, message, (told) => askedToComeMail(told, from.name || from.handle, fetching.directory().originOf(told.content.territory)));
  if (!outcome.done && (outcome.refusal.kind === "unknown" || outcome.refusal.kind === "sign-in")) return ignored("no event of ours");
  const { member } = { member: context.viewer.kind === "member" ? context.viewer.id : null };
  if (outcome.done && member) await keepJoin(fetching.db, found.event, member, activity.id);
  if (outcome.done && outcome.value === "asked") return applied;
  const answer = outcome.done ? (outcome.value === "going" ? accept : reject) : outcome.refusal.kind === "elsewhere" ? ignore : reject;
  await answerWith(fetching, answer, found.actor, from, { id: activity.id, object: uri });
  return outcome.done && outcome.value === "going" ? applied : ignored(outcome.done ? "they were sent away" : outcome.refusal.kind);
};

/** Not after all. */
export const hearLeave: Hearer = (fetching, from, activity) => leave(fetching, from, activity.object?.id ?? null);

export async function leave(fetching: Fetching, from: OtherActor, uri: string | null): Promise<Verdict> {
  const own = uri ? await findOwnActorByUriAnywhere(fetching.db, uri) : null;
  if (own) return own.kind === "community" ? hearLeaveCommunity(fetching, from, own) : ignored("nothing that one leaves");
  const event = uri ? await eventAt(fetching, uri) : null;
  if (!event) return ignored("nothing that one leaves");
  const outcome = await stopGoing(await contextOf(fetching, from), event.event);
  return outcome.done ? applied : ignored("they didn't come");
}

/** What the organisers of an event elsewhere answer to one of ours. Null when the answer is about something else. */
export async function hearGoing(fetching: Fetching, from: OtherActor, { type, object }: HeardActivity): Promise<Verdict | null> {
  const asked = object?.id ? await findJoinedAnywhere(fetching.db, object.id) : null;
  if (!asked) return null;
  const origin = await findOriginAnywhere(fetching.db, { content: asked.event });
  if (origin?.owner !== from.uri) return refusedFor("somebody else's");
  const answer = type === "Accept" ? "going" : type === "Reject" ? "refused" : "elsewhere";
  const taken = await takeGoingAnswer(fetching.db, asked.event, asked.member, answer, fetching.now(), (told, how) => goingAnswerMail(told, how, fetching.directory().originOf(told.content.territory)));
  return taken ? applied : ignored("nobody waits for it");
}

/** An event of ours by its address or by that of one of its dates, with who answers for it. */
async function eventAt(fetching: Fetching, uri: string): Promise<{ event: ContentId; actor: OwnActor } | null> {
  const content = await contentAt(fetching, uri);
  const name = content ? await nameOf(fetching, content) : null;
  if (!content || name?.kind !== "event") return null;
  const actor = uri === name.uri || uri.startsWith(`${name.uri}/sessions/`) ? await ownActorAt(fetching, name.author) : null;
  return actor && { event: content, actor };
}

async function answerWith(fetching: Fetching, build: typeof accept, actor: OwnActor, to: OtherActor, asked: { readonly id: string; readonly object: string }): Promise<void> {
  const id = newId();
  const uri = objectUri(originOf(actor.uri) ?? "", { kind: "activity", id });
  const body = build({ id: uri, actor: actor.uri }, { id: asked.id, type: "Join", actor: to.uri, object: asked.object });
  await say(fetching.db, { id, uri, actor: actor.id, type: String(body["type"]), object: asked.object, content: null, body: JSON.stringify(body), at: fetching.now() }, { followersOf: [], actors: [to.uri] });
}
