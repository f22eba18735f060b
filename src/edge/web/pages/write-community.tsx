import { accesses, purposes } from "../../../features/communities/community.ts";
import { communityInput, type CommunityInput } from "../../../features/communities/input.ts";
import { canRun, stateOnFounding } from "../../../features/communities/policy.ts";
import { showCommunityAnywhere, type Community } from "../../../features/communities/show-community.ts";
import { editCommunity, foundCommunity } from "../../../features/communities/write-community.ts";
import { addPicture } from "../../../features/media/add-picture.ts";
import type { Territory } from "../../../features/territories/territory.ts";
import { idSchema, readId, type CommunityId } from "../../../platform/ids.ts";
import { fromMarkdown } from "../../../platform/text/from-markdown.ts";
import { toMarkdown } from "../../../platform/text/to-markdown.ts";
import { Faults, Field, Select, TextArea, TextField } from "../../../ui/form.tsx";
import { communityHref, originOf } from "../../addresses.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { accessRefused, missingPage, tooManyPage } from "../errors.tsx";
import { faultFor, faultsOf, readForm, type Fault, type FormValues } from "../form-data.ts";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

const names = ["name", "summary", "body", "purpose", "access", "archiveOn", "picture", "pictureAlt", "revision", "submission"] as const;
/** What the form holds, as typed: it comes back whole when something is at fault. */
type Draft = Readonly<Record<(typeof names)[number], string>>;

interface OpenForm {
  readonly community: Community | null;
  readonly territory: Territory;
  readonly draft: Draft;
  readonly faults?: readonly Fault[];
}

function emptyDraft(): Draft {
  return { ...(Object.fromEntries(names.map((name) => [name, ""])) as Draft), access: "open", submission: crypto.randomUUID() };
}

function draftOf(community: Community): Draft {
  return { name: community.name, summary: community.summary, body: toMarkdown(community.body), purpose: community.purpose, access: community.access, archiveOn: community.archiveOn ?? "", picture: community.picture?.id ?? "", pictureAlt: community.picture?.alt ?? "", revision: String(community.revision), submission: "" };
}

/** Where a new community is founded: this host's territory, or the member's home at the portal. */
function territoryFor(c: WebContext): Territory | null {
  const { viewer } = c.get("act");
  return territoryOf(c) ?? (viewer.kind === "member" ? c.get("services").directory().byId(viewer.home) : null);
}

function formPage(c: WebContext, { community, territory, draft, faults = [] }: OpenForm) {
  const t = c.get("t");
  const fault = (field: string) => faultFor(faults, field);
  // Whoever administers one here may found another at once; the act knows, the sentence stays careful.
  const asking = community === null && stateOnFounding(c.get("act").viewer, territory.id, false) === "proposed";
  const title = community ? t("edit_title", { title: community.name }) : t(asking ? "community_ask_for_it" : "community_found_it");
  return render(c, { title, noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft">{t("writing_in", { name: territory.name })}</p><h1>{title}</h1>{asking ? <p class="lead">{t("community_asking_told")}</p> : null}</div>
      <form class="form" method="post" enctype="multipart/form-data" action={community ? `/contribuer/communaute/${community.id}` : "/contribuer/communaute"} novalidate>
        <Faults title={t("faults_title")} faults={faults} />
        <input type="hidden" name="submission" value={draft.submission} />
        <input type="hidden" name="revision" value={draft.revision} />
        <input type="hidden" name="picture" value={draft.picture} />
        <TextField name="name" label={t("community_field_name")} value={draft.name} fault={fault("name")} required autocomplete="off" />
        <Select name="purpose" label={t("community_purpose")} value={draft.purpose} fault={fault("purpose")} options={[{ value: "", label: "–" }, ...purposes.map((purpose) => ({ value: purpose, label: t(`community_purpose_${purpose}`) }))]} />
        <TextArea name="summary" label={t("field_summary")} hint={t("community_field_summary_hint")} value={draft.summary} fault={fault("summary")} />
        <TextArea name="body" label={t("community_field_body")} hint={t("field_markdown_hint")} value={draft.body} fault={fault("body")} tall />
        <Access c={c} draft={draft} fault={fault("access")} />
        <TextField name="archiveOn" type="date" label={t("community_field_archive_on")} hint={t("community_field_archive_on_hint")} value={draft.archiveOn} fault={fault("archiveOn")} />
        {draft.picture ? <p class="notice good">{t("community_picture_kept")} <label class="check"><input type="checkbox" name="file_remove" value="1" />{t("community_picture_remove")}</label></p> : null}
        <Field name="file" label={t("community_field_picture")} hint={t("picture_hint")} fault={fault("file")}><input id="file" name="file" type="file" accept="image/jpeg,image/png,image/webp,image/avif,image/gif" /></Field>
        <TextField name="pictureAlt" label={t("picture_alt")} hint={t("picture_alt_hint")} value={draft.pictureAlt} />
        <div class="bar"><button class="button">{t(asking ? "community_send_request" : "community_send")}</button></div>
      </form>
    </div>
  ));
}

