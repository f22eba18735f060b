import { accessibilities, audiences, eventStatuses, eventTypes, joinings } from "../../../features/agenda/event.ts";
import { formatWeekday, todayIn } from "../../../platform/time.ts";
import { Checks, Group, Select, TextField } from "../../../ui/form.tsx";
import { territoryOf, type WebContext } from "../../env.ts";
import { sessionOf, type EventDraft, type SessionRow } from "../event-draft.ts";
import { repeatedRowWords, sayingOf } from "../../session-words.ts";

type FaultOf = (field: string) => string | undefined;

/** What, when, where, for whom, how much, how to book: in that order. */
export function EventFields({ c, draft, fault }: { c: WebContext; draft: EventDraft; fault: FaultOf }) {
  const t = c.get("t");
  const value = (name: string) => draft.values[name];
  return (
    <>
      <input type="hidden" name="zone" value={value("zone") ?? ""} />
      <Select name="type" label={t("field_type")} value={value("type")} fault={fault("type")} options={eventTypes.map((type) => ({ value: type, label: t(`type_${type}`) }))} />
      <Sessions c={c} draft={draft} fault={fault("sessions")} />
      <OpeningFields c={c} draft={draft} />
      <Group title={t("group_where")} open>
        <es-places><TextField name="place_name" label={t("field_place")} hint={t("field_place_hint")} value={value("place_name")} fault={fault("placeName")} /></es-places>
        <TextField name="address" label={t("field_address")} value={value("address")} fault={fault("address")} />
        <TextField name="commune" label={t("field_commune")} hint={t("field_commune_hint")} value={value("commune")} fault={fault("communeCode")} />
        <div class="side">
          <TextField name="latitude" label={t("field_latitude")} inputmode="decimal" value={value("latitude")} fault={fault("latitude")} />
          <TextField name="longitude" label={t("field_longitude")} inputmode="decimal" value={value("longitude")} fault={fault("longitude")} />
        </div>
        <TextField name="online_url" type="url" label={t("field_online")} hint={t("field_online_hint")} value={value("online_url")} fault={fault("onlineUrl")} />
      </Group>
      <Group title={t("group_whom")} open>
        <Checks name="audience" label={t("field_audience")} values={draft.audience} options={audiences.map((each) => ({ value: each, label: t(`audience_${each}`) }))} />
        <div class="side">
          <TextField name="age_min" type="number" label={t("field_age_min")} value={value("age_min")} fault={fault("ageMin")} />
          <TextField name="age_max" type="number" label={t("field_age_max")} value={value("age_max")} fault={fault("ageMax")} />
        </div>
      </Group>
      <Prices c={c} draft={draft} fault={fault("prices")} />
      <Group title={t("group_come")}>
        <TextField name="booking_url" type="url" label={t("field_booking")} value={value("booking_url")} fault={fault("bookingUrl")} />
        <Select name="joining" label={t("field_joining")} hint={t("field_joining_hint")} value={value("joining")} fault={fault("joining")} options={joinings.map((each) => ({ value: each, label: t(`joining_${each}`) }))} />
        <Checks name="accessibility" label={t("field_access")} values={draft.accessibility} options={accessibilities.map((each) => ({ value: each, label: t(`access_${each}`) }))} />
        <TextField name="organiser" label={t("field_organiser")} value={value("organiser")} fault={fault("organiser")} />
        <Select name="status" label={t("field_status")} value={value("status")} fault={fault("status")} options={eventStatuses.map((each) => ({ value: each, label: t(`status_${each}`) }))} />
        <TextField name="status_reason" label={t("field_status_reason")} value={value("status_reason")} fault={fault("statusReason")} />
      </Group>
    </>
  );
}

function Sessions({ c, draft, fault }: { c: WebContext; draft: EventDraft; fault: string | undefined }) {
  const t = c.get("t");
  return (
    <fieldset class={fault ? "field faulty" : "field"} id="sessions" tabindex={-1}>
      <legend>{t("field_sessions")}</legend>
      <span class="hint">{t("field_sessions_hint")}</span>
      {fault ? <span class="fault">{fault}</span> : null}
      <es-rows data-add={t("session_add")} data-words="/contribuer/evenement/en-toutes-lettres" class="stack">
        {draft.rows.map((row, index) => <SessionFields c={c} row={row} index={index} open={index === 0 || row.date !== ""} />)}
      </es-rows>
      <noscript><button class="button quiet" name="do" value="rows">{t("sessions_more_rows")}</button></noscript>
    </fieldset>
  );
}

