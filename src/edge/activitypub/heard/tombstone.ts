import { readAddress } from "../guard/address.ts";
import { readInstant } from "../guard/instant.ts";
import type { JsonObject } from "../guard/json.ts";
import type { Reading } from "../guard/read-activity.ts";
import { isOfType } from "./content.ts";
import { lineOf } from "./text.ts";

export interface HeardTombstone {
  readonly id: string;
  readonly formerType: string;
  readonly deletedAt: Temporal.Instant | null;
}

/** What stands where something was. Null for what still is. */
export function hearTombstone(value: JsonObject, { now }: Reading): HeardTombstone | null {
  const id = readAddress(value["id"]);
  return id === null || !isOfType(value, "Tombstone") ? null : { id, formerType: lineOf(value["formerType"], 60), deletedAt: readInstant(value["deleted"], now) };
}
