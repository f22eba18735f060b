import type { Transaction } from "../../platform/database.ts";
import { touch } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { touchesOf } from "../contents/set-standing.ts";
import { setStatusFull } from "./store.ts";

/** Says that an event is full, or on again; one that is cancelled or postponed stays so. */
export async function setFullness(tx: Transaction, event: ContentId, full: boolean, at: Temporal.Instant): Promise<void> {
  const content = await setStatusFull(tx, event, full, at);
  if (content) await touch(tx, touchesOf(content));
}