function SessionFields({ c, row, index, open }: { c: WebContext; row: SessionRow; index: number; open: boolean }) {
  const t = c.get("t");
  const repeats = ["", "daily", "weekly", "fortnightly", "monthly", ...(row.rule ? (["kept"] as const) : [])] as const;
  const field = (name: keyof SessionRow, type: "date" | "time" | "text", label: string) => (
    <div class="field"><label for={`s-${index}-${name}`}>{label}</label><input id={`s-${index}-${name}`} name={`s_${name}`} type={type} value={row[name]} /></div>
  );
  const zone = territoryOf(c)?.zone ?? "Europe/Paris";
  return (
    <details class="session" open={open}>
      <summary>{t("session_n", { n: index + 1 })}</summary>
      <div class="side">{field("date", "date", t("session_date"))}{field("start", "time", t("session_start"))}{field("end", "time", t("session_end"))}</div>
      <details open={row.repeat !== "" || row.endDate !== ""}>
        <summary class="linklike">{t("session_repeat_open")}</summary>
        <div class="side">
          <div class="field"><label for={`s-${index}-repeat`}>{t("session_repeat")}</label><select id={`s-${index}-repeat`} name="s_repeat">{repeats.map((each) => <option value={each} selected={each === row.repeat}>{t(each === "" ? "repeat_none" : `repeat_${each}`)}</option>)}</select></div>
          <input type="hidden" name="s_rule" value={row.rule} />
          {field("until", "date", t("session_until"))}
          {field("except", "text", t("session_except"))}
          {field("endDate", "date", t("session_end_date"))}
        </div>
      </details>
      <p class="soft" data-words role="status">{row.repeat === "" ? "" : repeatedRowWords(sayingOf(c), sessionOf(row), zone, todayIn(zone, c.get("act").now()))}</p>
    </details>
  );
}

function OpeningFields({ c, draft }: { c: WebContext; draft: EventDraft }) {
  const t = c.get("t");
  const monday = Temporal.PlainDate.from("2024-01-01");
  const { opening } = draft;
  return (
    <Group title={t("group_opening")} open={opening.from !== "" || opening.kept !== ""}>
      <p class="soft">{t("group_opening_hint")}</p>
      {opening.kept ? <p class="notice">{t("opening_kept")}</p> : null}
      <input type="hidden" name="o_kept" value={opening.kept} />
      <div class="side">
        <TextField name="o_from" type="date" label={t("opening_from")} value={opening.from} />
        <TextField name="o_until" type="date" label={t("opening_until")} value={opening.until} />
        <TextField name="o_opens" type="time" label={t("opening_opens")} value={opening.opens} />
        <TextField name="o_closes" type="time" label={t("opening_closes")} value={opening.closes} />
      </div>
      <Checks name="o_days" label={t("opening_days")} values={opening.days} options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: formatWeekday(monday.add({ days: day - 1 }), c.get("locale"), "long") }))} />
      <TextField name="o_except" label={t("session_except")} value={opening.except} />
    </Group>
  );
}

function Prices({ c, draft, fault }: { c: WebContext; draft: EventDraft; fault: string | undefined }) {
  const t = c.get("t");
  const rows = [...draft.prices, { label: "", amount: "" }, { label: "", amount: "" }].slice(0, 12);
  return (
    <Group title={t("group_price")} open={fault !== undefined || draft.prices.length > 0}>
      <Select name="pricing" label={t("field_pricing")} value={draft.values["pricing"]} fault={fault} options={[{ value: "unknown", label: t("pricing_unknown") }, { value: "free", label: t("pricing_free") }, { value: "paid", label: t("pricing_paid") }]} />
      {rows.map((price, index) => (
        <div class="side">
          <div class="field"><label for={`price-${index}-label`}>{t("price_label")}</label><input id={`price-${index}-label`} name="price_label" value={price.label} /></div>
          <div class="field"><label for={`price-${index}-amount`}>{t("price_amount")}</label><input id={`price-${index}-amount`} name="price_amount" inputmode="decimal" value={price.amount} /></div>
        </div>
      ))}
    </Group>
  );
}
