import type { Context } from "../../platform/context.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Outcome } from "../../platform/outcome.ts";
import type { CallInput } from "../answers/input.ts";
import { writeCall, type CallRefusal } from "../answers/write-call.ts";
import { findStandingAnywhere } from "./show-operation.ts";

/** Lets members answer the call of an operation with this form, until its deadline. One without a call takes none. */
export function openAnswers(context: Context, id: ContentId, input: CallInput): Promise<Outcome<null, CallRefusal>> {
  return writeCall(context, id, input, async (tx) => {
    const content = await findStandingAnywhere(tx, id);
    return content?.callClosesAt ? { content, closesAt: content.callClosesAt, zone: content.zone } : null;
  });
}
