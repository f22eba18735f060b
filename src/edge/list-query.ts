import { z } from "zod";
import { searchCommunes, type Near } from "../features/places/communes.ts";
import type { WebContext } from "./env.ts";

/** A filter of an address: what isn't understood is as if it weren't there. */
export const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** Around which commune, and how far in kilometres. */
export const whereFields = {
  ou: optional(z.string().trim().min(2).max(80)),
  rayon: optional(z.coerce.number().int().min(1).max(200)),
};
export type WhereQuery = z.output<z.ZodObject<typeof whereFields>>;

/** The filters of an address: an empty field of a form is a filter that isn't set. */
export function readListQuery<T extends z.ZodType>(c: WebContext, schema: T): z.output<T> {
  return schema.parse(Object.fromEntries(Object.entries(c.req.query()).filter(([, value]) => value !== "")));
}

/** `place` is the commune that was understood, if one was asked for. */
export function whereFilter({ ou, rayon }: WhereQuery): { near: Near | undefined; place: string | null } {
  const commune = ou ? (searchCommunes(ou, 10).find((each) => each.point) ?? null) : null;
  return { place: commune?.name ?? null, near: commune?.point ? { point: commune.point, km: rayon ?? 20 } : undefined };
}
