import { z } from "zod";
import { announcementTypes, contracts } from "./announcement.ts";

const briefSchema = z.object({
  type: z.enum(announcementTypes),
  zone: z.string(),
  deadline: z.string(),
  closesAt: z.string().transform((text) => Temporal.Instant.from(text)),
  organisation: z.string(),
  communeName: z.string(),
  contract: z.enum(contracts).nullable(),
});

/** What a card shows of an announcement. */
export type AnnouncementBrief = z.output<typeof briefSchema>;

/** What `writeAnnouncement` left on the card; null on the card of another kind. */
export function readBrief(brief: Readonly<Record<string, unknown>>): AnnouncementBrief | null {
  const read = briefSchema.safeParse(brief);
  return read.success ? read.data : null;
}

export function briefOf(brief: AnnouncementBrief): z.input<typeof briefSchema> {
  return { ...brief, closesAt: brief.closesAt.toString() };
}
