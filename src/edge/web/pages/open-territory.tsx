import { openPlatform } from "../../../features/network/open-platform.ts";
import { Faults, Select, TextArea, TextField } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import { readOpening, type OpeningFault, type TypedOpening } from "../../opening-form.ts";
import { openingMail } from "../../opening-mails.ts";
import { form, page, type Route } from "../../route.ts";
import { accessRefused } from "../errors.tsx";
import { faultFor, readForm, type Fault } from "../form-data.ts";
import { render } from "../shell.tsx";

const here = "/coordination/territoires/nouveau";
const largestOutline = 4_000_000;
const hues = [["red", 25], ["orange", 60], ["green", 145], ["teal", 200], ["blue", 255], ["purple", 305], ["pink", 350]] as const;
const nothing: TypedOpening = { name: "", slug: "", domain: "", structure: "", hue: "255", perimeter: "", outline: "", animators: "", sources: "" };

function show(c: WebContext, typed = nothing, faults: readonly Fault[] = []) {
  const t = c.get("t");
  const fault = (field: keyof TypedOpening) => faultFor(faults, field);
  return render(c, { title: t("opening_title"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href="/coordination">{t("coordination")}</a></p><h1>{t("opening_title")}</h1><p class="lead">{t("opening_lead")}</p></div>
      <form class="form section" method="post" action={here} enctype="multipart/form-data" novalidate>
        <Faults title={t("faults_title")} faults={faults} />
        <TextField name="name" label={t("opening_name")} value={typed.name} required fault={fault("name")} />
        <TextField name="structure" label={t("field_structure_in_charge")} value={typed.structure} required fault={fault("structure")} />
        <TextArea name="perimeter" label={t("opening_perimeter")} hint={t("opening_perimeter_hint")} value={typed.perimeter} fault={fault("perimeter")} />
        <div class={fault("outline") ? "field faulty" : "field"}><label for="outline">{t("opening_outline")}</label><span class="hint" id="outline-hint">{t("opening_outline_hint")}</span>{fault("outline") ? <span class="fault" id="outline-fault">{fault("outline")}</span> : null}
          <input id="outline" type="file" name="outline" accept=".geojson,.json,application/geo+json,application/json" aria-describedby="outline-hint" /></div>
        <TextArea name="drawn" label={t("opening_drawn")} value={typed.outline} />
        <Select name="hue" label={t("field_hue")} value={typed.hue} fault={fault("hue")} options={hues.map(([name, hue]) => ({ value: String(hue), label: t(`opening_hue_${name}`) }))} />
        <TextField name="slug" label={t("field_slug")} hint={t("opening_slug_hint")} value={typed.slug} fault={fault("slug")} />
        <TextField name="domain" label={t("field_domain")} hint={t("field_domain_hint")} value={typed.domain} fault={fault("domain")} />
        <TextArea name="animators" label={t("opening_animators")} hint={t("opening_animators_hint")} value={typed.animators} fault={fault("animators")} />
        <TextArea name="sources" label={t("opening_sources")} hint={t("opening_sources_hint")} value={typed.sources} fault={fault("sources")} />
        <div class="actions"><button class="button">{t("opening_do")}</button><a href="/coordination">{t("cancel")}</a></div>
      </form>
    </div>
  ));
}

function said(c: WebContext, fault: OpeningFault): Fault {
  const t = c.get("t");
  if (fault.kind === "unread") return { field: fault.field, text: t("opening_unread", { lines: fault.lines.join(", ") }) };
  const words = { "required": "fault_required", "too-long": "fault_too_long", "slug": "fault_slug", "domain": "fault_domain", "hue": "fault_unknown", "outline": "opening_outline_unread", "nowhere": "opening_nowhere" } as const;
  return { field: fault.field, text: t(words[fault.kind]) };
}

async function open(c: WebContext) {
  const t = c.get("t");
  const values = await readForm(c);
  const file = values.file("outline");
  const one = (name: keyof TypedOpening, most: number) => values.one(name).slice(0, most);
  const typed: TypedOpening = {
    name: one("name", 200), slug: one("slug", 100), domain: one("domain", 300), structure: one("structure", 300), hue: one("hue", 10), perimeter: one("perimeter", 60_000), animators: one("animators", 10_000), sources: one("sources", 60_000),
    outline: file ? await file.text() : values.one("drawn").slice(0, largestOutline),
  };
  // What comes back in the page is what was typed, not a file of megabytes.
  const again = (faults: readonly Fault[]) => show(c, { ...typed, outline: file ? "" : typed.outline }, faults);
  const read = readOpening(typed);
  if ("faults" in read) return again(read.faults.map((fault) => said(c, fault)));
  const { territory } = read.opening;
  const { protocol, host } = new URL(c.get("site").origin);
  const origin = `${protocol}//${territory.domain ?? `${territory.slug}.${host}`}`;
  const outcome = await openPlatform(c.get("act"), read.opening, openingMail(c.get("locale"), { name: territory.name, origin }));
  if (outcome.done) return c.redirect(`/coordination?ouvert=${territory.slug}`, 303);
  if (outcome.refusal === "forbidden") return accessRefused(c, "forbidden");
  return again([{ field: outcome.refusal === "slug-taken" ? "slug" : "domain", text: t(`refused_${outcome.refusal}`) }]);
}

export const openTerritoryRoutes: readonly Route[] = [
  page(here, "coordinator", (c) => show(c), { at: "portal" }),
  form(here, "coordinator", open, { at: "portal", maxBody: 5_000_000 }),
];
