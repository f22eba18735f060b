import { z } from "zod";
import { idSchema, type MediaId } from "../../platform/ids.ts";
import { personNameSchema } from "../accounts/input.ts";
import { lineSchema, webAddress } from "../contents/input.ts";
import { themeCodes } from "../tags/themes.ts";

export const profileInput = z.object({
  name: personNameSchema,
  bio: z.string().trim().max(2000, "too_long").default(""),
  commune: lineSchema(100).default(""),
  links: z.array(z.object({ label: lineSchema(60), url: webAddress })).max(5, "too_many").default([]),
  interests: z.array(z.enum(themeCodes)).max(themeCodes.length).default([]),
  listed: z.boolean().default(true),
  /** Whether search engines may keep the page. */
  indexed: z.boolean().default(true),
  /** One of their own uploads, or none. */
  picture: idSchema<MediaId>().nullable().default(null),
});
export type ProfileInput = z.output<typeof profileInput>;
