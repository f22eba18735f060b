import type { Transaction } from "../../platform/database.ts";
import type { ServerId } from "./actor.ts";
import { ensureWideWorld, meetServer } from "./server-store.ts";

const wideWorldName = "Fédivers";

/** Where all stand who are of no territory of the network: there from now on. */
export async function ensureElsewhere(tx: Transaction, at: Temporal.Instant): Promise<void> {
  await ensureWideWorld(tx, wideWorldName, at);
}

/** Another server by its host, in a transaction that is about more: what was decided of its domain holds for it. */
export async function meetServerAt(tx: Transaction, host: string, at: Temporal.Instant): Promise<ServerId> {
  return (await meetServer(tx, host, at)).id;
}
