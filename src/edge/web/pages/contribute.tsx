import type { Child } from "hono/jsx";
import { licences } from "../../../features/contents/content.ts";
import type { Intent } from "../../../features/contents/input.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import type { Target, WriteRefusal, Written } from "../../../features/contents/write-content.ts";
import { listOpenNamesAnywhere } from "../../../features/communities/list-own.ts";
import { addPicture } from "../../../features/media/add-picture.ts";
import { listNamesAnywhere } from "../../../features/structures/list-own.ts";
import { themeCodes } from "../../../features/tags/themes.ts";
import type { Territory } from "../../../features/territories/territory.ts";
import { readId, type ContentId } from "../../../platform/ids.ts";
import type { Outcome } from "../../../platform/outcome.ts";
import { parseBody } from "../../../platform/text/parse-body.ts";
import { toMarkdown } from "../../../platform/text/to-markdown.ts";
import { instantOf, readLocal } from "../../../platform/time.ts";
import { Checks, Faults, Field, Group, Select, TextArea, TextField } from "../../../ui/form.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { onwards, wordOf } from "../../addresses.ts";
import { tellSaved } from "../cookies.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { accessRefused, missingPage, tooManyPage } from "../errors.tsx";
import { controlOf, faultFor, faultsOf, readForm, type Fault, type FormValues } from "../form-data.ts";
import { editable } from "../editable.ts";
import { kinds } from "../kinds/all.ts";
import type { FaultOf, Kind, OpenForm } from "../kinds/kind.ts";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

/** What a form holds, as typed: it comes back whole when something is at fault. */
interface Draft {
  readonly id: ContentId | null;
  readonly published: boolean;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly bodyJson: string;
  readonly tags: string;
  readonly themes: readonly string[];
  readonly licence: string;
  readonly structure: string;
  readonly community: string;
  readonly lead: string;
  readonly leadAlt: string;
  readonly leadCredit: string;
  readonly publishAt: string;
  readonly revision: string;
  readonly submission: string;
  /** What the kind adds. */
  readonly own: OpenForm;
}

function emptyDraft(own: OpenForm): Draft {
  return { id: null, published: false, title: "", summary: "", body: "", bodyJson: "", tags: "", themes: [], licence: "cc-by-sa", structure: "", community: "", lead: "", leadAlt: "", leadCredit: "", publishAt: "", revision: "", submission: crypto.randomUUID(), own };
}

function draftOf(content: Content, territory: Territory, own: OpenForm): Draft {
  return {
    ...emptyDraft(own),
    id: content.id,
    published: content.state === "published",
    title: content.title,
    summary: content.summary,
    body: toMarkdown(content.body),
    tags: content.tags.map((tag) => tag.label).join(", "),
    themes: content.themes,
    licence: content.licence,
    structure: content.structure ?? "",
    community: content.community ?? "",
    lead: content.picture?.id ?? "",
    leadAlt: content.picture?.alt ?? "",
    leadCredit: content.picture?.credit ?? "",
    publishAt: content.publishAt?.toZonedDateTimeISO(territory.zone).toPlainDateTime().toString({ smallestUnit: "minute" }) ?? "",
    revision: String(content.revision),
  };
}

function draftFrom(values: FormValues, content: Content | null, own: OpenForm): Draft {
  return {
    id: content?.id ?? null,
    published: content?.state === "published",
    title: values.one("title"),
    summary: values.one("summary"),
    body: values.one("body"),
    bodyJson: values.one("body_json"),
    tags: values.one("tags"),
    themes: values.all("themes"),
    licence: values.one("licence"),
    structure: values.one("structure"),
    community: values.one("community"),
    lead: values.one("lead"),
    leadAlt: values.one("lead_alt"),
    leadCredit: values.one("lead_credit"),
    publishAt: values.one("publish_at"),
    revision: values.one("revision"),
    submission: readId(values.one("submission")) ?? crypto.randomUUID(),
    own,
  };
}

function choose(c: WebContext) {
  const t = c.get("t");
  return render(c, { title: t("contribute") }, (
    <div class="wrap">
      <div class="head"><h1>{t("contribute_title")}</h1><p class="lead">{t("contribute_lead")}</p></div>
      {territoryOf(c) ? null : <p class="notice">{t("contribute_home")}</p>}
      <ul class="plain grid">
        {Object.values(kinds).map(({ kind }) => (
          <li class="card"><div class="inside"><span class="kind"><Icon name={kind} />{t(`kind_${kind}`)}</span><h3><a href={`/contribuer/${wordOf(kind)}`}>{t(`write_${kind}`)}</a></h3><p>{t(`write_${kind}_hint`)}</p></div></li>
        ))}
        <li class="card"><div class="inside"><span class="kind"><Icon name="structure" />{t("kind_structure")}</span><h3><a href="/contribuer/structure">{t("structure_record")}</a></h3><p>{t("structure_record_hint")}</p></div></li>
      </ul>
    </div>
  ));
}

