import { accessibilities, audiences } from "../../../features/agenda/event.ts";
import { levels, mostStops, travels } from "../../../features/itineraries/itinerary.ts";
import { Check, Checks, Field, Group, Select, TextField } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import { faultText } from "../form-data.ts";
import type { ItineraryDraft, StopFields } from "../itinerary-draft.ts";
import { territoryFor } from "../territory-for.ts";
import type { FaultOf } from "../kinds/kind.ts";

/** Stop after stop, then the line between them, how one goes, for whom, how much. */
export function ItineraryFields({ c, draft, fault }: { c: WebContext; draft: ItineraryDraft; fault: FaultOf }) {
  const t = c.get("t");
  const value = (name: string) => draft.values[name];
  return (
    <>
      <Select name="travel" label={t("itinerary_travel")} value={value("travel")} fault={fault("travel")} options={travels.map((each) => ({ value: each, label: t(`travel_${each}`) }))} />
      <Stops c={c} draft={draft} fault={fault("stops")} />
      <LineFields c={c} draft={draft} fault={draft.trackFault ? faultText(t, draft.trackFault) : fault("line")} />
      <Group title={t("itinerary_length_and_duration")} open={Boolean(value("own_km") || value("own_hours") || value("own_minutes") || fault("ownMetres") || fault("ownMinutes"))}>
        <p class="soft">{t("itinerary_own_hint")}</p>
        <div class="side">
          <TextField name="own_km" inputmode="decimal" label={t("itinerary_own_km")} value={value("own_km")} fault={fault("ownMetres")} />
          <TextField name="own_hours" inputmode="numeric" label={t("itinerary_own_hours")} value={value("own_hours")} fault={fault("ownMinutes")} />
          <TextField name="own_minutes" inputmode="numeric" label={t("itinerary_own_minutes")} value={value("own_minutes")} />
        </div>
      </Group>
      <Group title={t("group_whom")} open={draft.audience.length > 0 || draft.accessibility.length > 0}>
        <Select name="level" label={t("itinerary_level")} value={value("level")} options={levels.map((each) => ({ value: each, label: t(`level_${each}`) }))} />
        <Checks name="audience" label={t("field_audience")} values={draft.audience} options={audiences.map((each) => ({ value: each, label: t(`audience_${each}`) }))} />
        <Checks name="accessibility" label={t("field_access")} values={draft.accessibility} options={accessibilities.map((each) => ({ value: each, label: t(`access_${each}`) }))} />
      </Group>
      <Prices c={c} draft={draft} fault={fault("prices")} />
    </>
  );
}

function Stops({ c, draft, fault }: { c: WebContext; draft: ItineraryDraft; fault: string | undefined }) {
  const t = c.get("t");
  const territory = territoryFor(c);
  return (
    <fieldset class={fault ? "field faulty" : "field"} id="stops" tabindex={-1}>
      <legend>{t("field_stops")}</legend>
      <span class="hint">{t("field_stops_hint", { most: mostStops })}</span>
      {fault ? <span class="fault">{fault}</span> : null}
      <es-stops class="stack" data-add={t("stop_add")} data-title={t("stop_n", { n: "{n}" })} data-picked={t("stop_picked", { n: "{n}" })} data-most={String(mostStops)}>
        <es-order data-grab={t("dossier_grab")} data-moved={t("stop_moved")}>
          <ol class="plain order" data-title={t("field_stops")}>{draft.stops.map((stop, index) => <StopRow c={c} stop={stop} index={index} last={index === draft.stops.length - 1} />)}</ol>
          <p class="hidden-text" role="status"></p>
        </es-order>
        <noscript><button class="button quiet" name="do" value="rows" formaction={`${c.req.path}#stops`}>{t("stops_more_rows")}</button></noscript>
        <es-map class="map" data-pick="1" data-only="list" data-lat={String(territory?.latitude ?? 46.6)} data-lon={String(territory?.longitude ?? 2.4)} data-zoom={String(territory?.mapZoom ?? 6)} data-tiles={c.get("services").tilesUrl} data-label={t("stop_map")} data-line={draft.line}></es-map>
        <p class="soft small" data-picking role="status"></p>
      </es-stops>
    </fieldset>
  );
}

