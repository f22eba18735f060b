import { diffLines, diffWordsWithSpace } from "diff";

/** A stretch of text that stands in both versions, or in one of them. */
export interface Stretch {
  readonly is: "same" | "added" | "removed";
  readonly text: string;
}

const patience = { timeout: 250 };

/** What changed from one text to the next, word by word; line by line, then as a whole, when that would take too long. */
export function compareTexts(before: string, after: string): Stretch[] {
  const changes = diffWordsWithSpace(before, after, patience) ?? diffLines(before, after, patience) ?? [{ removed: true, added: false, value: before }, { removed: false, added: true, value: after }];
  return changes.filter((change) => change.value !== "").map((change) => ({ is: change.added ? "added" : change.removed ? "removed" : "same", text: change.value }));
}
