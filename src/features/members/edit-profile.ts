import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touchTerritory } from "../../platform/facts.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { ProfileChanged } from "./facts.ts";
import type { ProfileInput } from "./input.ts";
import { updateProfile } from "./store.ts";

/** A member corrects their own profile, and says which territory is home. */
export async function editProfile({ db, viewer }: Context, input: ProfileInput, home: TerritoryId): Promise<Outcome<null, { kind: "sign-in" }>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" } as const);
  await inTransaction(db, async (tx) => {
    await updateProfile(tx, viewer.id, input, home);
    await record<ProfileChanged>(tx, { kind: "member.profile_changed", territory: home, subject: viewer.id }, [touchTerritory(home), touchTerritory(viewer.home), "network"]);
  });
  return done(null);
}
