import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { insertExport } from "./store.ts";

/** Asks for a file with all that is kept of oneself: a worker makes it. One at a time. */
export async function askForExport({ db, viewer, now }: Context): Promise<Outcome<null, { kind: "sign-in" | "already-asked" }>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" } as const);
  return inTransaction(db, async (tx): Promise<Outcome<null, { kind: "sign-in" | "already-asked" }>> => {
    const id = newId<never>() as string;
    if (!(await insertExport(tx, id, viewer.id, now()))) return refused({ kind: "already-asked" });
    await sendJob(tx, "export-own-data", { export: id });
    return done(null);
  });
}
