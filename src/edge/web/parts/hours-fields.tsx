import { readHours } from "../../../features/hours/hours.ts";
import { formatWeekday } from "../../../platform/time.ts";
import { Check, Group, TextField } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import { emptyHoursRow, type HoursDraft, type HoursDraftRow } from "../hours-draft.ts";

const monday = Temporal.PlainDate.from("2024-01-01");

/** Opening hours as rows of days and hours; what they can't say is written in OpenStreetMap's syntax. */
export function HoursFields({ c, draft, fault }: { c: WebContext; draft: HoursDraft; fault: string | undefined }) {
  const t = c.get("t");
  const rows = [...draft.rows, ...Array.from({ length: Math.max(2, 5 - draft.rows.length) }, () => emptyHoursRow)];
  const exceptions = [...draft.exceptions, ...Array.from({ length: 2 }, () => ({ from: "", until: "", opens: "", closes: "" }))];
  const beyond = draft.kept !== "" && readHours(draft.kept) === null;
  return (
    <Group title={t("hours_group")} open={draft.raw !== "" || fault !== undefined}>
      <fieldset class={fault ? "field faulty" : "field"} id="hours" tabindex={-1}>
        <legend>{t("hours_rows")}</legend>
        <span class="hint">{t("hours_rows_hint")}</span>
        {fault ? <span class="fault">{fault}</span> : null}
        {beyond ? <p class="notice">{t("hours_beyond")}</p> : null}
        <es-rows data-add={t("hours_add")} class="stack">
          {rows.map((row, index) => <Row c={c} row={row} index={index} />)}
        </es-rows>
        <Check name="hours_holidays" label={t("hours_closed_holidays_check")} checked={draft.closedOnHolidays} />
      </fieldset>
      <fieldset class="field">
        <legend>{t("hours_exceptions")}</legend>
        <span class="hint">{t("hours_exceptions_hint")}</span>
        {exceptions.map((each, index) => (
          <div class="side">
            <Cell name={`except_from`} index={index} type="date" label={t("hours_except_from")} value={each.from} />
            <Cell name={`except_until`} index={index} type="date" label={t("hours_except_until")} value={each.until} />
            <Cell name={`except_opens`} index={index} type="time" label={t("hours_opens")} value={each.opens} />
            <Cell name={`except_closes`} index={index} type="time" label={t("hours_closes")} value={each.closes} />
          </div>
        ))}
      </fieldset>
      <details open={beyond || draft.raw !== draft.kept}>
        <summary class="linklike">{t("hours_raw_open")}</summary>
        <input type="hidden" name="hours_kept" value={draft.kept} />
        <TextField name="hours_raw" label={t("hours_raw")} hint={t("hours_raw_hint")} value={draft.raw} autocomplete="off" />
      </details>
    </Group>
  );
}

function Cell({ name, index, type, label, value }: { name: string; index: number; type: "date" | "time" | "text"; label: string; value: string }) {
  return <div class="field"><label for={`h-${index}-${name}`}>{label}</label><input id={`h-${index}-${name}`} name={`hours_${name}`} type={type} value={value} /></div>;
}

function Row({ c, row, index }: { c: WebContext; row: HoursDraftRow; index: number }) {
  const t = c.get("t");
  const days = [{ value: "", label: "–" }, ...[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: formatWeekday(monday.add({ days: day - 1 }), c.get("locale"), "long") }))];
  const periods = [{ value: "", label: t("hours_period_all") }, { value: "school-holidays", label: t("hours_period_school") }, { value: "dates", label: t("hours_period_dates") }];
  const select = (name: "first" | "last" | "period", label: string, options: readonly { value: string; label: string }[]) => (
    <div class="field"><label for={`h-${index}-${name}`}>{label}</label><select id={`h-${index}-${name}`} name={`hours_${name}`}>{options.map((each) => <option value={each.value} selected={each.value === row[name]}>{each.label}</option>)}</select></div>
  );
  return (
    <details class="session" open={index === 0 || row.first !== "" || row.opens !== ""}>
      <summary>{t("hours_row_n", { n: index + 1 })}</summary>
      <div class="side">
        {select("first", t("hours_first"), days)}
        {select("last", t("hours_last"), days)}
        <Cell name="opens" index={index} type="time" label={t("hours_opens")} value={row.opens} />
        <Cell name="closes" index={index} type="time" label={t("hours_closes")} value={row.closes} />
      </div>
      <details open={row.period !== ""}>
        <summary class="linklike">{t("hours_period_open")}</summary>
        <div class="side">
          {select("period", t("hours_period"), periods)}
          <Cell name="since" index={index} type="text" label={t("hours_since")} value={row.since} />
          <Cell name="until" index={index} type="text" label={t("hours_until")} value={row.until} />
        </div>
      </details>
    </details>
  );
}
