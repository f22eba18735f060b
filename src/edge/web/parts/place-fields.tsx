import { accessibilities } from "../../../features/agenda/event.ts";
import { placeTypes } from "../../../features/visiting/place.ts";
import { Checks, Group, Select, TextField } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import type { PlaceDraft } from "../place-draft.ts";
import { HoursFields } from "./hours-fields.tsx";

/** What, where, when it is open, how one comes, how much. */
export function PlaceFields({ c, draft, fault }: { c: WebContext; draft: PlaceDraft; fault: (field: string) => string | undefined }) {
  const t = c.get("t");
  const value = (name: string) => draft.values[name];
  const text = (name: string, label: string, hint?: string) => <TextField name={name} label={label} hint={hint} value={value(name)} fault={fault(name)} />;
  const rows = [...draft.prices, { label: "", amount: "" }, { label: "", amount: "" }].slice(0, 12);
  return (
    <>
      <Select name="type" label={t("place_type")} value={value("type")} fault={fault("type")} options={placeTypes.map((type) => ({ value: type, label: t(`place_type_${type}`) }))} />
      <Group title={t("group_where")} open>
        {text("address", t("field_address"))}
        <TextField name="commune" label={t("field_commune")} hint={t("field_commune_hint")} value={value("commune")} fault={fault("communeCode")} />
        <div class="side">
          <TextField name="latitude" label={t("field_latitude")} inputmode="decimal" value={value("latitude")} fault={fault("latitude")} />
          <TextField name="longitude" label={t("field_longitude")} inputmode="decimal" value={value("longitude")} fault={fault("longitude")} />
        </div>
        {text("transport", t("place_transport"), t("place_transport_hint"))}
        {text("parking", t("place_parking"))}
      </Group>
      <HoursFields c={c} draft={draft.hours} fault={fault("hours")} />
      <Group title={t("group_price")} open={fault("prices") !== undefined || draft.prices.length > 0}>
        <Select name="pricing" label={t("field_pricing")} value={value("pricing")} fault={fault("prices")} options={[{ value: "unknown", label: t("pricing_unknown") }, { value: "free", label: t("pricing_free") }, { value: "paid", label: t("pricing_paid") }]} />
        {rows.map((price, index) => (
          <div class="side">
            <div class="field"><label for={`price-${index}-label`}>{t("price_label")}</label><input id={`price-${index}-label`} name="price_label" value={price.label} /></div>
            <div class="field"><label for={`price-${index}-amount`}>{t("price_amount")}</label><input id={`price-${index}-amount`} name="price_amount" inputmode="decimal" value={price.amount} /></div>
          </div>
        ))}
      </Group>
      <Group title={t("place_group_contact")} open={Boolean(value("website") ?? value("phone") ?? fault("website") ?? fault("phone"))}>
        <TextField name="website" type="url" label={t("structure_field_website")} value={value("website")} fault={fault("website")} />
        {text("phone", t("structure_field_phone"))}
        <Checks name="accessibility" label={t("field_access")} values={draft.accessibility} options={accessibilities.map((each) => ({ value: each, label: t(`access_${each}`) }))} />
      </Group>
    </>
  );
}
