import type { Transaction } from "../../platform/database.ts";
import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import { mentionsIn } from "../../platform/text/mentions.ts";
import type { MentionSource } from "./mention.ts";
import { replaceMentions, resolve } from "./store.ts";

/**
 * Keeps who a text names by `@handle`, in the transaction that writes the text. A handle that is nobody's stays words.
 * Answers the members who are named for the first time: those to tell.
 */
export async function writeMentions(tx: Transaction, source: MentionSource, text: { readonly body: TextDocument; readonly territory: TerritoryId; readonly at: Temporal.Instant }): Promise<MemberId[]> {
  const handles = mentionsIn(text.body);
  return replaceMentions(tx, source, handles.length > 0 ? await resolve(tx, text.territory, handles) : [], text.at);
}
