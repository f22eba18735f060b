import { announcementTypes, contracts } from "../../../features/announcements/announcement.ts";
import { Check, Group, Select, TextField } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import type { AnnouncementDraft } from "../announcement-draft.ts";
import type { FaultOf } from "../kinds/kind.ts";

/** What, until when, where, who, how to answer: in that order. */
export function AnnouncementFields({ c, draft, fault }: { c: WebContext; draft: AnnouncementDraft; fault: FaultOf }) {
  const t = c.get("t");
  const value = (name: string) => draft.values[name];
  return (
    <>
      <Select name="type" label={t("field_announcement_type")} value={value("type")} fault={fault("type")} options={announcementTypes.map((type) => ({ value: type, label: t(`announcement_${type}`) }))} />
      <div class="side">
        <TextField name="deadline" type="date" label={t("field_deadline")} hint={t("field_deadline_hint")} value={value("deadline")} fault={fault("deadline")} required />
        <TextField name="deadline_time" type="time" label={t("field_deadline_time")} hint={t("field_deadline_time_hint")} value={value("deadline_time")} />
      </div>
      <Group title={t("group_announcement_who")} open>
        <TextField name="organisation" label={t("field_organisation")} value={value("organisation")} fault={fault("organisation")} />
        <TextField name="commune" label={t("field_commune")} hint={t("field_commune_hint")} value={value("commune")} fault={fault("communeCode")} />
        <Select name="contract" label={t("field_contract")} value={value("contract")} fault={fault("contract")} options={[{ value: "", label: t("contract_none") }, ...contracts.map((each) => ({ value: each, label: t(`contract_${each}`) }))]} />
      </Group>
      <TextField name="contact_url" type="url" label={t("field_contact_url")} hint={t("field_contact_url_hint")} value={value("contact_url")} fault={fault("contactUrl")} />
      <Check name="relay" label={t("field_relay")} checked={value("relay") === "1"} />
    </>
  );
}
