import type { Context } from "../../platform/context.ts";
import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { refused, type Outcome } from "../../platform/outcome.ts";
import { inviteAnimators } from "../accounts/invite-animators.ts";
import { middleOf } from "../places/read-perimeter.ts";
import type { TerritoryInput } from "../territories/input.ts";
import { openTerritory } from "../territories/open-territory.ts";
import { canOpenTerritory } from "../territories/policy.ts";

export interface Opening {
  readonly territory: TerritoryInput;
  /** Mail addresses of who will animate it. */
  readonly animators: readonly string[];
  /** Calendars and feeds that fill it from the first minute. */
  readonly sources: readonly string[];
  /** Where its map begins, when it isn't the middle of its communes. */
  readonly middle?: { readonly latitude: number; readonly longitude: number } | null;
}

type OpeningRefusal = "forbidden" | "slug-taken" | "domain-taken";

/** Writes to somebody who will animate the new territory; `known`: they have an account already. */
export type InvitingMail = (tx: Transaction, email: string, known: boolean) => Promise<void>;

/** The coordination opens a territory, with its people and its sources: its home page lives from then on. */
export async function openPlatform({ db, viewer, now }: Context, opening: Opening, mail: InvitingMail): Promise<Outcome<TerritoryId, OpeningRefusal>> {
  return canOpenTerritory(viewer) ? openFor(db, opening, now(), mail) : refused("forbidden" as const);
}

/** The same by whoever runs the server, at the command line. */
export async function openFor(db: Database, { territory, animators, sources, middle }: Opening, at: Temporal.Instant, mail: InvitingMail): Promise<Outcome<TerritoryId, OpeningRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<TerritoryId, OpeningRefusal>> => {
    const opened = await openTerritory(tx, { ...territory, ...(middle ?? middleOf(territory.perimeter)) }, at);
    if (!opened.done) return opened;
    for (const { email, known } of await inviteAnimators(tx, opened.value, animators, at)) await mail(tx, email, known);
    for (const address of new Set(sources)) await sendJob(tx, "take-source", { territory: opened.value, address }, { queue: `sources of ${opened.value}` });
    return opened;
  });
}

