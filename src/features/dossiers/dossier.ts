import type { ContentId, SectionId } from "../../platform/ids.ts";

/** Who may add besides its curators: nobody; whoever suggests, and waits for a curator; any member, straight away. */
export const contributionModes = ["closed", "suggested", "open"] as const;
export type Contributions = (typeof contributionModes)[number];

export const mostItems = 500;
export const mostSections = 40;
export const longestSectionTitle = 200;
export const mostCurators = 20;
export const longestNote = 2000;
export const longestWord = 1000;

/** The contents of a dossier in order: those that stand before any section (null), then section by section. */
export type Order = readonly { readonly section: SectionId | null; readonly contents: readonly ContentId[] }[];

/**
 * Where a content goes. Each says it in relation to what is there, so that what two curators do at the same time both
 * holds: a step up or down, the place before another content (null: the end of the section), a rank in a section.
 */
export type Move =
  | { readonly kind: "step"; readonly by: -1 | 1 }
  | { readonly kind: "before"; readonly section: SectionId | null; readonly before: ContentId | null }
  | { readonly kind: "rank"; readonly section: SectionId | null; readonly rank: number };

/** The order once the content has moved; null when the content or the section is no longer there. Nothing is ever lost or doubled. */
export function moved(order: Order, content: ContentId, move: Move): Order | null {
  const from = order.findIndex((part) => part.contents.includes(content));
  const part = order[from];
  if (!part) return null;
  const at = part.contents.indexOf(content);
  const without = order.map((each) => ({ section: each.section, contents: each.contents.filter((one) => one !== content) }));
  const target = move.kind === "step" ? stepTarget(order, from, at, move.by) : { to: without.findIndex((each) => each.section === move.section), at: placeIn(without, move) };
  if (target.to < 0) return null;
  return without.map((each, index) => (index === target.to ? { ...each, contents: each.contents.toSpliced(target.at, 0, content) } : each));
}

/** One up or down, into the neighbouring section past the end of its own. */
function stepTarget(order: Order, from: number, at: number, by: -1 | 1): { to: number; at: number } {
  const length = order[from]?.contents.length ?? 0;
  if (at + by >= 0 && at + by < length) return { to: from, at: at + by };
  const neighbour = order[from + by];
  if (!neighbour) return { to: from, at };
  return { to: from + by, at: by < 0 ? neighbour.contents.length : 0 };
}

function placeIn(order: Order, move: Exclude<Move, { kind: "step" }>): number {
  const contents = order.find((each) => each.section === move.section)?.contents ?? [];
  if (move.kind === "rank") return Math.min(Math.max(move.rank - 1, 0), contents.length);
  const before = move.before ? contents.indexOf(move.before) : -1;
  return before < 0 ? contents.length : before;
}

/** What a card says of a dossier. */
export interface DossierBrief {
  readonly items: number;
  readonly contributions: Contributions;
}

/** What the acts left on the card; null on the card of another kind. */
export function readDossierBrief(brief: Readonly<Record<string, unknown>>): DossierBrief | null {
  const contributions = contributionModes.find((each) => each === brief["contributions"]);
  return contributions && typeof brief["items"] === "number" ? { items: brief["items"], contributions } : null;
}
