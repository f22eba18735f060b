import { z } from "zod";
import { accessibilities, audiences, eventTypes } from "../features/agenda/event.ts";
import type { AgendaFilter } from "../features/agenda/list-agenda.ts";
import { daysOf, whens } from "../features/agenda/when.ts";
import { nextSchoolHolidays, type SchoolHolidays } from "../features/hours/school-holidays.ts";
import { themeCodeSchema } from "../features/tags/themes.ts";
import { readDate, todayIn } from "../platform/time.ts";
import { territoryOf, type WebContext } from "./env.ts";
import { optional, readListQuery, whereFields, whereFilter } from "./list-query.ts";

/** The filters of the agenda as an address carries them: the page's, and its feeds'. What isn't understood is as if it weren't there. */
export const agendaQuery = z.object({
  quand: optional(z.enum(whens)),
  du: optional(z.string().refine((text) => readDate(text) !== null)),
  au: optional(z.string().refine((text) => readDate(text) !== null)),
  ...whereFields,
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
  return readListQuery(c, agendaQuery);
}

/** `holidays`: those asked for; null when their dates aren't known, undefined when none are asked for. Dates that are given win. */
export function agendaFilter(c: WebContext, query: AgendaQuery): { filter: AgendaFilter; place: string | null; holidays: SchoolHolidays | null | undefined } {
  const territory = territoryOf(c);
  const today = todayIn(territory?.zone ?? "Europe/Paris", c.get("act").now());
  const holidays = query.quand !== "vacances" || query.du || query.au ? undefined : territory ? nextSchoolHolidays(territory.perimeter, today) : null;
  const { place, near } = whereFilter(query);
  return {
    place,
    holidays,
    filter: {
      days: daysOf(query, today, holidays),
      near,
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
