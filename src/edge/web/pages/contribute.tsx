import type { Intent } from "../../../features/contents/input.ts";
import type { Target, WriteRefusal, Written } from "../../../features/contents/write-content.ts";
import { finishWritings } from "../../../features/writings/keep-writing.ts";
import { findWritingAnywhere } from "../../../features/writings/list-writings.ts";
import type { WritingId } from "../../../features/writings/writing.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { readId } from "../../../platform/ids.ts";
import { addPicture } from "../../../features/media/add-picture.ts";
import type { Territory } from "../../../features/territories/territory.ts";
import type { Outcome } from "../../../platform/outcome.ts";
import { parseBody } from "../../../platform/text/parse-body.ts";
import { instantOf, readLocal } from "../../../platform/time.ts";
import { Icon } from "../../../ui/icon.tsx";
import { onwards, wordOf } from "../../addresses.ts";
import { tellSaved } from "../../cookies.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { accessRefused, missingPage, tooManyPage } from "../errors.tsx";
import { faultsOf, readForm, valuesOfPairs, type Fault, type FormValues } from "../form-data.ts";
import { editable } from "../editable.ts";
import { kinds } from "../kinds/all.ts";
import type { Kind } from "../kinds/kind.ts";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";
import { draftFrom, draftOf, emptyDraft, type Draft } from "../content-draft.ts";
import { findParting, settle } from "../merging.ts";
import { contentForm } from "../parts/content-form.tsx";
import { mergePage } from "../parts/merge-page.tsx";
import { heldForm } from "../parts/held-form.tsx";
import { writingNotices } from "../parts/writing-notices.tsx";
import { addToText } from "../add-to-text.ts";
import { shortcomingsTold } from "../shortcomings-told.ts";
import { territoryFor } from "../territory-for.ts";

/** The community that one came from, if the member is in it: what they write is for it until they choose otherwise. */
function communityAsked(c: WebContext): string {
  const { viewer } = c.get("act");
  const asked = c.req.query("communaute");
  return viewer.kind === "member" ? (viewer.memberships.find((each) => each.community === asked)?.community ?? "") : "";
}

function choose(c: WebContext) {
  const t = c.get("t");
  const community = communityAsked(c);
  const within = community ? `?communaute=${community}` : "";
  return render(c, { title: t("contribute") }, (
    <div class="wrap">
      <div class="head"><h1>{t("contribute_title")}</h1><p class="lead">{t("contribute_lead")}</p></div>
      {territoryOf(c) ? null : <p class="notice">{t("contribute_home")}</p>}
      <ul class="plain grid">
        {Object.values(kinds).filter((each) => mayWrite(c, each)).map(({ kind }) => (
          <li class="card"><div class="inside"><span class="kind"><Icon name={kind} />{t(`kind_${kind}`)}</span><h3><a href={`/contribuer/${wordOf(kind)}${within}`}>{t(`write_${kind}`)}</a></h3><p>{t(`write_${kind}_hint`)}</p></div></li>
        ))}
        <li class="card"><div class="inside"><span class="kind"><Icon name="structure" />{t("kind_structure")}</span><h3><a href="/contribuer/structure">{t("structure_record")}</a></h3><p>{t("structure_record_hint")}</p></div></li>
        <li class="card"><div class="inside"><span class="kind"><Icon name="people" />{t("kind_community")}</span><h3><a href="/contribuer/communaute">{t("community_ask_for_it")}</a></h3><p>{t("community_hint")}</p></div></li>
      </ul>
    </div>
  ));
}

/** Whether the reader may write this kind, once logged in. */
function mayWrite(c: WebContext, kind: Kind): boolean {
  const territory = territoryFor(c);
  return kind.mayWrite === undefined || (territory !== null && kind.mayWrite(c.get("act").viewer, territory.id));
}

async function open(c: WebContext, kind: Kind) {
  const territory = territoryFor(c);
  if (!territory) return missingPage(c);
  if (!mayWrite(c, kind)) return accessRefused(c, "forbidden");
  const resumed = await resume(c, kind, territory, null);
  return contentForm(c, kind, territory, resumed ?? { ...emptyDraft(kind.empty(c, territory)), community: communityAsked(c) }, [], resumed ? resumedNotice(c) : await writingNotices(c, territory.id, kind.kind, null));
}

async function reopen(c: WebContext, kind: Kind) {
  const found = await editable(c, kind);
  if (found instanceof Response) return found;
  const { content, territory } = found;
  const resumed = await resume(c, kind, territory, content);
  return contentForm(c, kind, territory, resumed ?? draftOf(content, territory, await kind.of(c, content, territory)), [], resumed ? resumedNotice(c) : await writingNotices(c, territory.id, kind.kind, content.id));
}