/** The territory of a new content: this host's, or the member's home at the portal. */
function territoryFor(c: WebContext): Territory | null {
  const { viewer } = c.get("act");
  return territoryOf(c) ?? (viewer.kind === "member" ? c.get("services").directory().byId(viewer.home) : null);
}

async function open(c: WebContext, kind: Kind) {
  const territory = territoryFor(c);
  if (!territory) return missingPage(c);
  return formPage(c, kind, territory, emptyDraft(kind.empty(c, territory)), []);
}

async function reopen(c: WebContext, kind: Kind) {
  const found = await editable(c, kind);
  if (found instanceof Response) return found;
  const { content, territory } = found;
  return formPage(c, kind, territory, draftOf(content, territory, await kind.of(c, content, territory)), []);
}

async function save(c: WebContext, kind: Kind) {
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor") return accessRefused(c, "sign-in");
  const allowed = await c.get("services").throttle("write", 120, 3600).take(viewer.id);
  if (!allowed.ok) return tooManyPage(c, allowed.retryAfterSeconds);
  const found = c.req.param("id") ? await editable(c, kind) : null;
  if (found instanceof Response) return found;
  const territory = found?.territory ?? territoryFor(c);
  if (!territory) return missingPage(c);
  const values = await readForm(c);
  const taken = await takePicture(c, territory, values, draftFrom(values, found?.content ?? null, kind.read(c, values, territory)));
  const { draft } = taken;
  // "More rows" of a form without scripts: the same form again, with what was typed.
  if (values.one("do") === "rows" && taken.faults.length === 0) return formPage(c, kind, territory, draft, []);
  const parsed = await write(c, territory, draft, values.one("do"));
  const faults = [...taken.faults, ...("faults" in parsed ? parsed.faults : [])];
  if (faults.length > 0 || "faults" in parsed) return formPage(c, kind, territory, draft, faults);
  const { outcome } = parsed;
  if (outcome.done) {
    tellSaved(c, draft.submission);
    return c.redirect(onwards(c, { territory: territory.id, kind: kind.kind, slug: outcome.value.slug }), 303);
  }
  const t = c.get("t");
  const why = outcome.refusal.kind;
  if (why === "unknown") return missingPage(c);
  if (why === "forbidden" || why === "sign-in") return accessRefused(c, why);
  const field = { "changed-meanwhile": "title", "not-your-picture": "picture", "not-your-structure": "structure", "not-your-community": "community", "date-past": "publish_at" }[why];
  return formPage(c, kind, territory, draft, [{ field, text: t(`write_refused_${why}`) }]);
}

/** A picture chosen in the form is taken at once: a fault elsewhere doesn't lose it. */
async function takePicture(c: WebContext, territory: Territory, values: FormValues, draft: Draft): Promise<{ draft: Draft; faults: Fault[] }> {
  if (values.one("lead_remove") === "1") return { draft: { ...draft, lead: "" }, faults: [] };
  const file = values.file("picture");
  if (!file) return { draft, faults: [] };
  const outcome = await addPicture(c.get("act"), c.get("services").files, territory.id, { bytes: new Uint8Array(await file.arrayBuffer()), alt: draft.leadAlt, credit: draft.leadCredit });
  if (outcome.done) return { draft: { ...draft, lead: outcome.value.id }, faults: [] };
  const text = outcome.refusal === "sign-in" ? c.get("t")("refused_text") : c.get("t")(`picture_${outcome.refusal}`);
  return { draft, faults: [{ field: "picture", text }] };
}

