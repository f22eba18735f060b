import { inTransaction, type Database } from "../../platform/database.ts";
import { touch } from "../../platform/facts.ts";
import { sendJob } from "../../platform/jobs.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { updateOccurrences } from "../agenda/update-occurrences.ts";
import { moveElsewhere } from "../contents/move-elsewhere.ts";
import { ensureElsewhere, meetServerAt } from "../federation/meet-server.ts";
import { becomeElsewhere } from "./departed-store.ts";
import type { LeavingRefusal, Naming } from "./leaving.ts";
import { lockStanding } from "./standing-store.ts";

/**
 * The territory has arrived elsewhere: here it is another server's from now on. Its members' secrets and all that isn't for everybody
 * are forgotten, and nothing can be signed in its name any more. There is no way back from here but the archive.
 */
export async function handOverTerritory(db: Database, slug: string, naming: Naming, at: Temporal.Instant): Promise<Outcome<null, LeavingRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<null, LeavingRefusal>> => {
    const standing = await lockStanding(tx, slug);
    if (!standing) return refused("unknown");
    if (standing.leftAt) return refused("left");
    if (!standing.leavingAt) return refused("not-leaving");
    await ensureElsewhere(tx, at);
    const { host } = new URL(naming.origins[standing.id] ?? naming.portal);
    const lost = await becomeElsewhere(tx, standing.id, naming, await meetServerAt(tx, host, at), host);
    await moveElsewhere(tx, standing.id, "", "world", at, updateOccurrences);
    if (lost.length > 0) await sendJob(tx, "remove-pictures", { pictures: lost });
    await sendJob(tx, "close-ended-passports", {}, { key: "close-ended-passports" });
    await touch(tx, ["territories", "network", `territory:${standing.id}`]);
    return done(null);
  });
}
