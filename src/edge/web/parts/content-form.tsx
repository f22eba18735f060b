import type { Child } from "hono/jsx";
import { licences } from "../../../features/contents/content.ts";
import { listOpenNamesAnywhere } from "../../../features/communities/list-own.ts";
import { listNamesAnywhere } from "../../../features/structures/list-own.ts";
import type { Territory } from "../../../features/territories/territory.ts";
import { Checks, Faults, Field, Group, Select, TextArea, TextField } from "../../../ui/form.tsx";
import { wordOf } from "../../addresses.ts";
import { type WebContext } from "../../env.ts";
import { controlOf, faultFor, type Fault } from "../form-data.ts";
import type { FaultOf, Kind } from "../kinds/kind.ts";
import { proposedThemes, themeName } from "../../themes.ts";
import { render } from "../shell.tsx";
import type { Draft } from "../content-draft.ts";
import type { ToldShortcoming } from "../shortcomings-told.ts";
import { BodyField } from "./body-field.tsx";

/** The form that every kind of content is written with, as it stands. */
export async function contentForm(c: WebContext, { kind }: Kind, territory: Territory, draft: Draft, faults: readonly Fault[], notice: Child = null, lacking: readonly ToldShortcoming[] | null = null): Promise<Response> {
  const t = c.get("t");
  const fault = (field: string) => faultFor(faults, field);
  const belongs = await belongings(c);
  const { published } = draft;
  const title = draft.id ? t("edit_title", { title: draft.title }) : t(`write_${kind}`);
  return render(c, { title, noindex: true, islands: ["editor", "autosave", "picker", "tags", ...(kind === "event" ? ["places"] : []), ...(draft.own.islands ?? [])], styles: ["editor_styles", ...(draft.own.styles ?? [])], status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft">{t("writing_in", { name: territory.name })}</p><h1>{title}</h1></div>
      {notice}
      <es-autosave data-keep={`/contribuer/garder/${wordOf(kind)}${draft.id ? `/${draft.id}` : ""}`} data-words={JSON.stringify(autosaveWords(c))}>
        <form class="form" method="post" enctype="multipart/form-data" action={draft.id ? `/contribuer/${wordOf(kind)}/${draft.id}` : `/contribuer/${wordOf(kind)}`} novalidate>
          <Faults title={t("faults_title")} faults={faults.map((each) => ({ ...each, field: controlOf(each.field) }))} />
          {/* What Enter does in a field: never a publication, nor a withdrawal, by accident. */ <button hidden name="do" value={draft.published ? "publish" : "draft"}></button>}
          <input type="hidden" name="submission" value={draft.submission} />
          <input type="hidden" name="resumes" value={draft.resumes} />
          <input type="hidden" name="revision" value={draft.revision} />
          <input type="hidden" name="lead" value={draft.lead} />
          <TextField name="title" label={t("field_title")} hint={t(`field_title_${kind}`)} value={draft.title} fault={fault("title")} required />
          <TextArea name="summary" label={t("field_summary")} hint={t("field_summary_hint")} value={draft.summary} fault={fault("summary")} />
          {draft.own.fields?.(c, fault)}
          <BodyField c={c} draft={draft} fault={fault("body")} />
          <PictureGroup c={c} draft={draft} fault={fault("picture")} />
          <Group title={t("group_sort")} open={Boolean(fault("tags") ?? fault("themes") ?? fault("community")) || draft.tags !== "" || draft.community !== ""}>
            {draft.own.sorting?.(c, fault)}
            <Belonging c={c} draft={draft} belongs={belongs} fault={fault} />
            <Checks name="themes" label={t("field_themes")} values={draft.themes} fault={fault("themes")} options={themesFor(c, territory, draft.themes)} />
            <es-tags data-label={t("tags_suggested")}><TextField name="tags" label={t("field_tags")} hint={t("field_tags_hint")} value={draft.tags} fault={fault("tags")} autocomplete="off" /></es-tags>
            <Select name="licence" label={t("field_licence")} value={draft.licence} fault={fault("licence")} options={licences.map((licence) => ({ value: licence, label: t(`licence_${licence}`) }))} />
          </Group>
          {published ? null : <Group title={t("group_later")} open={Boolean(fault("publish_at")) || draft.publishAt !== ""}>
            <TextField name="publish_at" type="datetime-local" label={t("field_publish_at")} hint={t("field_publish_at_hint")} value={draft.publishAt} fault={fault("publish_at")} />
            <div><button class="button quiet" name="do" value="schedule">{t("do_schedule")}</button></div>
          </Group>}
          <Lacking c={c} lacking={lacking} />
          <div class="bar">
            <button class="button" name="do" value="publish">{t(published ? "do_correct" : "do_publish")}</button>
            <button class="button quiet" name="do" value="draft">{t(published ? "do_take_back" : "do_draft")}</button>
            <button class="button quiet" name="do" value="check">{t("do_check")}</button>
            <span class="soft small" data-autosave-status role="status"></span>
            <span data-autosave-others role="status"></span>
          </div>
        </form>
      </es-autosave>
      {draft.id ? <p class="section"><a href={`/contribuer/${wordOf(kind)}/${draft.id}/versions`}>{t("versions_all")}</a></p> : null}
    </div>
  ));
}

/** What readers would miss, each with the way to where it is mended. Filled in again by the autosave once it was asked for. */
function Lacking({ c, lacking }: { c: WebContext; lacking: readonly ToldShortcoming[] | null }) {
  if (!lacking) return null;
  const t = c.get("t");
  return (
    <section class="notice" id="relire" tabindex={-1} autofocus aria-labelledby="relire-titre">
      <h2 id="relire-titre">{t("shortcomings_title")}</h2>
      <p class="soft">{t(lacking.length > 0 ? "shortcomings_lead" : "shortcomings_none")}</p>
      <ul data-lacking>{lacking.map((each) => <li><a href={`#${each.field}`}>{each.text}</a></li>)}</ul>
    </section>
  );
}

function autosaveWords(c: WebContext) {
  const t = c.get("t");
  return {
    restored: t("autosave_restored"), discard: t("autosave_discard"), changes: t("autosave_changes"), saved: t("autosave_saved"), kept: t("autosave_kept"), offline: t("autosave_offline"), expired: t("autosave_expired"),
    log_in: t("log_in"), elsewhere: t("autosave_elsewhere"), compare: t("autosave_compare"), title: t("field_title"), summary: t("field_summary"), body: t("field_body"), others: t("autosave_other_fields"),
  };
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

/** Those that are proposed, and those that the content bears already, even if they no longer are. */
function themesFor(c: WebContext, territory: Territory, borne: readonly string[]) {
  const proposed = proposedThemes(c, territory);
  return [...proposed, ...borne.filter((code) => !proposed.some((each) => each.value === code)).map((value) => ({ value, label: themeName(c, value) }))];
}
