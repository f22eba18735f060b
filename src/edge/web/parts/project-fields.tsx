import { projectStages } from "../../../features/projects/project.ts";
import { Group, Select, TextField } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import type { ProjectDraft } from "../project-draft.ts";
import type { BehindDraft } from "./behind-fields.tsx";
import { StructurePicker } from "./structure-picker.tsx";

/** How far it is, when, with what means, with whom. */
export function ProjectFields({ c, draft, behind, fault }: { c: WebContext; draft: ProjectDraft; behind: BehindDraft; fault: (field: string) => string | undefined }) {
  const t = c.get("t");
  const value = (name: string) => draft.values[name];
  return (
    <>
      <Select name="stage" label={t("project_stage")} value={value("stage")} fault={fault("stage")} options={projectStages.map((stage) => ({ value: stage, label: t(`project_stage_${stage}`) }))} />
      <div class="side">
        <TextField name="starts_on" type="date" label={t("project_starts")} value={value("starts_on")} fault={fault("startsOn")} />
        <TextField name="ends_on" type="date" label={t("project_ends")} value={value("ends_on")} fault={fault("endsOn")} />
      </div>
      <TextField name="commune" label={t("field_commune")} hint={t("field_commune_hint")} value={value("commune")} fault={fault("communeCode")} />
      <TextField name="funding" label={t("project_funding")} hint={t("project_funding_hint")} value={value("funding")} fault={fault("funding")} />
      <TextField name="website" type="url" label={t("structure_field_website")} value={value("website")} fault={fault("website")} />
      <Group title={t("project_behind")} open={behind.organisers.ids.length > 0 || behind.partners.ids.length > 0 || Boolean(fault("organisers") ?? fault("partners"))}>
        <StructurePicker c={c} name="organisers" label={t("project_carriers")} hint={t("structure_organisers_hint")} picked={behind.organisers} fault={fault("organisers")} />
        <StructurePicker c={c} name="partners" label={t("structure_partners")} picked={behind.partners} fault={fault("partners")} />
      </Group>
    </>
  );
}
