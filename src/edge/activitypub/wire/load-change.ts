import { z } from "zod";
import { eventStatuses } from "../../../features/agenda/event.ts";
import { sessionsSchema } from "../../../features/agenda/session-input.ts";
import { listVersionsAnywhere, showContentAnywhere, showVersionAnywhere } from "../../../features/contents/show-content.ts";
import { findCommune } from "../../../features/places/communes.ts";
import type { ContentId } from "../../../platform/ids.ts";
import { changeNote } from "./change-note.ts";
import { loadCommon } from "./load-content.ts";
import { loadEvent, whereOfEvent } from "./load-kinds.ts";
import { nameOf } from "./naming.ts";
import { asVisitor, type Sources } from "./sources.ts";
import type { WireObject } from "./wire.ts";

/** What a kept version says of when and where. */
const keptSchema = z.object({
  zone: z.string(), sessions: sessionsSchema, status: z.enum(eventStatuses), placeName: z.string(), address: z.string(), communeCode: z.string().nullable(), onlineUrl: z.string().nullable(),
});

/**
 * The note that tells what a revision of a published event changed for those who come, from the version before it. Null
 * when nobody need be told, or the event isn't public. At the same revision, the same note under the same id.
 */
export async function loadChange(sources: Sources, id: ContentId, revision: number): Promise<WireObject | null> {
  const act = asVisitor(sources);
  const content = await showContentAnywhere(act, id);
  const name = content ? await nameOf(sources, id) : null;
  const details = content && name ? await loadEvent(sources, content, await loadCommon(sources, content, name)) : null;
  const { version, before } = await showVersionAnywhere(act, id, revision);
  const kept = keptSchema.safeParse(before?.details);
  if (!details || !version || !kept.success) return null;
  const commune = kept.data.communeCode ? findCommune(kept.data.communeCode) : null;
  const where = whereOfEvent({ ...kept.data, communeName: commune?.name ?? "", postcode: "", latitude: null, longitude: null });
  return changeNote(details, { ...kept.data, where }, revision, version.at);
}

/** The same of whatever was written at this moment: a fact knows when, not at which revision. */
export async function loadChangeAt(sources: Sources, id: ContentId, at: Temporal.Instant): Promise<WireObject | null> {
  const away = (each: { readonly at: Temporal.Instant }) => Math.abs(Number(each.at.epochMilliseconds - at.epochMilliseconds));
  const [nearest] = (await listVersionsAnywhere(asVisitor(sources), id)).toSorted((one, other) => away(one) - away(other));
  return nearest ? loadChange(sources, id, nearest.revision) : null;
}
