import { randomBytes } from "node:crypto";
import type { Database } from "../../platform/database.ts";
import type { Platform, PlatformDescription } from "./passport.ts";
import { deleteUnusedPlatforms, insertPlatform } from "./store.ts";

/** Days after which one that no member ever let in is forgotten. */
const unusedDays = 2;

/** A platform of another server registers: from then on it may ask members who they are. It learns of none by that. */
export async function admitPlatform(db: Database, now: Temporal.Instant, host: string, described: Omit<PlatformDescription, "client_secret">): Promise<Platform> {
  const platform: Platform = { id: randomBytes(18).toString("base64url"), host, described: { ...described, client_secret: randomBytes(32).toString("base64url") } };
  await insertPlatform(db, platform, now);
  return platform;
}

export async function forgetUnusedPlatforms(db: Database, now: Temporal.Instant): Promise<void> {
  await deleteUnusedPlatforms(db, now.subtract({ hours: 24 * unusedDays }));
}
