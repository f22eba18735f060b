import { findMembershipAnywhere } from "../../../features/communities/list-members.ts";
import { join } from "../../../features/communities/join.ts";
import { setRole } from "../../../features/communities/manage-people.ts";
import { takeFarAnswer } from "../../../features/far-communities/take-far-answer.ts";
import { findFarAskedAnywhere } from "../../../features/far-communities/list-far.ts";
import { loseFollower } from "../../../features/federation/answer-follow.ts";
import { isShutAt } from "../../../features/federation/find-restriction.ts";
import { forgetAdmission, keepAdmission } from "../../../features/federation/keep-admission.ts";
import { say } from "../../../features/federation/say.ts";
import type { OtherActor, OwnActor } from "../../../features/federation/actor.ts";
import { newId, type CommunityId } from "../../../platform/ids.ts";
import { tellFarAnswer, tellRequest } from "../../community-mails.ts";
import type { Fetching } from "../fetching.ts";
import { originOf } from "../guard/address.ts";
import type { HeardActivity } from "../guard/heard-activity.ts";
import { wordsOf } from "../heard/text.ts";
import { objectUri } from "../uris.ts";
import { accept, reject } from "../wire/activities.ts";
import { contextOf } from "./acting.ts";
import { applied, ignored, refusedFor, type Verdict } from "./verdict.ts";

/** How many of one server may ask to come in in an hour: each is answered, and some are written about. */
const perHour = 300;
const mailsPerDay = 3;
const longestWords = 2000;

/** Somebody elsewhere comes into a community of ours, or asks to: who isn't in yet is answered when they are (see `tellAdmitted`). */
export async function hearJoinCommunity(fetching: Fetching, from: OtherActor, { id, raw }: HeardActivity, actor: OwnActor): Promise<Verdict> {
  const { db } = fetching;
  if (await isShutAt(db, actor.territory, from.server)) return refusedFor("shut");
  if (!(await fetching.quota("joins", perHour, 3600).take(originOf(from.uri) ?? "")).ok) return ignored("too much at once");
  const community = actor.subject as CommunityId;
  const context = await contextOf(fetching, from);
  if (context.viewer.kind === "visitor") return ignored("nobody");
  const member = context.viewer.id;
  const before = await findMembershipAnywhere(db, community, member);
  await keepAdmission(db, community, member, id);
  // Who asks, leaves and asks again isn't told of for ever.
  const told = before === null && (await fetching.quota("join-mails", mailsPerDay, 86_400).take(`${from.uri} ${community}`)).ok;
  const words = wordsOf(raw["participationMessage"] ?? raw["content"], longestWords);
  const outcome = await join(context, community, words, told ? (tx, to, locked) => tellRequest(tx, to, { community: locked.name, name: from.name || from.handle, words, about: member, address: `${fetching.directory().originOf(locked.territory)}/communautes/${locked.slug}/demandes` }) : undefined);
  if (outcome.done && (outcome.value.now === "asked" || before !== "in")) return applied;
  if (!outcome.done) await forgetAdmission(db, community, member);
  if (!outcome.done && outcome.refusal.kind !== "closed") return ignored("no community that one joins");
  await answerWith(fetching, outcome.done ? accept : reject, actor, from, id);
  return outcome.done ? applied : ignored("closed");
}

async function answerWith(fetching: Fetching, build: typeof accept, actor: OwnActor, to: OtherActor, asked: string): Promise<void> {
  const id = newId();
  const uri = objectUri(originOf(actor.uri) ?? "", { kind: "activity", id });
  const body = build({ id: uri, actor: actor.uri }, { id: asked, type: "Join", actor: to.uri, object: actor.uri });
  await say(fetching.db, { id, uri, actor: actor.id, type: String(body["type"]), object: actor.uri, content: null, body: JSON.stringify(body), at: fetching.now() }, { followersOf: [], actors: [to.uri] });
}

/** They leave it, or take back what they asked; whoever only followed it doesn't any more. */
export async function hearLeaveCommunity(fetching: Fetching, from: OtherActor, actor: OwnActor): Promise<Verdict> {
  const community = actor.subject as CommunityId;
  const context = await contextOf(fetching, from);
  if (context.viewer.kind === "visitor") return ignored("nobody");
  // First, so that nobody is told that they were taken out.
  await forgetAdmission(fetching.db, community, context.viewer.id);
  const before = await findMembershipAnywhere(fetching.db, community, context.viewer.id);
  const outcome = before ? await setRole(context, community, context.viewer.id, null) : null;
  const followed = await loseFollower(fetching.db, actor.id, from.id);
  return outcome?.done || followed ? applied : ignored("they weren't in it");
}

/** What those in charge of a community elsewhere answer to one of ours. Null when the answer is about something else. */
export async function hearJoined(fetching: Fetching, from: OtherActor, { type, object, raw }: HeardActivity): Promise<Verdict | null> {
  const asked = object?.id ? await findFarAskedAnywhere(fetching.db, object.id) : null;
  if (!asked || !object?.id || type === "Ignore") return null;
  if (asked.owner !== from.uri) return refusedFor("somebody else's");
  const taken = await takeFarAnswer(fetching.db, { ...asked, activity: object.id }, type === "Accept", fetching.now(), (tx, far, answer) =>
    tellFarAnswer(tx, asked.member, answer, { name: far.name, reason: wordsOf(raw["content"], longestWords), link: `${fetching.directory().portalOrigin}/membres/${encodeURIComponent(far.handle)}` }));
  return taken ? applied : ignored("nobody waits for it");
}