async function write(c: WebContext, territory: Territory, draft: Draft, act: string): Promise<{ faults: Fault[] } | { outcome: Outcome<Written, WriteRefusal> }> {
  const t = c.get("t");
  const body = parseBody({ body: draft.body, body_json: draft.bodyJson });
  if (!body.done) return { faults: [{ field: "body", text: t(body.refusal === "too_long" ? "fault_too_long" : "fault_not_a_text") }] };
  const common = { title: draft.title, summary: draft.summary, body: body.value, tags: draft.tags.split(/[,\n]/), themes: draft.themes, licence: draft.licence || undefined, lead: draft.lead || null, structure: draft.structure || null, community: draft.community || null };
  const publishAt = readLocal(draft.publishAt);
  const intent: Intent = {
    intent: act === "schedule" ? "schedule" : act === "publish" ? "publish" : "draft",
    publishAt: publishAt ? instantOf(publishAt.at, territory.zone) : null,
    submission: draft.id ? null : draft.submission,
    revision: draft.revision ? Number(draft.revision) : null,
  };
  const target: Target = draft.id ? { content: draft.id, moderation: territory.moderation } : { territory };
  const written = await draft.own.write(c, target, common, intent, territory);
  return "error" in written ? { faults: faultsOf(t, written.error).map((each) => (each.field === "lead" ? { ...each, field: "picture" } : each)) } : written;
}

async function formPage(c: WebContext, { kind }: Kind, territory: Territory, draft: Draft, faults: readonly Fault[]): Promise<Response> {
  const t = c.get("t");
  const fault = (field: string) => faultFor(faults, field);
  const belongs = await belongings(c);
  const { published } = draft;
  const title = draft.id ? t("edit_title", { title: draft.title }) : t(`write_${kind}`);
  return render(c, { title, noindex: true, islands: ["editor", "autosave", "picker"], styles: ["editor_styles"], status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft">{t("writing_in", { name: territory.name })}</p><h1>{title}</h1></div>
      <es-autosave data-restored={t("autosave_restored")} data-discard={t("autosave_discard")} data-saved={t("autosave_saved")}>
        <form class="form" method="post" enctype="multipart/form-data" action={draft.id ? `/contribuer/${wordOf(kind)}/${draft.id}` : `/contribuer/${wordOf(kind)}`} novalidate>
          <Faults title={t("faults_title")} faults={faults.map((each) => ({ ...each, field: controlOf(each.field) }))} />
          {/* What Enter does in a field: never a publication, nor a withdrawal, by accident. */ <button hidden name="do" value={draft.published ? "publish" : "draft"}></button>}
          <input type="hidden" name="submission" value={draft.submission} />
          <input type="hidden" name="revision" value={draft.revision} />
          <input type="hidden" name="lead" value={draft.lead} />
          <TextField name="title" label={t("field_title")} hint={t(`field_title_${kind}`)} value={draft.title} fault={fault("title")} required />
          <TextArea name="summary" label={t("field_summary")} hint={t("field_summary_hint")} value={draft.summary} fault={fault("summary")} />
          {draft.own.fields?.(c, fault)}
          <BodyField c={c} draft={draft} fault={fault("body")} />
          <PictureGroup c={c} draft={draft} fault={fault("picture")} />
          <Group title={t("group_sort")} open={Boolean(fault("tags") ?? fault("themes")) || draft.tags !== ""}>
            {draft.own.sorting?.(c, fault)}
            <Belonging c={c} draft={draft} belongs={belongs} fault={fault} />
            <Checks name="themes" label={t("field_themes")} values={draft.themes} fault={fault("themes")} options={themeCodes.map((theme) => ({ value: theme, label: t(`theme_${theme}`) }))} />
            <TextField name="tags" label={t("field_tags")} hint={t("field_tags_hint")} value={draft.tags} fault={fault("tags")} />
            <Select name="licence" label={t("field_licence")} value={draft.licence} fault={fault("licence")} options={licences.map((licence) => ({ value: licence, label: t(`licence_${licence}`) }))} />
          </Group>
          {published ? null : <Group title={t("group_later")} open={Boolean(fault("publish_at")) || draft.publishAt !== ""}>
            <TextField name="publish_at" type="datetime-local" label={t("field_publish_at")} hint={t("field_publish_at_hint")} value={draft.publishAt} fault={fault("publish_at")} />
            <div><button class="button quiet" name="do" value="schedule">{t("do_schedule")}</button></div>
          </Group>}
          <div class="bar">
            <button class="button" name="do" value="publish">{t(published ? "do_correct" : "do_publish")}</button>
            <button class="button quiet" name="do" value="draft">{t(published ? "do_take_back" : "do_draft")}</button>
            <span class="soft small" data-autosave-status role="status"></span>
          </div>
        </form>
      </es-autosave>
      {draft.id ? <p class="section"><a href={`/contribuer/${wordOf(kind)}/${draft.id}/versions`}>{t("versions_all")}</a></p> : null}
    </div>
  ));
}