function StopRow({ c, stop, index, last }: { c: WebContext; stop: StopFields; index: number; last: boolean }) {
  const t = c.get("t");
  const title = t("stop_n", { n: index + 1 });
  const gone = stop.place !== "" && stop.known === "";
  const field = (name: keyof StopFields | "rank", label: string, more: { inputmode?: "numeric" | "decimal"; type?: "number"; value?: string; maxlength?: number } = {}) => (
    <div class="field"><label for={`stop-${index}-${name}`}>{label}</label><input id={`stop-${index}-${name}`} name={`stop_${name}`} autocomplete="off" value={name === "rank" ? String(index + 1) : stop[name]} {...more} /></div>
  );
  const act = (name: "up" | "down" | "remove", label: string, disabled = false) => (
    <button class="linklike" name="do" value={`rows-${name}-${index}`} data-act={name} formaction={`${c.req.path}#stops`} disabled={disabled} aria-label={`${label} – ${title}`}>{label}</button>
  );
  const placed = stop.latitude && stop.longitude ? { "data-lat": stop.latitude, "data-lon": stop.longitude } : {};
  return (
    <li class="item stop" data-content={String(index)} data-title={title} data-number={String(index + 1)} {...placed}>
      <p class="row"><strong data-stop-title>{title}</strong></p>
      <input type="hidden" name="stop_place" value={stop.place} />
      <input type="hidden" name="stop_known" value={stop.known} />
      {gone ? <p class="notice">{t("stop_gone_hint")}</p> : null}
      {field("name", t("stop_name"))}
      <div class="side">
        {field("minutes", t("stop_minutes"), { inputmode: "numeric" })}
        {field("rank", t("stop_rank"), { inputmode: "numeric" })}
      </div>
      {field("note", t("stop_note"), { maxlength: 600 })}
      <details open={Boolean(stop.address || stop.commune || stop.latitude)}>
        <summary class="linklike">{t("stop_where")}<span class="hidden-text"> – {title}</span></summary>
        <div class="side">{field("address", t("field_address"))}{field("commune", t("field_commune"))}</div>
        <div class="side">{field("latitude", t("field_latitude"), { inputmode: "decimal" })}{field("longitude", t("field_longitude"), { inputmode: "decimal" })}</div>
      </details>
      <div class="actions">{act("up", t("move_up"), index === 0)}{act("down", t("move_down"), last)}{act("remove", t("stop_remove"))}</div>
    </li>
  );
}

function LineFields({ c, draft, fault }: { c: WebContext; draft: ItineraryDraft; fault: string | undefined }) {
  const t = c.get("t");
  return (
    <Group title={t("group_line")} open={draft.line !== "" || fault !== undefined || draft.values["looped"] === "1"}>
      <p class="soft">{t(draft.line ? "line_kept" : "line_straight")}</p>
      <input type="hidden" name="line" value={draft.line} />
      {draft.line ? <Check name="line_remove" label={t("line_remove")} checked={false} /> : null}
      <Field name="track" label={t("line_file")} hint={t("line_file_hint")} fault={fault}><input id="track" name="track" type="file" accept=".gpx,application/gpx+xml" /></Field>
      <Check name="looped" label={t("itinerary_loops")} checked={draft.values["looped"] === "1"} />
    </Group>
  );
}

function Prices({ c, draft, fault }: { c: WebContext; draft: ItineraryDraft; fault: string | undefined }) {
  const t = c.get("t");
  const rows = [...draft.prices.filter((price) => price.amount || price.label), { label: "", amount: "" }, { label: "", amount: "" }].slice(0, 12);
  return (
    <Group title={t("group_price")} open={fault !== undefined || draft.prices.some((price) => price.amount !== "")}>
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