function Access({ c, draft, fault }: { c: WebContext; draft: Draft; fault: string | undefined }) {
  const t = c.get("t");
  return (
    <fieldset class={fault ? "field faulty" : "field"} id="access" tabindex={-1}>
      <legend>{t("community_access")}</legend>
      <span class="hint">{t("community_field_access_hint")}</span>
      {fault ? <span class="fault">{fault}</span> : null}
      <div class="checks">{accesses.map((access) => <label class="check"><input type="radio" name="access" value={access} checked={draft.access === access} />{t(`community_access_${access}_told`)}</label>)}</div>
    </fieldset>
  );
}

function open(c: WebContext) {
  const territory = territoryFor(c);
  return territory ? formPage(c, { community: null, territory, draft: emptyDraft() }) : missingPage(c);
}

async function editable(c: WebContext): Promise<Response | Community> {
  const id = idSchema<CommunityId>().safeParse(c.req.param("id"));
  const community = id.success ? await showCommunityAnywhere(c.get("act"), id.data) : null;
  if (!community) return missingPage(c);
  return canRun(c.get("act").viewer, community) ? community : accessRefused(c, "forbidden");
}

async function reopen(c: WebContext) {
  const community = await editable(c);
  return community instanceof Response ? community : formPage(c, { community, territory: c.get("services").directory().byId(community.territory), draft: draftOf(community) });
}

async function save(c: WebContext) {
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor") return accessRefused(c, "sign-in");
  const allowed = await c.get("services").throttle("write", 120, 3600).take(viewer.id);
  if (!allowed.ok) return tooManyPage(c, allowed.retryAfterSeconds);
  const community = c.req.param("id") ? await editable(c) : null;
  if (community instanceof Response) return community;
  const territory = community ? c.get("services").directory().byId(community.territory) : territoryFor(c);
  if (!territory) return missingPage(c);
  const taken = await takePicture(c, territory, await readForm(c));
  const { draft } = taken;
  const parsed = communityInput.safeParse({ ...draft, archiveOn: draft.archiveOn || null, picture: draft.picture || null, body: fromMarkdown(draft.body.slice(0, 50_000)) });
  const faults = [...taken.faults, ...(parsed.success ? [] : faultsOf(c.get("t"), parsed.error))];
  if (!parsed.success || faults.length > 0) return formPage(c, { community, territory, draft, faults });
  return write(c, { community, territory, draft }, parsed.data);
}

async function write(c: WebContext, { community, territory, draft }: OpenForm, input: CommunityInput) {
  const outcome = community
    ? await editCommunity(c.get("act"), community.id, input, draft.revision ? Number(draft.revision) : null)
    : await foundCommunity(c.get("act"), territory.id, input, readId(draft.submission));
  if (outcome.done) {
    const { value } = outcome;
    const href = communityHref(c, value);
    return c.redirect(href.startsWith("/") ? href : `${originOf(c, value.territory)}/connexion?retour=${encodeURIComponent(`/communautes/${value.slug}`)}`, 303);
  }
  const { kind } = outcome.refusal;
  if (kind === "unknown") return missingPage(c);
  if (kind === "forbidden" || kind === "sign-in") return accessRefused(c, kind);
  const field = { "not-your-picture": "file", "changed-meanwhile": "name", "holds-contents": "access" }[kind];
  return formPage(c, { community, territory, draft, faults: [{ field, text: c.get("t")(`community_refused_${kind}`) }] });
}

/** A picture chosen in the form is taken at once: a fault elsewhere doesn't lose it. */
async function takePicture(c: WebContext, territory: Territory, values: FormValues): Promise<{ draft: Draft; faults: Fault[] }> {
  const draft: Draft = { ...(Object.fromEntries(names.map((name) => [name, values.one(name)])) as Draft), submission: values.one("submission") || crypto.randomUUID() };
  if (values.one("file_remove") === "1") return { draft: { ...draft, picture: "" }, faults: [] };
  const file = values.file("file");
  if (!file) return { draft, faults: [] };
  const outcome = await addPicture(c.get("act"), c.get("services").files, territory.id, { bytes: new Uint8Array(await file.arrayBuffer()), alt: draft.pictureAlt || draft.name, credit: "" });
  if (outcome.done) return { draft: { ...draft, picture: outcome.value.id }, faults: [] };
  return { draft, faults: [{ field: "file", text: outcome.refusal === "sign-in" ? c.get("t")("refused_text") : c.get("t")(`picture_${outcome.refusal}`) }] };
}

const pictures = { maxBody: 12_000_000 };

export const writeCommunityRoutes: readonly Route[] = [
  page("/contribuer/communaute", "member", open),
  form("/contribuer/communaute", "member", save, pictures),
  page("/contribuer/communaute/:id", "member", reopen),
  form("/contribuer/communaute/:id", "member", save, pictures),
];
