import { diff3Merge } from "node-diff3";
import type { Block, TextDocument } from "../../platform/text/document.ts";

/** A stretch of blocks on which two writers agree, or which both changed. */
export type Stretch =
  | { readonly is: "settled"; readonly blocks: readonly Block[] }
  | { readonly is: "disputed"; readonly mine: readonly Block[]; readonly theirs: readonly Block[] };

export type Choice = "mine" | "theirs" | "both";

/**
 * Two texts written from the same one, block by block: what only one of them changed is taken, what both changed is left
 * to be chosen. Without a common text, whatever differs is disputed.
 */
export function mergeTexts(base: TextDocument | null, mine: TextDocument, theirs: TextDocument): Stretch[] {
  const lines = (text: TextDocument) => text.content.map((block) => canonical(block));
  const blocks = (texts: readonly string[]) => texts.map((each) => JSON.parse(each) as Block);
  return diff3Merge(lines(mine), base ? lines(base) : [], lines(theirs), { excludeFalseConflicts: true }).flatMap((region): Stretch[] => {
    if (region.ok) return region.ok.length > 0 ? [{ is: "settled", blocks: blocks(region.ok) }] : [];
    const { a = [], b = [] } = region.conflict ?? {};
    return [{ is: "disputed", mine: blocks(a), theirs: blocks(b) }];
  });
}

/** The text that the choices make, one for each disputed stretch in order; one's own where nothing was chosen. */
export function settleTexts(stretches: readonly Stretch[], choices: readonly Choice[]): TextDocument {
  let at = 0;
  const content = stretches.flatMap((stretch): readonly Block[] => {
    if (stretch.is === "settled") return stretch.blocks;
    const choice = choices[at++] ?? "mine";
    return [...(choice === "theirs" ? [] : stretch.mine), ...(choice === "mine" ? [] : stretch.theirs)];
  });
  return { type: "doc", content };
}

/** The same for two blocks that say the same, whatever the order in which a database or an editor wrote their keys. */
function canonical(block: Block): string {
  return JSON.stringify(block, (_key, value: unknown) => (typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value));
}
