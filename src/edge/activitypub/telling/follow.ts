import { askToFollow, stopFollowing, stopFollowingUnread } from "../../../features/federation/ask-to-follow.ts";
import { findActorOfMemberAnywhere, findOtherActorAnywhere } from "../../../features/federation/find-actor.ts";
import { findOriginAnywhere } from "../../../features/federation/find-object.ts";
import { findMemberByIdAnywhere } from "../../../features/members/show-member.ts";
import type { WrittenFact } from "../../../platform/facts.ts";
import type { ContentId, MemberId } from "../../../platform/ids.ts";
import { wideWorld } from "../../../features/territories/territory.ts";
import { findOrMakeOwnActor, type Speaking } from "../own-actors.ts";
import { follow, undo } from "../wire/activities.ts";
import { actAbout, speak } from "./speak.ts";

/** A member follows somebody of another server, or no more: that server is asked, or told. */
export async function tellFollow(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const followed = await findActorOfMemberAnywhere(speaking.db, fact.subject as MemberId);
  const follower = followed ? await findOrMakeOwnActor(speaking, "member", String(fact.told["by"]), wideWorld) : null;
  if (!followed || !follower) return;
  const to = { followersOf: [], actors: [followed.uri] };
  if (fact.kind === "member.followed") {
    const act = actAbout(fact, follower, "follow");
    await askToFollow(speaking.db, followed.id, follower.id, act.id, speaking.now());
    await speak(speaking, fact, { actor: follower, object: followed.uri, content: null, audience: to, part: "follow", build: (each) => follow(each, followed.uri) });
    return;
  }
  const asking = await stopFollowing(speaking.db, followed.id, follower.id);
  if (asking) await speak(speaking, fact, { actor: follower, object: followed.uri, content: null, audience: to, part: "unfollow", build: (act) => undo(act, follow({ id: asking, actor: follower.uri }, followed.uri)) });
}

/** A member follows a dossier, a place, an itinerary or an operation of another server, or no more: their territory asks who publishes it, so that its changes come. Whose their reader is stays here. */
export async function tellContentFollow(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const origin = await findOriginAnywhere(speaking.db, { content: fact.subject as ContentId });
  const [keeper, reader] = origin ? await Promise.all([findOtherActorAnywhere(speaking.db, origin.owner), findMemberByIdAnywhere(speaking.db, fact.told["by"] as MemberId)]) : [null, null];
  const follower = keeper && reader ? await findOrMakeOwnActor(speaking, "territory", reader.home, reader.home) : null;
  if (!keeper || !follower) return;
  const spoken = { actor: follower, object: keeper.uri, content: null, audience: { followersOf: [], actors: [keeper.uri] } };
  if (fact.kind === "content.followed") {
    await askToFollow(speaking.db, keeper.id, follower.id, actAbout(fact, follower, "follow").id, speaking.now());
    await speak(speaking, fact, { ...spoken, part: "follow", build: (act) => follow(act, keeper.uri) });
    return;
  }
  const asking = await stopFollowingUnread(speaking.db, keeper.id, follower.id);
  if (asking) await speak(speaking, fact, { ...spoken, part: "unfollow", build: (act) => undo(act, follow({ id: asking, actor: follower.uri }, keeper.uri)) });
}