interface Belongings {
  readonly structures: readonly { readonly id: string; readonly name: string }[];
  readonly communities: readonly { readonly id: string; readonly name: string; readonly reserved: boolean }[];
}

/** In whose name, and in which communities, this member may publish. */
async function belongings(c: WebContext): Promise<Belongings> {
  const { viewer, db } = c.get("act");
  if (viewer.kind === "visitor") return { structures: [], communities: [] };
  const [structures, communities] = await Promise.all([listNamesAnywhere(db, viewer.actsFor), listOpenNamesAnywhere(db, viewer.memberships.map((each) => each.community))]);
  return { structures, communities };
}

function Belonging({ c, draft, belongs, fault }: { c: WebContext; draft: Draft; belongs: Belongings; fault: FaultOf }) {
  const t = c.get("t");
  const keep = (value: string, known: readonly { readonly id: string }[]) => (value && !known.some((each) => each.id === value) ? [{ value, label: t("belonging_kept") }] : []);
  return (
    <>
      {belongs.structures.length > 0 || draft.structure ? <Select name="structure" label={t("field_structure")} hint={t("field_structure_hint")} value={draft.structure} fault={fault("structure")} options={[{ value: "", label: t("structure_own_name") }, ...keep(draft.structure, belongs.structures), ...belongs.structures.map((each) => ({ value: each.id, label: each.name }))]} /> : null}
      {belongs.communities.length > 0 || draft.community ? <Select name="community" label={t("field_community")} value={draft.community} fault={fault("community")} options={[{ value: "", label: t("community_none") }, ...keep(draft.community, belongs.communities), ...belongs.communities.map((each) => ({ value: each.id, label: each.reserved ? t("community_reserved", { name: each.name }) : each.name }))]} /> : null}
    </>
  );
}

function BodyField({ c, draft, fault }: { c: WebContext; draft: Draft; fault: string | undefined }): Child {
  const t = c.get("t");
  const words = { bold: t("editor_bold"), italic: t("editor_italic"), heading: t("editor_heading"), subheading: t("editor_subheading"), bullets: t("editor_bullets"), numbers: t("editor_numbers"), quote: t("editor_quote"), link: t("editor_link"), table: t("editor_table"), row: t("editor_row"), column: t("editor_column"), untable: t("editor_untable"), image: t("editor_image"), undo: t("editor_undo"), redo: t("editor_redo"), toolbar: t("editor_toolbar"), address: t("editor_address"), alt: t("picture_alt"), credit: t("picture_credit"), caption: t("editor_caption"), insert: t("editor_insert"), cancel: t("cancel"), file: t("picture_file"), body: t("field_body") };
  return (
    <Field name="body" label={t("field_body")} hint={t("field_body_hint")} fault={fault}>
      <es-editor data-words={JSON.stringify(words)} data-upload="/televerser" data-json={draft.bodyJson}>
        <textarea id="body" name="body" class="tall" aria-describedby="body-hint">{draft.body}</textarea>
      </es-editor>
    </Field>
  );
}

function PictureGroup({ c, draft, fault }: { c: WebContext; draft: Draft; fault: string | undefined }) {
  const t = c.get("t");
  return (
    <Group title={t("group_picture")} open={Boolean(fault) || draft.lead !== ""}>
      {draft.lead ? <p class="notice good">{t("picture_kept")} <label class="check"><input type="checkbox" name="lead_remove" value="1" />{t("picture_remove")}</label></p> : null}
      <Field name="picture" label={t("picture_file")} hint={t("picture_hint")} fault={fault}><input id="picture" name="picture" type="file" accept="image/jpeg,image/png,image/webp,image/avif,image/gif" /></Field>
      <TextField name="lead_alt" label={t("picture_alt")} hint={t("picture_alt_hint")} value={draft.leadAlt} />
      <TextField name="lead_credit" label={t("picture_credit")} value={draft.leadCredit} />
    </Group>
  );
}

const pictures = { maxBody: 12_000_000 };

export const contributeRoutes: readonly Route[] = [
  page("/contribuer", "public", choose),
  ...Object.values(kinds).flatMap((kind) => [
    page(`/contribuer/${wordOf(kind.kind)}`, "member", (c) => open(c, kind)),
    page(`/contribuer/${wordOf(kind.kind)}/:id`, "member", (c) => reopen(c, kind)),
    ...["", "/:id"].map((which) => form(`/contribuer/${wordOf(kind.kind)}${which}`, "member", (c) => save(c, kind), pictures)),
  ]),
];
