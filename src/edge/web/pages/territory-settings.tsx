import { editTerritory } from "../../../features/territories/edit-territory.ts";
import { domainSchema, settingsInput, slugSchema } from "../../../features/territories/input.ts";
import { moveTerritory } from "../../../features/territories/open-territory.ts";
import { territoryLanguages, type Territory } from "../../../features/territories/territory.ts";
import { fromMarkdown } from "../../../platform/text/from-markdown.ts";
import { toMarkdown } from "../../../platform/text/to-markdown.ts";
import { Checks, Faults, Select, TextArea, TextField } from "../../../ui/form.tsx";
import { territoryOf, type WebContext } from "../../env.ts";
import { presentDirectory } from "../present-directory.ts";
import { form, page, type Route } from "../../route.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { faultFor, faultsOf, readForm, type Fault, type FormValues } from "../form-data.ts";
import { render } from "../shell.tsx";

const zones = ["Europe/Paris", "Indian/Reunion", "Indian/Mayotte", "America/Guadeloupe", "America/Martinique", "America/Cayenne", "America/Miquelon", "Pacific/Noumea", "Pacific/Tahiti", "Pacific/Wallis"];
const longestText = 40_000;

/** What the form holds, as typed. */
interface Typed {
  readonly name: string;
  readonly structureName: string;
  readonly about: string;
  readonly editorialLine: string;
  readonly legalNotice: string;
  readonly moderation: string;
  readonly strangers: string;
  readonly hue: string;
  readonly zone: string;
  readonly languages: readonly string[];
}

function typedOf(territory: Territory): Typed {
  return { ...territory, about: toMarkdown(territory.about), editorialLine: toMarkdown(territory.editorialLine), legalNotice: toMarkdown(territory.legalNotice), hue: String(territory.hue) };
}

function typedFrom(values: FormValues, { strangers: present }: Territory): Typed {
  const [name, structureName, moderation, hue, zone] = ["name", "structureName", "moderation", "hue", "zone"].map((field) => values.one(field)) as [string, string, string, string, string];
  const strangers = values.one("strangers") || present;
  const [about, editorialLine, legalNotice] = ["about", "editorialLine", "legalNotice"].map((field) => values.one(field).slice(0, longestText)) as [string, string, string];
  return { name, structureName, moderation, strangers, hue, zone, about, editorialLine, legalNotice, languages: values.all("languages") };
}

async function settings(c: WebContext) {
  const territory = territoryOf(c);
  return territory ? settingsForm(c, territory, typedOf((await presentDirectory(c)).byId(territory.id)), []) : missingPage(c);
}

