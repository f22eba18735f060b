import { askToFollow, stopFollowing } from "../../../features/federation/ask-to-follow.ts";
import { findActorOfMemberAnywhere } from "../../../features/federation/find-actor.ts";
import type { WrittenFact } from "../../../platform/facts.ts";
import type { MemberId } from "../../../platform/ids.ts";
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
