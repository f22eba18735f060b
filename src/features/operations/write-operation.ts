import type { Context } from "../../platform/context.ts";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { refused, type Outcome } from "../../platform/outcome.ts";
import { emptyDocument } from "../../platform/text/document.ts";
import { instantOf, readLocal } from "../../platform/time.ts";
import { moveCall } from "../answers/write-call.ts";
import type { KindDetails } from "../contents/content.ts";
import type { Intent } from "../contents/input.ts";
import { restoreVersion, type RestoreRefusal } from "../contents/restore-version.ts";
import { writeContent, type Target, type WriteRefusal, type Written } from "../contents/write-content.ts";
import { operationInput, type OperationInput } from "./input.ts";
import { canCreateOperation } from "./policy.ts";
import { writeOperationRow } from "./store.ts";

/** Writes an operation of the territory that leads it, and invites the others. */
export async function writeOperation(context: Context, target: Target, input: OperationInput, intent: Intent): Promise<Outcome<Written, WriteRefusal>> {
  if (target.territory && !canCreateOperation(context.viewer, target.territory.id)) return refused({ kind: context.viewer.kind === "visitor" ? "sign-in" : "forbidden" });
  const { zone, startsOn, endsOn, callUntil, labels, territories } = input;
  return writeContent(context, { kind: "operation", target, genre: null, ...input, ...intent, details: { zone, startsOn, endsOn, callUntil, labels, territories } }, (tx, id) => writeDetails(tx, id, input, context.now()));
}

/** Goes back to an earlier version, its dates and its labels too; who has joined stays joined. */
export function restoreOperation(context: Context, id: ContentId, revision: number): Promise<Outcome<ContentId, RestoreRefusal>> {
  return restoreVersion(context, id, revision, async (tx, operation, details) => {
    const input = operationInput.safeParse({ ...details, title: "-", body: emptyDocument });
    return input.success ? { details: await writeDetails(tx, operation, input.data, context.now()) } : null;
  });
}

/** When a deadline said as a day or as a time is over. */
function closingOf(text: string, zone: string): Temporal.Instant | null {
  const local = readLocal(text);
  return local ? instantOf(local.wholeDay ? local.at.add({ days: 1 }) : local.at, zone) : null;
}

async function writeDetails(tx: Transaction, id: ContentId, input: OperationInput, now: Temporal.Instant): Promise<KindDetails> {
  const closesAt = input.callUntil ? closingOf(input.callUntil, input.zone) : null;
  await writeOperationRow(tx, id, input, closesAt, now);
  if (closesAt) await moveCall(tx, id, closesAt, input.zone);
  return { keywords: input.labels.join(" "), brief: { startsOn: input.startsOn, endsOn: input.endsOn } };
}
