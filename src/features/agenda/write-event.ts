import type { Context } from "../../platform/context.ts";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Outcome } from "../../platform/outcome.ts";
import { emptyDocument } from "../../platform/text/document.ts";
import type { KindDetails } from "../contents/content.ts";
import type { Intent } from "../contents/input.ts";
import { restoreVersion, type RestoreRefusal } from "../contents/restore-version.ts";
import { writeContent, type Target, type WriteRefusal, type Written } from "../contents/write-content.ts";
import { findCommune } from "../places/communes.ts";
import { standBehind } from "../contents/write-behind.ts";
import { expand } from "./expand.ts";
import { eventInput, type EventInput } from "./input.ts";
import { firstStartOf } from "./postponed.ts";
import { findPostedAnywhere, writeEventRow, writeOccurrences } from "./store.ts";

/** Writes an event with its sessions, and the occurrences that the agenda reads. */
export function writeEvent(context: Context, target: Target, input: EventInput, intent: Intent): Promise<Outcome<Written, WriteRefusal>> {
  const { title: _t, summary: _s, body: _b, tags: _g, lead: _l, ...details } = input;
  return writeContent(context, { kind: "event", target, genre: null, ...input, ...intent, details }, (tx, id) => writeEventDetails(tx, id, input));
}

/** Goes back to an earlier version, with its dates, its place, its prices and whoever stood behind it. */
export function restoreEvent(context: Context, id: ContentId, revision: number): Promise<Outcome<ContentId, RestoreRefusal>> {
  return restoreVersion(context, id, revision, async (tx, event, details) => {
    const input = eventInput.safeParse({ ...details, title: "-", body: emptyDocument });
    return input.success ? { details: await writeEventDetails(tx, event, input.data) } : null;
  });
}

/** The part of an event that a content doesn't have. Used by the importer too. */
export async function writeEventDetails(tx: Transaction, id: ContentId, input: EventInput): Promise<KindDetails> {
  const commune = input.communeCode ? findCommune(input.communeCode) : null;
  const point = input.latitude !== null && input.longitude !== null ? { latitude: input.latitude, longitude: input.longitude } : (commune?.point ?? null);
  const occurrences = expand(input.sessions, input.zone);
  const last = occurrences.reduce<Temporal.Instant | null>((latest, each) => {
    const end = each.endsAt ?? each.startsAt;
    return latest && Temporal.Instant.compare(latest, end) > 0 ? latest : end;
  }, null);
  const firstStart = input.firstStart ?? firstStartOf(await findPostedAnywhere(tx, id), input);
  await writeEventRow(tx, id, input, { firstStart, postcode: commune?.postcodes[0] ?? "", communeName: commune?.name ?? "", point, startsAt: occurrences[0]?.startsAt ?? null, endsAt: last });
  await writeOccurrences(tx, id, occurrences);
  await standBehind(tx, id, input);
  return { keywords: [input.placeName, commune?.name, input.organiser].filter(Boolean).join(" "), point };
}
