import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import { countNetwork, type Counts } from "../territories/count-network.ts";

/** A territory of another server of the network, with its figures as its own server told them. */
export interface CountedPlatform extends Counts {
  readonly origin: string;
  readonly name: string;
  readonly structure: string;
  readonly toldAt: Temporal.Instant;
}

export async function listPlatformsAnywhere(db: Database): Promise<CountedPlatform[]> {
  const { rows } = await sql<CountedPlatform>`select origin, name, structure, told_at as "toldAt", members, contributors, articles, events, dossiers from platforms order by plain_text(name), origin`.execute(db);
  return rows;
}

/** What the whole network holds, over all its servers: what we count, and what the others told of themselves. */
export async function countWholeAnywhere(db: Database): Promise<Counts> {
  const [own, others] = await Promise.all([countNetwork(db, null), listPlatformsAnywhere(db)]);
  return sumOf([own, ...others]);
}

export function sumOf(all: readonly Counts[]): Counts {
  const sum = (of: keyof Counts) => all.reduce((total, each) => total + each[of], 0);
  return { members: sum("members"), contributors: sum("contributors"), articles: sum("articles"), events: sum("events"), dossiers: sum("dossiers") };
}