/** What the member kept of this very form, as it was typed, under a number of its own: another tab may still be writing under the old one. */
async function resume(c: WebContext, kind: Kind, territory: Territory, content: Content | null): Promise<Draft | null> {
  const id = readId<WritingId>(c.req.query("reprendre"));
  const writing = id ? await findWritingAnywhere(c.get("act"), id) : null;
  if (!writing || writing.kind !== kind.kind || writing.content !== (content?.id ?? null)) return null;
  const values = valuesOfPairs(writing.fields);
  return { ...draftFrom(values, content, await kind.read(c, values, territory)), submission: crypto.randomUUID(), resumes: writing.id };
}

function resumedNotice(c: WebContext) {
  return <p class="notice good" role="status">{c.get("t")("writing_resumed")}</p>;
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
  const taken = await takePicture(c, territory, values, draftFrom(values, found?.content ?? null, await kind.read(c, values, territory)));
  const { draft } = taken;
  // "More rows" of a form without scripts: the same form again, with what was typed.
  if (values.one("do").startsWith("rows") && taken.faults.length === 0) return contentForm(c, kind, territory, draft, []);
  if (values.one("do") === "check") return contentForm(c, kind, territory, draft, taken.faults, null, shortcomingsTold(c, draft));
  if (values.one("do") === "add") return contentForm(c, kind, territory, ...(await addToText(c, territory, values, draft)));
  if (found && values.one("do") === "compare") return mergePage(c, found.content, draft, values, await findParting(c, found.content, draft));
  if (found && values.one("do").startsWith("merge")) return merged(c, kind, found.content, territory, draft, values);
  const parsed = await write(c, territory, draft, values.one("do"));
  const faults = [...taken.faults, ...("faults" in parsed ? parsed.faults : [])];
  if (faults.length > 0 || "faults" in parsed) return contentForm(c, kind, territory, draft, faults);
  const { outcome } = parsed;
  if (outcome.done) {
    tellSaved(c, draft.submission);
    await finishWritings(c.get("act"), [draft.submission, draft.resumes].flatMap((each) => readId<WritingId>(each) ?? []));
    return c.redirect(onwards(c, { territory: territory.id, kind: kind.kind, slug: outcome.value.slug }), 303);
  }
  const t = c.get("t");
  const why = outcome.refusal.kind;
  if (why === "unknown") return missingPage(c);
  if (why === "forbidden" || why === "sign-in") return accessRefused(c, why);
  if (why === "changed-meanwhile") {
    const now = await editable(c, kind);
    return now instanceof Response ? now : mergePage(c, now.content, draft, values, await findParting(c, now.content, draft));
  }
  const field = { "not-your-picture": "picture", "not-your-file": "body", "not-to-be-cited": "body", "not-your-structure": "structure", "structure-declined": "organisers", "not-your-community": "community", "community-closed": "community", "theme-gone": "themes", "date-past": "publish_at" }[why];
  return contentForm(c, kind, territory, draft, [{ field, text: t(`write_refused_${why}`) }]);
}

/** The form again, as the choices of the merge page make it; unless somebody saved once more: then that is compared. */
async function merged(c: WebContext, kind: Kind, content: Content, territory: Territory, draft: Draft, values: FormValues) {
  if (values.one("do") === "merge-mine") return contentForm(c, kind, territory, { ...draft, revision: String(content.revision) }, [], <p class="notice" role="status">{c.get("t")("merge_kept_mine")}</p>);
  const parting = await findParting(c, content, draft);
  if (values.one("merged") !== String(content.revision)) return mergePage(c, content, draft, values, parting);
  return contentForm(c, kind, territory, await settle(c, kind, content, territory, draft, parting, values), [], <p class="notice good" role="status">{c.get("t")("merge_done")}</p>);
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

const pictures = { maxBody: 22_000_000, whenSignedOut: heldForm };

export const contributeRoutes: readonly Route[] = [
  page("/contribuer", "public", choose),
  ...Object.values(kinds).flatMap((kind) => [
    page(`/contribuer/${wordOf(kind.kind)}`, "member", (c) => open(c, kind)),
    page(`/contribuer/${wordOf(kind.kind)}/:id`, "member", (c) => reopen(c, kind)),
    ...["", "/:id"].map((which) => form(`/contribuer/${wordOf(kind.kind)}${which}`, "member", (c) => save(c, kind), pictures)),
  ]),
];
