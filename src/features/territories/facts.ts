import type { TerritoryId } from "../../platform/ids.ts";

/** A territory is called, looks or is found otherwise, or says something else of itself. */
export interface TerritoryEdited {
  readonly kind: "territory.edited";
  readonly territory: TerritoryId;
  readonly subject: TerritoryId;
}