function settingsForm(c: WebContext, territory: Territory, typed: Typed, faults: readonly Fault[]) {
  const t = c.get("t");
  const fault = (field: string) => faultFor(faults, field);
  const known = zones.includes(typed.zone) ? zones : [typed.zone, ...zones];
  return render(c, { title: t("territory_settings"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft">{t("animation_title", { name: territory.name })}</p><h1>{t("territory_settings")}</h1></div>
      {c.req.query("enregistre") === "1" ? <p class="notice good" role="status">{t("territory_saved")}</p> : null}
      <form class="form section" method="post" action="/animation/territoire" novalidate>
        <Faults title={t("faults_title")} faults={faults} />
        <TextField name="name" label={t("field_territory_name")} hint={t("field_territory_name_hint")} value={typed.name} required fault={fault("name")} />
        <TextField name="structureName" label={t("field_structure_in_charge")} value={typed.structureName} required fault={fault("structureName")} />
        <TextArea name="about" label={t("field_about")} hint={t("field_markdown_hint")} value={typed.about} fault={fault("about")} />
        <TextArea name="editorialLine" label={t("field_editorial_line")} hint={t("field_editorial_line_hint")} value={typed.editorialLine} fault={fault("editorialLine")} />
        <TextArea name="legalNotice" label={t("field_legal_notice")} value={typed.legalNotice} fault={fault("legalNotice")} />
        <Select name="moderation" label={t("field_moderation")} value={typed.moderation} fault={fault("moderation")} options={[{ value: "after", label: t("moderation_after") }, { value: "before", label: t("moderation_before") }]} />
        <Select name="strangers" label={t("field_strangers")} hint={t("field_strangers_hint")} value={typed.strangers} fault={fault("strangers")} options={[{ value: "held", label: t("strangers_held") }, { value: "shown", label: t("strangers_shown") }]} />
        <TextField name="hue" type="number" min="0" max="359" label={t("field_hue")} hint={t("field_hue_hint")} value={typed.hue} fault={fault("hue")} />
        <Select name="zone" label={t("field_zone")} hint={t("field_zone_hint")} value={typed.zone} fault={fault("zone")} options={known.map((zone) => ({ value: zone, label: zone.replace("_", " ") }))} />
        <Checks name="languages" label={t("field_languages")} values={typed.languages} fault={fault("languages")} options={territoryLanguages.map((code) => ({ value: code, label: t(`language_${code}`) }))} />
        <div class="actions"><button class="button" type="submit">{t("save")}</button><a href="/animation">{t("cancel")}</a></div>
      </form>
    </div>
  ));
}

async function saveSettings(c: WebContext) {
  const territory = territoryOf(c);
  if (!territory) return missingPage(c);
  const typed = typedFrom(await readForm(c), territory);
  const parsed = settingsInput.safeParse({ ...typed, about: fromMarkdown(typed.about), editorialLine: fromMarkdown(typed.editorialLine), legalNotice: fromMarkdown(typed.legalNotice) });
  if (!parsed.success) return settingsForm(c, territory, typed, faultsOf(c.get("t"), parsed.error));
  const outcome = await editTerritory(c.get("act"), territory.id, parsed.data);
  return outcome.done ? c.redirect("/animation/territoire?enregistre=1", 303) : accessRefused(c, outcome.refusal);
}

function coordination(c: WebContext) {
  return addresses(c, null, []);
}

/** Each territory's address, as the coordination may change it. */
async function addresses(c: WebContext, at: { slug: string; typed: { slug: string; domain: string } } | null, faults: readonly Fault[]) {
  const t = c.get("t");
  const directory = await presentDirectory(c);
  const opened = directory.bySlug(c.req.query("ouvert") ?? "");
  const moved = directory.bySlug(c.req.query("change") ?? "");
  return render(c, { title: t("coordination"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><h1>{t("coordination")}</h1><p class="lead">{t("coordination_lead")}</p><div class="actions"><a class="button" href="/coordination/territoires/nouveau">{t("opening_title")}</a><a class="button quiet" href="/coordination/reseau">{t("network_title")}</a><a class="button quiet" href="/coordination/serveurs">{t("servers")}</a><a class="button quiet" href="/coordination/suspensions">{t("suspensions")}</a><a class="button quiet" href="/coordination/mots-cles">{t("tags_manage")}</a></div></div>
      {opened ? <p class="notice good" role="status">{t("opening_done", { name: opened.name })} <a href={directory.originOf(opened.id)}>{directory.originOf(opened.id)}</a></p> : null}
      {moved ? <p class="notice good" role="status">{t("territory_moved", { name: moved.name, address: directory.originOf(moved.id) })}</p> : null}
      <Faults title={t("faults_title")} faults={faults} />
      <div class="stack section">
        {directory.territories.map((territory) => {
          const typed = at?.slug === territory.slug ? at.typed : { slug: territory.slug, domain: territory.domain ?? "" };
          const fault = (name: string) => faultFor(faults, `${name}-${territory.slug}`);
          return (
            <details class="group" open={at?.slug === territory.slug}>
              <summary>{territory.name}</summary>
              <form class="inside form" method="post" action={`/coordination/${territory.slug}`} novalidate>
                <p class="soft">{directory.originOf(territory.id)}</p>
                <TextField name={`slug-${territory.slug}`} label={t("field_slug")} hint={t("field_slug_hint")} value={typed.slug} required fault={fault("slug")} />
                <TextField name={`domain-${territory.slug}`} label={t("field_domain")} hint={t("field_domain_hint")} value={typed.domain} fault={fault("domain")} />
                <div><button class="button" type="submit">{t("save")}</button></div>
              </form>
            </details>
          );
        })}
      </div>
    </div>
  ));
}

async function saveAddress(c: WebContext) {
  const t = c.get("t");
  const old = c.req.param("slug") ?? "";
  const values = await readForm(c);
  const typed = { slug: values.one(`slug-${old}`).trim(), domain: values.one(`domain-${old}`).trim() };
  const slug = slugSchema.safeParse(typed.slug);
  const domain = typed.domain ? domainSchema.safeParse(typed.domain) : { success: true as const, data: null };
  const faults = [...(slug.success ? [] : [{ field: `slug-${old}`, text: t("fault_slug") }]), ...(domain.success ? [] : [{ field: `domain-${old}`, text: t("fault_domain") }])];
  if (!slug.success || !domain.success) return addresses(c, { slug: old, typed }, faults);
  const outcome = await moveTerritory(c.get("act"), old, { slug: slug.data, domain: domain.data });
  if (outcome.done) return c.redirect(`/coordination?change=${slug.data}`, 303);
  if (outcome.refusal === "unknown") return missingPage(c);
  if (outcome.refusal === "forbidden") return accessRefused(c, "forbidden");
  return addresses(c, { slug: old, typed }, [{ field: `${outcome.refusal === "slug-taken" ? "slug" : "domain"}-${old}`, text: t(`refused_${outcome.refusal}`) }]);
}

export const territorySettingsRoutes: readonly Route[] = [
  page("/animation/territoire", "animator", settings),
  form("/animation/territoire", "animator", saveSettings),
  page("/coordination", "coordinator", coordination, { at: "portal" }),
  form("/coordination/:slug", "coordinator", saveAddress, { at: "portal" }),
];
