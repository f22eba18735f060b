import type { Context } from "../../platform/context.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Outcome } from "../../platform/outcome.ts";
import type { CallInput } from "../answers/input.ts";
import { writeCall, type CallRefusal } from "../answers/write-call.ts";
import { findStandingAnywhere } from "./show-announcement.ts";

/** Lets members answer an announcement on the platform, with this form, until its deadline. */
export function openAnswers(context: Context, id: ContentId, input: CallInput): Promise<Outcome<null, CallRefusal>> {
  return writeCall(context, id, input, async (tx) => {
    const content = await findStandingAnywhere(tx, id);
    return content ? { content, closesAt: content.closesAt, zone: content.zone } : null;
  });
}
