import { addPicture } from "../../../features/media/add-picture.ts";
import type { Duplicate } from "../../../features/structures/alike.ts";
import { findDuplicatesAnywhere } from "../../../features/structures/find-duplicates.ts";
import { structureInput, type StructureInput } from "../../../features/structures/input.ts";
import { canEditStructure } from "../../../features/structures/policy.ts";
import { findEmailAnywhere, showStandingAnywhere, type Structure } from "../../../features/structures/show-structure.ts";
import { editStructure, recordStructure } from "../../../features/structures/write-structure.ts";
import type { Territory } from "../../../features/territories/territory.ts";
import { idSchema, type StructureId } from "../../../platform/ids.ts";
import { fromMarkdown } from "../../../platform/text/from-markdown.ts";
import { originOf, structureHref } from "../../addresses.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { accessRefused, missingPage, tooManyPage } from "../errors.tsx";
import { faultsOf, readForm, type Fault, type FormValues } from "../form-data.ts";
import { StructureForm } from "../parts/structure-form.tsx";
import { emptyStructureDraft, readStructureDraft, soughtFrom, structureDraft, structureFields, type StructureDraft } from "../structure-draft.ts";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

/** Where a new structure is recorded: this host's census, or that of the member's home at the portal. */
function territoryFor(c: WebContext): Territory | null {
  const { viewer } = c.get("act");
  return territoryOf(c) ?? (viewer.kind === "member" ? c.get("services").directory().byId(viewer.home) : null);
}

interface OpenPage {
  readonly structure: Structure | null;
  readonly territory: Territory;
  readonly draft: StructureDraft;
  readonly faults?: readonly Fault[];
  readonly alike?: readonly Duplicate[];
}

function formPage(c: WebContext, { structure, territory, draft, faults = [], alike = [] }: OpenPage) {
  const t = c.get("t");
  const title = structure ? t("edit_title", { title: structure.name }) : t("structure_record");
  return render(c, { title, noindex: true, islands: ["alike", "rows"], status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft">{t("writing_in", { name: territory.name })}</p><h1>{title}</h1></div>
      <StructureForm c={c} action={structure ? `/contribuer/structure/${structure.id}` : "/contribuer/structure"} draft={draft} faults={faults} alike={alike} fresh={structure === null} />
    </div>
  ));
}

function open(c: WebContext) {
  const territory = territoryFor(c);
  return territory ? formPage(c, { structure: null, territory, draft: emptyStructureDraft((c.req.query("nom") ?? "").slice(0, 200)) }) : missingPage(c);
}

async function editable(c: WebContext): Promise<Response | Structure> {
  const id = idSchema<StructureId>().safeParse(c.req.param("id"));
  const structure = id.success ? await showStandingAnywhere(c.get("act"), id.data) : null;
  if (!structure) return missingPage(c);
  return canEditStructure(c.get("act").viewer, structure) ? structure : accessRefused(c, "forbidden");
}

async function reopen(c: WebContext) {
  const structure = await editable(c);
  if (structure instanceof Response) return structure;
  const draft = structureDraft(structure, await findEmailAnywhere(c.get("act"), structure));
  return formPage(c, { structure, territory: c.get("services").directory().byId(structure.territory), draft });
}

async function save(c: WebContext) {
  const { viewer, db } = c.get("act");
  if (viewer.kind === "visitor") return accessRefused(c, "sign-in");
  const allowed = await c.get("services").throttle("write", 120, 3600).take(viewer.id);
  if (!allowed.ok) return tooManyPage(c, allowed.retryAfterSeconds);
  const structure = c.req.param("id") ? await editable(c) : null;
  if (structure instanceof Response) return structure;
  if (structure && structure.id !== c.req.param("id")) return mergedPage(c, structure, readStructureDraft(await readForm(c)));
  const territory = structure ? c.get("services").directory().byId(structure.territory) : territoryFor(c);
  if (!territory) return missingPage(c);
  const values = await readForm(c);
  const taken = await takeLogo(c, territory, values);
  const { draft } = taken;
  const parsed = structureInput.safeParse({ ...structureFields(draft), body: fromMarkdown(draft.values.body.slice(0, 50_000)) });
  const faults = [...taken.faults, ...(parsed.success ? [] : faultsOf(c.get("t"), parsed.error))];
  if (!parsed.success || faults.length > 0) return formPage(c, { structure, territory, draft, faults });
  if (!structure && values.one("different") !== "1") {
    const alike = await findDuplicatesAnywhere(db, soughtOf(parsed.data), ["listed"], 6);
    if (alike.length > 0) return formPage(c, { structure, territory, draft, alike });
  }
  return write(c, { structure, territory, draft }, parsed.data);
}

