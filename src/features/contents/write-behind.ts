import type { Transaction } from "../../platform/database.ts";
import type { ContentId, StructureId } from "../../platform/ids.ts";
import { setStructures } from "./store.ts";

export interface Behind {
  readonly organisers: readonly StructureId[];
  readonly partners: readonly StructureId[];
}

/** Writes who organises a content and who takes part in it, in their order. Only what stands in the census is written. */
export async function standBehind(tx: Transaction, id: ContentId, { organisers, partners }: Behind): Promise<void> {
  await setStructures(tx, id, "organiser", organisers);
  await setStructures(tx, id, "partner", partners.filter((each) => !organisers.includes(each)));
}
