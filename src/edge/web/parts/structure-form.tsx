import { accessibilities } from "../../../features/agenda/event.ts";
import type { Duplicate } from "../../../features/structures/alike.ts";
import { structureTypes } from "../../../features/structures/structure.ts";
import { Checks, Faults, Field, Group, Select, TextArea, TextField } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import { themeOptions } from "../../themes.ts";
import { faultFor, type Fault } from "../form-data.ts";
import { linksShown, type StructureDraft } from "../structure-draft.ts";
import { HoursFields } from "./hours-fields.tsx";
import { DuplicateLine } from "./structure-cards.tsx";

interface Props {
  readonly c: WebContext;
  readonly action: string;
  readonly draft: StructureDraft;
  readonly faults: readonly Fault[];
  readonly alike: readonly Duplicate[];
  /** Recorded now, not corrected: the census is searched for it while one types. */
  readonly fresh: boolean;
}

type FaultOf = (field: string) => string | undefined;

/** The form of a structure: what it is, where, how to reach it; the numbers last. */
export function StructureForm({ c, action, draft, faults, alike, fresh }: Props) {
  const t = c.get("t");
  const fault = (field: string) => faultFor(faults, field);
  const { values } = draft;
  return (
    <form class="form" method="post" enctype="multipart/form-data" action={action} novalidate>
      <Faults title={t("faults_title")} faults={faults} />
      <Alike c={c} alike={alike} />
      <input type="hidden" name="submission" value={values.submission} />
      <input type="hidden" name="revision" value={values.revision} />
      <input type="hidden" name="picture" value={values.picture} />
      <TextField name="name" label={t("structure_field_name")} value={values.name} fault={fault("name")} required autocomplete="off" />
      {fresh ? <es-alike data-from="/contribuer/structure/ressemblantes" data-title={t("structure_alike_typing")}></es-alike> : null}
      <Select name="type" label={t("structure_type")} value={values.type} fault={fault("type")} options={[{ value: "", label: "–" }, ...structureTypes.map((type) => ({ value: type, label: t(`structure_type_${type}`) }))]} />
      <TextField name="acronym" label={t("structure_field_acronym")} value={values.acronym} fault={fault("acronym")} />
      <TextArea name="summary" label={t("field_summary")} hint={t("structure_field_summary_hint")} value={values.summary} fault={fault("summary")} />
      <WhereGroup c={c} draft={draft} fault={fault} />
      <Group title={t("structure_group_contact")} open>
        <TextField name="website" type="url" label={t("structure_field_website")} value={values.website} fault={fault("website")} />
        <TextField name="email" type="email" label={t("structure_field_email")} hint={t("structure_field_email_hint")} value={values.email} fault={fault("email")} />
        <TextField name="phone" label={t("structure_field_phone")} value={values.phone} fault={fault("phone")} />
        <Links c={c} draft={draft} fault={fault("links")} />
      </Group>
      <Group title={t("structure_field_body")} open={values.body !== "" || Boolean(fault("body") ?? fault("logo"))}>
        <TextArea name="body" label={t("structure_field_body")} hint={t("field_markdown_hint")} value={values.body} fault={fault("body")} />
        {values.picture ? <p class="notice good">{t("structure_logo_kept")} <label class="check"><input type="checkbox" name="logo_remove" value="1" />{t("structure_logo_remove")}</label></p> : null}
        <Field name="logo" label={t("structure_field_logo")} hint={t("picture_hint")} fault={fault("logo")}><input id="logo" name="logo" type="file" accept="image/jpeg,image/png,image/webp,image/avif,image/gif" /></Field>
        <TextField name="pictureAlt" label={t("picture_alt")} hint={t("picture_alt_hint")} value={values.pictureAlt} />
        <Checks name="themes" label={t("field_themes")} values={draft.themes} fault={fault("themes")} options={themeOptions(c)} />
      </Group>
      <HoursFields c={c} draft={draft.hours} fault={fault("hours")} />
      <Group title={t("structure_group_visit")} open={draft.accessibility.length > 0}>
        <Checks name="accessibility" label={t("field_access")} values={draft.accessibility} options={accessibilities.map((each) => ({ value: each, label: t(`access_${each}`) }))} />
      </Group>
      <Group title={t("structure_group_numbers")} open={["siret", "rna", "osm", "wikidata"].some((name) => fault(name)) || values.siret !== ""}>
        <TextField name="siret" label={t("structure_field_siret")} hint={t("structure_field_siret_hint")} inputmode="numeric" value={values.siret} fault={fault("siret")} />
        <TextField name="rna" label={t("structure_field_rna")} hint={t("structure_field_rna_hint")} value={values.rna} fault={fault("rna")} />
        <TextField name="wikidata" label={t("structure_field_wikidata")} hint={t("structure_field_wikidata_hint")} value={values.wikidata} fault={fault("wikidata")} />
        <TextField name="osm" label={t("structure_field_osm")} hint={t("structure_field_osm_hint")} value={values.osm} fault={fault("osm")} />
      </Group>
      <div class="bar">
        {alike.length > 0 ? <button class="button" name="different" value="1">{t("structure_alike_none")}</button> : <button class="button">{t("structure_send")}</button>}
      </div>
    </form>
  );
}

function Alike({ c, alike }: { c: WebContext; alike: readonly Duplicate[] }) {
  const t = c.get("t");
  if (alike.length === 0) return null;
  return (
    <section class="notice alarm stack tight" role="alert" id="alike" tabindex={-1} autofocus aria-labelledby="alike-title">
      <h2 id="alike-title">{t("structure_alike_title")}</h2>
      <p>{t("structure_alike_text")}</p>
      <ul>{alike.map((duplicate) => <DuplicateLine c={c} duplicate={duplicate} />)}</ul>
    </section>
  );
}

function WhereGroup({ c, draft: { values }, fault }: { c: WebContext; draft: StructureDraft; fault: FaultOf }) {
  const t = c.get("t");
  return (
    <Group title={t("structure_group_where")} open>
      <TextField name="address" label={t("field_address")} value={values.address} fault={fault("address")} autocomplete="off" />
      <TextField name="communeCode" label={t("field_commune")} hint={t("field_commune_hint")} value={values.communeCode} fault={fault("communeCode")} autocomplete="off" />
      <div class="side">
        <TextField name="latitude" label={t("field_latitude")} inputmode="decimal" value={values.latitude} fault={fault("latitude")} />
        <TextField name="longitude" label={t("field_longitude")} inputmode="decimal" value={values.longitude} fault={fault("longitude")} />
      </div>
    </Group>
  );
}

function Links({ c, draft, fault }: { c: WebContext; draft: StructureDraft; fault: string | undefined }) {
  const t = c.get("t");
  const rows = [...draft.links, ...Array.from({ length: linksShown }, () => ({ label: "", url: "" }))].slice(0, Math.max(linksShown, draft.links.length + 1));
  return (
    <fieldset class={fault ? "field faulty" : "field"} id="links" tabindex={-1}>
      <legend>{t("structure_field_links")}</legend>
      {fault ? <span class="fault">{fault}</span> : null}
      {rows.map((link, index) => (
        <div class="side">
          <div class="field"><label for={`link-${index}-label`}>{t("structure_field_link_label")}</label><input id={`link-${index}-label`} name="link_label" value={link.label} /></div>
          <div class="field"><label for={`link-${index}-url`}>{t("structure_field_link_url")}</label><input id={`link-${index}-url`} name="link_url" type="url" value={link.url} /></div>
        </div>
      ))}
    </fieldset>
  );
}
