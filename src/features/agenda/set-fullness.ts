import type { Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { touchesOf } from "../contents/set-standing.ts";
import type { EventPlacesChanged } from "./facts.ts";
import { setStatusFull } from "./store.ts";

/** Says that an event is full, or on again; one that is cancelled or postponed stays so. */
export async function setFullness(tx: Transaction, event: ContentId, full: boolean, at: Temporal.Instant): Promise<void> {
  const content = await setStatusFull(tx, event, full, at);
  if (content) await record<EventPlacesChanged>(tx, { kind: "event.places_changed", territory: content.territory, subject: event }, touchesOf(content));
}
