import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { LeavingChoice } from "../members/leaving.ts";
import { contentsOfOneAuthor } from "./forget-store.ts";

/** What goes with a member who leaves: never what others sign too, nor, when they leave it behind, what came out. */
export async function listLeavingWithAnywhere(tx: Transaction, member: MemberId, choice: LeavingChoice): ReturnType<typeof contentsOfOneAuthor> {
  return (await contentsOfOneAuthor(tx, member)).filter((content) => choice === "delete" || !["published", "reserved"].includes(content.state));
}
