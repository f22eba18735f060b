import { z } from "zod";
import { announcementTypes } from "../features/announcements/announcement.ts";
import type { AnnouncementFilter } from "../features/announcements/list-announcements.ts";
import { searchCommunes } from "../features/places/communes.ts";
import { themeCodeSchema } from "../features/tags/themes.ts";
import type { WebContext } from "./env.ts";

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** The filters of the announcements as an address carries them: the page's, and its feeds'. What isn't understood is as if it weren't there. */
const announcementQuery = z.object({
  type: optional(z.enum(announcementTypes)),
  etat: optional(z.enum(["ouvertes", "closes"])),
  ou: optional(z.string().trim().min(2).max(80)),
  rayon: optional(z.coerce.number().int().min(1).max(200)),
  theme: optional(themeCodeSchema),
  suite: optional(z.string().max(100)),
});
export type AnnouncementQuery = z.output<typeof announcementQuery>;

export function readAnnouncementQuery(c: WebContext): AnnouncementQuery {
  return announcementQuery.parse(Object.fromEntries(Object.entries(c.req.query()).filter(([, value]) => value !== "")));
}

/** `place` is the commune that was understood, if one was asked for. */
export function announcementFilter(query: AnnouncementQuery): { filter: AnnouncementFilter; place: string | null } {
  const commune = query.ou ? (searchCommunes(query.ou, 10).find((each) => each.point) ?? null) : null;
  const near = commune?.point ? { point: commune.point, km: query.rayon ?? 20 } : undefined;
  return { place: commune?.name ?? null, filter: { closed: query.etat === "closes", type: query.type, theme: query.theme, near } };
}
