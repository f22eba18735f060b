import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import type { CommunityId, MemberId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { CommunityRole } from "./community.ts";
import { tell } from "./join.ts";
import { canRemove, canRun, canSeeCommunity } from "./policy.ts";
import { countAdministratorsAnywhere, deletePerson, findPersonAnywhere, lockCommunityAnywhere, setRoleOf, type LockedCommunity } from "./store.ts";

export type PeopleRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" | "last-administrator" };

/**
 * Gives somebody who is in a community another role, or takes them out (null). Administrators and the animator name;
 * moderators may take out plain members; anybody may leave, or take back their request. The last administrator stays
 * until there is another, whoever asks. Those of other servers are plain members.
 *
 * What somebody published in a private community stays there when they go: its members keep reading it, its author too,
 * who may correct it, withdraw it or take it out of the community, but no longer reads the others'.
 */
export async function setRole({ db, viewer }: Context, id: CommunityId, member: MemberId, role: CommunityRole | null): Promise<Outcome<LockedCommunity, PeopleRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<LockedCommunity, PeopleRefusal>> => {
    const locked = await lockCommunityAnywhere(tx, id, viewer);
    if (!locked || !canSeeCommunity(locked.viewer, locked.community)) return refused({ kind: "unknown" });
    const { community } = locked;
    const present = await findPersonAnywhere(tx, id, member);
    const leaving = role === null && member === viewer.id;
    if (present?.state === "asked") {
      if (!leaving) return refused({ kind: "unknown" });
      await deletePerson(tx, id, member);
      return done(community);
    }
    const allowed = role === null ? leaving || canRemove(locked.viewer, community, present?.role ?? "member") : canRun(locked.viewer, community);
    if (!allowed) return refused({ kind: "forbidden" });
    if (!present) return role === null ? done(community) : refused({ kind: "unknown" });
    if (present.role === role) return done(community);
    // Their own server does what they do here: it has no door to those in charge.
    if (role !== null && role !== "member" && present.remote) return refused({ kind: "forbidden" });
    if (present.role === "administrator" && (await countAdministratorsAnywhere(tx, id)) === 1) return refused({ kind: "last-administrator" });
    if (role === null) await deletePerson(tx, id, member);
    else await setRoleOf(tx, id, member, role);
    await tell(tx, community, member, role === null ? "community.left" : "community.role_changed");
    return done(community);
  });
}
