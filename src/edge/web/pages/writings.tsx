import { compareTexts } from "../../../features/contents/compare-versions.ts";
import { showContentAnywhere, type Content } from "../../../features/contents/show-content.ts";
import { canEdit } from "../../../features/contents/policy.ts";
import { finishWritings, keepWriting } from "../../../features/writings/keep-writing.ts";
import { findWritingAnywhere, listOtherWritersAnywhere } from "../../../features/writings/list-writings.ts";
import type { WritingId } from "../../../features/writings/writing.ts";
import { readId } from "../../../platform/ids.ts";
import { emptyDocument } from "../../../platform/text/document.ts";
import { parseBody } from "../../../platform/text/parse-body.ts";
import { toMarkdown } from "../../../platform/text/to-markdown.ts";
import { formatAgo } from "../../../platform/time.ts";
import { wordOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { editable } from "../editable.ts";
import { missingPage } from "../errors.tsx";
import { readForm, valuesOfPairs } from "../form-data.ts";
import { draftFrom } from "../content-draft.ts";
import { shortcomingsTold } from "../shortcomings-told.ts";
import { kinds } from "../kinds/all.ts";
import type { Kind } from "../kinds/kind.ts";
import { othersWords } from "../parts/writing-notices.tsx";
import { render } from "../shell.tsx";
import { territoryFor } from "../territory-for.ts";

/** What the form holds, sent by itself while somebody types: answers when it was kept, and what happened to the content meanwhile. */
async function keep(c: WebContext, kind: Kind) {
  const act = c.get("act");
  if (act.viewer.kind === "visitor") return c.json({ kept: false }, 401);
  const allowed = await c.get("services").throttle("keep", 1500, 3600).take(act.viewer.id);
  if (!allowed.ok) return c.json({ kept: false }, 429);
  const found = c.req.param("id") ? await editable(c, kind) : null;
  if (found instanceof Response) return c.json({ kept: false }, 403);
  const territory = found?.territory ?? territoryFor(c);
  const values = await readForm(c);
  const id = readId<WritingId>(values.one("submission"));
  if (!territory || !id) return c.json({ kept: false }, 422);
  const content = found?.content ?? null;
  const revision = /^\d{1,6}$/.test(values.one("revision")) ? Number(values.one("revision")) : null;
  const outcome = await keepWriting(act, { id, territory: territory.id, kind: kind.kind, content: content?.id ?? null, revision, title: values.one("title"), fields: values.pairs() });
  if (!outcome.done) return c.json({ kept: false }, outcome.refusal.kind === "too-large" ? 413 : 409);
  const others = content ? await listOtherWritersAnywhere(act, content.id) : [];
  const lacking = shortcomingsTold(c, draftFrom(values, content, await kind.read(c, values, territory)));
  return c.json({ kept: true, lacking, others: othersWords(c, others), newer: content && revision !== null && revision !== content.revision ? c.get("t")("writing_newer", { n: content.revision }) : "" });
}

/** What was begun beside what is saved. */
async function compare(c: WebContext) {
  const t = c.get("t");
  const act = c.get("act");
  const id = readId<WritingId>(c.req.param("id"));
  const writing = id ? await findWritingAnywhere(act, id) : null;
  if (!writing) return missingPage(c);
  const content = writing.content ? await showContentAnywhere(act, writing.content) : null;
  const saved: Content | null = content && canEdit(act.viewer, content) ? content : null;
  if (writing.content && !saved) return missingPage(c);
  const values = valuesOfPairs(writing.fields);
  const body = parseBody({ body: values.one("body"), body_json: values.one("body_json") });
  const compared = (label: string, before: string, now: string) => (
    <section class="stack tight"><h2>{label}</h2><div class="compared">{compareTexts(before, now).map((part) => (part.is === "added" ? <ins>{part.text}</ins> : part.is === "removed" ? <del>{part.text}</del> : part.text))}</div></section>
  );
  return render(c, { title: t("writing_compared"), noindex: true }, (
    <div class="wrap">
      <div class="head">
        <h1>{t("writing_compared")}</h1>
        <p class="lead">{t(saved ? "writing_compared_lead" : "writing_alone_lead", { title: saved?.title ?? "", when: formatAgo(writing.at, act.now(), c.get("locale")) })}</p>
        <form method="post" action={`/contribuer/ecritures/${writing.id}/abandonner`} class="actions">
          <a class="button" href={`/contribuer/${wordOf(writing.kind)}${writing.content ? `/${writing.content}` : ""}?reprendre=${writing.id}`}>{t("writing_resume")}</a>
          <button class="button quiet" type="submit">{t("writing_drop")}</button>
        </form>
      </div>
      <div class="stack loose section">
        {compared(t("field_title"), saved?.title ?? "", values.one("title"))}
        {compared(t("field_summary"), saved?.summary ?? "", values.one("summary"))}
        {compared(t("field_body"), saved ? toMarkdown(saved.body) : "", toMarkdown(body.done ? body.value : emptyDocument))}
      </div>
    </div>
  ));
}

async function drop(c: WebContext) {
  const id = readId<WritingId>(c.req.param("id"));
  const writing = id ? await findWritingAnywhere(c.get("act"), id) : null;
  if (!writing) return missingPage(c);
  await finishWritings(c.get("act"), [writing.id]);
  return c.redirect(`/contribuer/${wordOf(writing.kind)}${writing.content ? `/${writing.content}` : ""}`, 303);
}

export const writingRoutes: readonly Route[] = [
  page("/contribuer/ecritures/:id", "member", compare),
  form("/contribuer/ecritures/:id/abandonner", "member", drop),
  ...Object.values(kinds).flatMap((kind) => ["", "/:id"].map((which) => form(`/contribuer/garder/${wordOf(kind.kind)}${which}`, "member", (c) => keep(c, kind), { maxBody: 2_000_000 }))),
];
