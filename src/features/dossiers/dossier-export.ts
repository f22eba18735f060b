import { createHash } from "node:crypto";
import type { ContentId } from "../../platform/ids.ts";
import type { Section } from "./outline.ts";

export const exportForms = ["pdf", "epub"] as const;
export type ExportForm = (typeof exportForms)[number];

export interface DossierExport {
  readonly version: string;
  readonly state: "waiting" | "ready" | "failed";
  /** In hundredths. */
  readonly progress: number;
  readonly file: string | null;
  readonly askedAt: Temporal.Instant;
}

// Changed whenever what is made of the same dossier changes.
const making = 1;

/** Which state of a dossier a file shows: another word, another order, another content, one that closed or ended is another version. */
export function exportVersionOf(dossier: { readonly id: ContentId; readonly revision: number; readonly updatedAt: Temporal.Instant }, sections: readonly Section[], now: Temporal.Instant): string {
  const over = (instant: unknown) => typeof instant === "string" && Temporal.Instant.compare(Temporal.Instant.from(instant), now) < 0;
  const entries = sections.map((section) => [section.title, section.entries.map(({ content, card, revision, noteWords }) => [content, revision, noteWords, card?.updatedAt.toString(), card?.sequence, card?.event?.status, over(card?.event?.endsAt), over(card?.brief["closesAt"])])]);
  return createHash("sha256").update(JSON.stringify([making, dossier.id, dossier.revision, dossier.updatedAt.toString(), entries])).digest("hex").slice(0, 32);
}
