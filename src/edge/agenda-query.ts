import { z } from "zod";
import { accessibilities, audiences, eventTypes } from "../features/agenda/event.ts";
import type { AgendaFilter } from "../features/agenda/list-agenda.ts";
import { daysOf, whens } from "../features/agenda/when.ts";
import { searchCommunes } from "../features/places/communes.ts";
import { themeCodeSchema } from "../features/tags/themes.ts";
import { readDate, todayIn } from "../platform/time.ts";
import { territoryOf, type WebContext } from "./env.ts";

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** The filters of the agenda as an address carries them: the page's, and its feeds'. What isn't understood is as if it weren't there. */
export const agendaQuery = z.object({
  quand: optional(z.enum(whens)),
  du: optional(z.string().refine((text) => readDate(text) !== null)),
  au: optional(z.string().refine((text) => readDate(text) !== null)),
  ou: optional(z.string().trim().min(2).max(80)),
  rayon: optional(z.coerce.number().int().min(1).max(200)),
  type: optional(z.enum(eventTypes)),
  theme: optional(themeCodeSchema),
  public: optional(z.enum(audiences)),
  age: optional(z.coerce.number().int().min(0).max(120)),
  prix: optional(z.literal("gratuit")),
  acces: optional(z.enum(accessibilities)),
  "en-ligne": optional(z.literal("1")),
  suite: optional(z.string().max(100)),
});
export type AgendaQuery = z.output<typeof agendaQuery>;

/** An empty field of a form is a filter that isn't set. */
export function readAgendaQuery(c: WebContext): AgendaQuery {
  return agendaQuery.parse(Object.fromEntries(Object.entries(c.req.query()).filter(([, value]) => value !== "")));
}

export function agendaFilter(c: WebContext, query: AgendaQuery): { filter: AgendaFilter; place: string | null } {
  const today = todayIn(territoryOf(c)?.zone ?? "Europe/Paris", c.get("act").now());
  const commune = query.ou ? (searchCommunes(query.ou, 10).find((each) => each.point) ?? null) : null;
  return {
    place: commune?.name ?? null,
    filter: {
      days: daysOf(query, today),
      near: commune?.point ? { point: commune.point, km: query.rayon ?? 20 } : undefined,
      type: query.type,
      theme: query.theme,
      audience: query.public,
      age: query.age,
      free: query.prix === "gratuit" ? true : undefined,
      online: query["en-ligne"] === "1" ? true : undefined,
      accessibility: query.acces,
    },
  };
}
