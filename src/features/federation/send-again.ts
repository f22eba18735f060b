import type { Context } from "../../platform/context.ts";
import { inTransaction, type Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { ServerId } from "./actor.ts";
import { canDecideTrust } from "./policy.ts";
import { readTerritoryOf, resend, type ResendWhat } from "./send-again-store.ts";

/** What was refused or given up by a server is sent again, and what waits is tried at once: by the coordination (null) for all, by a territory for its own. How many. */
export async function sendServerAgain({ db, viewer, now }: Context, territory: TerritoryId | null, server: ServerId): Promise<Outcome<number, { kind: "sign-in" | "forbidden" }>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" } as const);
  if (!canDecideTrust(viewer, territory)) return refused({ kind: "forbidden" } as const);
  return done(await sendAgain(db, { server, territory }, now()));
}

/** The same for one content, to all who failed. */
export async function sendContentAgain({ db, viewer, now }: Context, content: ContentId): Promise<Outcome<number, { kind: "sign-in" | "forbidden" }>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" } as const);
  const territory = await readTerritoryOf(db, content);
  if (!territory || !canDecideTrust(viewer, territory)) return refused({ kind: "forbidden" } as const);
  return done(await sendAgain(db, { content }, now()));
}

/** The same by whoever runs the server. */
export async function sendAgain(db: Database, what: ResendWhat, at: Temporal.Instant): Promise<number> {
  return inTransaction(db, async (tx) => {
    const again = await resend(tx, what, at);
    if (again > 0) await sendJob(tx, "deliver", {}, { key: "deliver-0" });
    return again;
  });
}
