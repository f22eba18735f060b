import type { Writable } from "node:stream";
import { inTransaction, type Database } from "../../platform/database.ts";
import { touch } from "../../platform/facts.ts";
import type { FileStore } from "../../platform/files/file-store.ts";
import { sendJob } from "../../platform/jobs.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { writeDeparture } from "./archive-store.ts";
import type { Departed, Departure, LeavingRefusal, Naming } from "./leaving.ts";
import { lockStanding, setLeaving } from "./standing-store.ts";

/** From what is read, and by which clock. */
export interface LeavingFrom {
  readonly db: Database;
  readonly url: string;
  readonly files: FileStore;
  readonly now: () => Temporal.Instant;
}

/** From now on the territory stands still: it isn't served, nobody of it acts and nothing is said in its name, until it stays after all or lives elsewhere. */
export async function holdTerritory({ db, now }: Pick<LeavingFrom, "db" | "now">, slug: string): Promise<Outcome<Pick<Departure, "territory" | "slug" | "name"> & { readonly held: boolean }, LeavingRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<Pick<Departure, "territory" | "slug" | "name"> & { readonly held: boolean }, LeavingRefusal>> => {
    const standing = await lockStanding(tx, slug);
    if (!standing) return refused("unknown");
    if (standing.leftAt) return refused("left");
    const held = standing.leavingAt === null;
    if (held) await setLeaving(tx, standing.id, now());
    await touch(tx, ["territories", "network"]);
    return done({ territory: standing.id, slug: standing.slug, name: standing.name, held });
  });
}

/** It stays: all is as it was before it was held. */
export async function keepTerritory(db: Database, slug: string): Promise<Outcome<null, LeavingRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<null, LeavingRefusal>> => {
    const standing = await lockStanding(tx, slug);
    if (!standing) return refused("unknown");
    if (standing.leftAt) return refused("left");
    if (!standing.leavingAt) return refused("not-leaving");
    await setLeaving(tx, standing.id, null);
    await sendJob(tx, "deliver", {}, { key: "deliver-0" });
    await touch(tx, ["territories", "network"]);
    return done(null);
  });
}

/** Holds a territory and writes all that is its own into `target`. When it can't be written, it isn't held either. */
export async function leaveTerritory(from: LeavingFrom, slug: string, about: Pick<Departure, "origin" | "formerHosts">, naming: Naming, target: Writable): Promise<Outcome<Departed, LeavingRefusal>> {
  const standing = await holdTerritory(from, slug);
  if (!standing.done) return standing;
  const { held, ...departure } = standing.value;
  try {
    return done(await writeDeparture(from, { ...departure, ...about }, naming, target));
  } catch (error) {
    if (held) await keepTerritory(from.db, slug);
    throw error;
  }
}
