import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touchTerritory } from "../../platform/facts.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canSee } from "../contents/policy.ts";
import { touchesOf } from "../contents/set-standing.ts";
import type { OperationJoined, OperationLeft } from "./facts.ts";
import { canAnswerInvitation } from "./policy.ts";
import { findStandingAnywhere } from "./show-operation.ts";
import { lockOperation, setTerritory } from "./store.ts";

/** A territory that was invited takes part, or no longer does: its animators say. */
export async function joinOperation({ db, viewer, now }: Context, { operation: id, territory, joined }: { readonly operation: ContentId; readonly territory: TerritoryId; readonly joined: boolean }): Promise<Outcome<null, "unknown" | "forbidden">> {
  return inTransaction(db, async (tx): Promise<Outcome<null, "unknown" | "forbidden">> => {
    await lockOperation(tx, id);
    const operation = await findStandingAnywhere(tx, id);
    if (!operation || !canSee(viewer, operation, now())) return refused("unknown");
    if (!canAnswerInvitation(viewer, operation, territory)) return refused("forbidden");
    await setTerritory(tx, id, territory, joined ? "joined" : "invited", now());
    const fact = joined ? ({ kind: "operation.joined", territory, subject: id } as const) : ({ kind: "operation.left", territory, subject: id } as const);
    await record<OperationJoined | OperationLeft>(tx, fact, [...touchesOf(operation), touchTerritory(territory)]);
    return done(null);
  });
}
