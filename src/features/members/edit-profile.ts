import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../../platform/context.ts";
import { inTransaction, json } from "../../platform/database.ts";
import { record, touchTerritory } from "../../platform/facts.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { lineSchema, webAddress } from "../contents/input.ts";
import { themeCodes } from "../tags/themes.ts";
import { personNameSchema } from "../accounts/input.ts";
import type { ProfileChanged } from "./facts.ts";

export const profileInput = z.object({
  name: personNameSchema,
  bio: z.string().trim().max(2000, "too_long").default(""),
  commune: lineSchema(100).default(""),
  links: z.array(z.object({ label: lineSchema(60), url: webAddress })).max(5, "too_many").default([]),
  interests: z.array(z.enum(themeCodes)).max(themeCodes.length).default([]),
  listed: z.boolean().default(true),
});
export type ProfileInput = z.output<typeof profileInput>;

/** A member corrects their own profile, and says which territory is home. */
export async function editProfile({ db, viewer }: Context, input: ProfileInput, home: TerritoryId): Promise<Outcome<null, { kind: "sign-in" }>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" } as const);
  await inTransaction(db, async (tx) => {
    await sql`update members set name = ${input.name}, bio = ${input.bio}, commune = ${input.commune}, links = ${json(input.links)}, interests = ${input.interests},
      listed = ${input.listed}, home_id = ${home} where id = ${viewer.id}`.execute(tx);
    await record<ProfileChanged>(tx, { kind: "member.profile_changed", territory: home, subject: viewer.id }, [touchTerritory(home), touchTerritory(viewer.home), "network"]);
  });
  return done(null);
}
