import type { Context } from "../../platform/context.ts";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Outcome } from "../../platform/outcome.ts";
import { emptyDocument } from "../../platform/text/document.ts";
import type { KindDetails } from "../contents/content.ts";
import type { Intent } from "../contents/input.ts";
import { restoreVersion, type RestoreRefusal } from "../contents/restore-version.ts";
import { standBehind } from "../contents/write-behind.ts";
import { writeContent, type Target, type WriteRefusal, type Written } from "../contents/write-content.ts";
import { findCommune } from "../places/communes.ts";
import { placeInput, type PlaceInput } from "./input.ts";
import type { PlaceBrief } from "./place.ts";
import { writePlaceRow } from "./store.ts";
import { deriveOpenings } from "./update-openings.ts";

/** Writes a place to visit, with the openings that "open now" is answered from. */
export function writePlace(context: Context, target: Target, input: PlaceInput, intent: Intent): Promise<Outcome<Written, WriteRefusal>> {
  const { title: _t, summary: _s, body: _b, tags: _g, lead: _l, ...details } = input;
  return writeContent(context, { kind: "place", target, genre: null, ...input, ...intent, details }, (tx, id) => writeDetails(tx, id, input, context.now()));
}

/** Goes back to an earlier version, its hours too. */
export function restorePlace(context: Context, id: ContentId, revision: number): Promise<Outcome<ContentId, RestoreRefusal>> {
  return restoreVersion(context, id, revision, async (tx, place, details) => {
    const input = placeInput.safeParse({ ...details, title: "-", body: emptyDocument });
    return input.success ? { details: await writeDetails(tx, place, input.data, context.now()) } : null;
  });
}

async function writeDetails(tx: Transaction, id: ContentId, input: PlaceInput, now: Temporal.Instant): Promise<KindDetails> {
  const commune = findCommune(input.communeCode);
  const point = input.latitude !== null && input.longitude !== null ? { latitude: input.latitude, longitude: input.longitude } : (commune?.point ?? null);
  const communeName = commune?.name ?? "";
  await writePlaceRow(tx, id, input, { postcode: commune?.postcodes[0] ?? "", communeName, point });
  await deriveOpenings(tx, id, input.hours, input, now);
  await standBehind(tx, id, input);
  const { type, zone, hours, communeCode, pricing, accessibility } = input;
  const brief: PlaceBrief = { type, zone, hours, communeCode, communeName, latitude: point?.latitude ?? null, longitude: point?.longitude ?? null, pricing, accessibility };
  return { keywords: [communeName, input.address].filter(Boolean).join(" "), brief, point };
}
