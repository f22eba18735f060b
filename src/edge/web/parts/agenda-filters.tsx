import type { Child } from "hono/jsx";
import { accessibilities, audiences, eventTypes } from "../../../features/agenda/event.ts";
import { whens } from "../../../features/agenda/when.ts";
import type { SchoolHolidays } from "../../../features/hours/school-holidays.ts";
import { formatShortDay } from "../../../platform/time.ts";
import { Check, Select, TextField } from "../../../ui/form.tsx";
import type { AgendaQuery } from "../../agenda-query.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { FilterChoice, Filters, isSet, ThemeFilter, WhereFilter } from "./listing.tsx";

/** The agenda's filters, folded until one is set; the map adds its own. */
export function AgendaFilters({ c, query, action, narrowed = false, children }: { c: WebContext; query: AgendaQuery; action: string; narrowed?: boolean; children?: Child }) {
  const t = c.get("t");
  return (
    <Filters c={c} action={action} set={narrowed || isSet(query)}>
      {children}
      <Select name="quand" label={t("filter_when")} value={query.quand} options={[{ value: "", label: t("filter_when_any") }, ...whens.map((when) => ({ value: when, label: t(`when_${when}`) }))]} />
      <TextField name="du" type="date" label={t("filter_from")} value={query.du} />
      <TextField name="au" type="date" label={t("filter_until")} value={query.au} />
      <WhereFilter c={c} query={query} />
      <FilterChoice c={c} name="type" label={t("filter_type")} value={query.type} options={eventTypes.map((type) => ({ value: type, label: t(`type_${type}`) }))} />
      <ThemeFilter c={c} theme={query.theme} />
      <FilterChoice c={c} name="public" label={t("filter_audience")} value={query.public} options={audiences.map((each) => ({ value: each, label: t(`audience_${each}`) }))} />
      <TextField name="age" type="number" label={t("filter_age")} value={query.age === undefined ? undefined : String(query.age)} inputmode="numeric" min="0" max="120" />
      <FilterChoice c={c} name="acces" label={t("filter_access")} value={query.acces} options={accessibilities.map((each) => ({ value: each, label: t(`access_${each}`) }))} />
      <div class="pair">
        <Check name="prix" value="gratuit" label={t("filter_free")} checked={query.prix === "gratuit"} />
        <Check name="en-ligne" label={t("filter_online")} checked={query["en-ligne"] === "1"} />
      </div>
    </Filters>
  );
}

/** Which school holidays the list is about, and when; or that nobody knows yet. Nothing when they aren't asked for. */
export function HolidaysLine({ c, holidays }: { c: WebContext; holidays: SchoolHolidays | null | undefined }) {
  const t = c.get("t");
  if (holidays === undefined) return null;
  if (holidays === null) return <p class="notice alarm">{t(territoryOf(c) ? "agenda_holidays_unknown" : "agenda_holidays_where")}</p>;
  const day = (date: Temporal.PlainDate) => formatShortDay(date, c.get("locale"));
  return <p class="notice"><strong lang={c.get("locale") === "fr" ? undefined : "fr"}>{holidays.name.replaceAll("'", "’")}</strong> {t("agenda_holidays", { from: day(holidays.from), until: day(holidays.until) })}</p>;
}
