import type { ContentId } from "../../platform/ids.ts";

/** A festival, its days, their workshops. */
export const mostLevels = 3;
/** Events in one programme, all levels together: what one page and one transaction hold. */
export const mostBelow = 1000;

/** Where an event stands in its family. */
export interface FamilyPlace {
  readonly id: ContentId;
  /** From itself up to the highest: one to three ids. */
  readonly line: readonly ContentId[];
  /** Levels from itself down: 1 when nothing is below. */
  readonly height: number;
  /** Events below it, all levels together. */
  readonly below: number;
}

/** Why this event can't stand below that one; null when it can. */
export function whyNotBelow(child: FamilyPlace, parent: FamilyPlace): "itself" | "circle" | "already_there" | "too_deep" | "too_many" | null {
  if (child.id === parent.id) return "itself";
  if (parent.line.includes(child.id)) return "circle";
  if (child.line[1] === parent.id) return "already_there";
  if (parent.line.length + child.height > mostLevels) return "too_deep";
  return parent.below + child.below + 1 > mostBelow ? "too_many" : null;
}
