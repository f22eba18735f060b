import { inTransaction, type Database } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { Followed } from "./facts.ts";
import { deleteFollow, insertFollow, lockFollowersOf } from "./store.ts";

const atOnce = 200;

/** Somebody goes on under another address: whoever followed them here follows them there. Begun again, it goes on where it stopped. */
export async function moveFollows(db: Database, from: MemberId, to: MemberId, at: Temporal.Instant): Promise<void> {
  for (let moved = atOnce; moved === atOnce; ) {
    moved = await inTransaction(db, async (tx) => {
      const followers = await lockFollowersOf(tx, from, atOnce);
      for (const follower of followers) {
        const about = (kind: Followed["kind"], subject: MemberId) => record<Followed>(tx, { kind, territory: null, subject, by: follower }, []);
        // Nobody follows themselves.
        if (follower !== to && (await insertFollow(tx, follower, { kind: "member", target: to }, at))) await about("member.followed", to);
        if (await deleteFollow(tx, follower, { kind: "member", target: from })) await about("member.unfollowed", from);
      }
      return followers.length;
    });
  }
}
