import type { MemberId, StructureId, TerritoryId } from "../../platform/ids.ts";

export const structureTypes = ["science-centre", "museum", "laboratory", "university", "school", "library", "association", "company", "local-authority", "public-body", "media", "other"] as const;
export type StructureType = (typeof structureTypes)[number];

/** Proposed: recorded by somebody, waits for the territory's animator. Merged: its address leads to another. */
export const structureStates = ["proposed", "listed", "hidden", "merged"] as const;
export type StructureState = (typeof structureStates)[number];

export type StructureRole = "owner" | "editor";

/** What deciding needs to know of a structure. */
export interface StructureStanding {
  readonly id: StructureId;
  readonly territory: TerritoryId;
  readonly state: StructureState;
  /** Hidden because an animator refused it when it was proposed. */
  readonly refused: boolean;
  readonly recordedBy: MemberId | null;
  readonly people: readonly { readonly member: MemberId; readonly role: StructureRole }[];
}

/** SIRET: fourteen digits whose Luhn sum is a multiple of ten; La Poste's offices (SIREN 356 000 000) sum to a multiple of five instead. */
export function isSiret(digits: string): boolean {
  if (!/^\d{14}$/.test(digits)) return false;
  if (digits.startsWith("356000000") && digits !== "35600000000048") return [...digits].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
  const sum = [...digits].reduceRight((total, digit, index) => {
    const doubled = (13 - index) % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** RNA, the national register of associations: W, the number of the département's prefecture, then six digits. */
export function isRna(text: string): boolean {
  return /^W\d[0-9A-Z]\d{7}$/.test(text);
}