function soughtOf(input: StructureInput) {
  return { ...input, point: input.latitude !== null && input.longitude !== null ? { latitude: input.latitude, longitude: input.longitude } : null };
}

async function write(c: WebContext, { structure, territory, draft }: OpenPage, input: StructureInput) {
  const t = c.get("t");
  const outcome = structure
    ? await editStructure(c.get("act"), structure.id, input, draft.values.revision ? Number(draft.values.revision) : null)
    : await recordStructure(c.get("act"), territory, input, /^[0-9a-f-]{36}$/.test(draft.values.submission) ? draft.values.submission : null);
  if (outcome.done) {
    const { value } = outcome;
    const href = structureHref(c, value);
    return c.redirect(href.startsWith("/") ? href : `${originOf(c, value.territory)}/connexion?retour=${encodeURIComponent(`/structures/${value.slug}`)}`, 303);
  }
  const { kind } = outcome.refusal;
  if (kind === "merged") {
    const stays = await editable(c);
    return stays instanceof Response ? stays : mergedPage(c, stays, draft);
  }
  if (kind === "unknown") return missingPage(c);
  if (kind === "forbidden" || kind === "sign-in") return accessRefused(c, kind);
  return formPage(c, { structure, territory, draft, faults: [{ field: kind === "not-your-picture" ? "logo" : "name", text: t(`structure_refused_${kind}`) }] });
}

/** What was typed for a structure that was merged meanwhile, in the form of the one that stays: saved there if its writer says so. */
function mergedPage(c: WebContext, stays: Structure, draft: StructureDraft) {
  const values = { ...draft.values, revision: String(stays.revision) };
  return formPage(c, { structure: stays, territory: c.get("services").directory().byId(stays.territory), draft: { ...draft, values }, faults: [{ field: "name", text: c.get("t")("structure_refused_merged", { name: stays.name }) }] });
}

/** A picture chosen in the form is taken at once: a fault elsewhere doesn't lose it. */
async function takeLogo(c: WebContext, territory: Territory, values: FormValues): Promise<{ draft: StructureDraft; faults: Fault[] }> {
  const draft = readStructureDraft(values);
  const withPicture = (picture: string): StructureDraft => ({ ...draft, values: { ...draft.values, picture } });
  if (values.one("logo_remove") === "1") return { draft: withPicture(""), faults: [] };
  const file = values.file("logo");
  if (!file) return { draft, faults: [] };
  const outcome = await addPicture(c.get("act"), c.get("services").files, territory.id, { bytes: new Uint8Array(await file.arrayBuffer()), alt: draft.values.pictureAlt || draft.values.name, credit: "" });
  if (outcome.done) return { draft: withPicture(outcome.value.id), faults: [] };
  return { draft, faults: [{ field: "logo", text: outcome.refusal === "sign-in" ? c.get("t")("refused_text") : c.get("t")(`picture_${outcome.refusal}`) }] };
}

/** What the form shows while somebody types: the like ones, with their address. */
async function alike(c: WebContext) {
  const { viewer, db } = c.get("act");
  const allowed = await c.get("services").throttle("alike", 600, 600).take(viewer.kind === "member" ? viewer.id : "");
  if (!allowed.ok) return tooManyPage(c, allowed.retryAfterSeconds);
  const t = c.get("t");
  const sought = soughtFrom((name) => c.req.query(name) ?? "");
  const found = sought.name.length >= 3 || sought.siret || sought.rna ? await findDuplicatesAnywhere(db, sought, ["listed"], 6) : [];
  return c.json(found.map((each) => ({ href: structureHref(c, each), name: each.name, where: [each.address, each.communeName].filter(Boolean).join(", "), why: each.reasons.map((reason) => t(`structure_reason_${reason}`)).join(", ") })), 200, { "Cache-Control": "private, no-store" });
}

const pictures = { maxBody: 12_000_000 };

export const recordStructureRoutes: readonly Route[] = [
  page("/contribuer/structure", "member", open),
  page("/contribuer/structure/ressemblantes", "member", alike),
  form("/contribuer/structure", "member", save, pictures),
  page("/contribuer/structure/:id", "member", reopen),
  form("/contribuer/structure/:id", "member", save, pictures),
];
