import { z } from "zod";
import { announcementTypes } from "../features/announcements/announcement.ts";
import type { AnnouncementFilter } from "../features/announcements/list-announcements.ts";
import { themeCodeSchema } from "../features/tags/themes.ts";
import type { WebContext } from "./env.ts";
import { optional, readListQuery, whereFields, whereFilter } from "./list-query.ts";

/** The filters of the announcements as an address carries them: the page's, and its feeds'. What isn't understood is as if it weren't there. */
const announcementQuery = z.object({
  type: optional(z.enum(announcementTypes)),
  etat: optional(z.enum(["ouvertes", "closes"])),
  ...whereFields,
  theme: optional(themeCodeSchema),
  suite: optional(z.string().max(100)),
});
export type AnnouncementQuery = z.output<typeof announcementQuery>;

export function readAnnouncementQuery(c: WebContext): AnnouncementQuery {
  return readListQuery(c, announcementQuery);
}

/** `place` is the commune that was understood, if one was asked for. */
export function announcementFilter(query: AnnouncementQuery): { filter: AnnouncementFilter; place: string | null } {
  const { place, near } = whereFilter(query);
  return { place, filter: { closed: query.etat === "closes", type: query.type, theme: query.theme, near } };
}
