import { z } from "zod";
import { idSchema, type CommunityId, type ContentId, type MemberId, type StructureId, type TerritoryId } from "../../platform/ids.ts";
import { themeCodeSchema } from "../tags/themes.ts";
import { tagKey } from "../../platform/text/slug.ts";

export const followInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("member"), target: idSchema<MemberId>() }),
  z.object({ kind: z.literal("territory"), target: idSchema<TerritoryId>() }),
  z.object({ kind: z.literal("dossier"), target: idSchema<ContentId>() }),
  z.object({ kind: z.literal("project"), target: idSchema<ContentId>() }),
  z.object({ kind: z.literal("place"), target: idSchema<ContentId>() }),
  z.object({ kind: z.literal("operation"), target: idSchema<ContentId>() }),
  z.object({ kind: z.literal("itinerary"), target: idSchema<ContentId>() }),
  z.object({ kind: z.literal("structure"), target: idSchema<StructureId>() }),
  z.object({ kind: z.literal("community"), target: idSchema<CommunityId>() }),
  z.object({ kind: z.literal("theme"), target: themeCodeSchema }),
  z.object({ kind: z.literal("tag"), target: z.string().min(1).max(60).transform(tagKey).pipe(z.string().min(1)) }),
]);
export type FollowInput = z.output<typeof followInput>;

/** Contents that are followed as such: nobody speaks for them but who published them. */
export const voiceless = ["dossier", "place", "itinerary", "operation"] as const;

export function isVoiceless(input: FollowInput): input is Extract<FollowInput, { readonly kind: (typeof voiceless)[number] }> {
  return voiceless.some((kind) => kind === input.kind);
}
