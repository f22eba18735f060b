import { compareTexts } from "../../../features/contents/compare-versions.ts";
import type { Stretch } from "../../../features/contents/merge-texts.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import type { Block } from "../../../platform/text/document.ts";
import { toMarkdown } from "../../../platform/text/to-markdown.ts";
import { formatAgo } from "../../../platform/time.ts";
import { wordOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import type { Draft } from "../content-draft.ts";
import type { FormValues } from "../form-data.ts";
import type { Parting } from "../merging.ts";
import { render } from "../shell.tsx";

// What this page sends by itself.
const ours = /^(do|revision|choice_\w+|merged)$/;

/** What was typed beside what somebody saved meanwhile: what both changed is chosen here, the rest is put together by itself. Works without JavaScript. */
export function mergePage(c: WebContext, content: Content, draft: Draft, values: FormValues, parting: Parting): Response | Promise<Response> {
  const t = c.get("t");
  const { theirs, disputed, stretches } = parting;
  const name = theirs?.by ?? t("comment_nobody");
  let place = 0;
  const numbered = stretches.map((stretch) => ({ stretch, index: stretch.is === "disputed" ? place++ : 0 }));
  const agreed = place === 0 && !disputed.title && !disputed.summary && !disputed.own;
  return render(c, { title: t("merge_title"), noindex: true, status: 409 }, (
    <div class="wrap">
      <div class="head">
        <h1>{t("merge_title")}</h1>
        <p class="lead">{t("merge_lead", { name, n: content.revision, when: formatAgo(theirs?.at ?? content.updatedAt, c.get("act").now(), c.get("locale")) })}</p>
        <p>{t(agreed ? "merge_agreed" : "merge_how", { name })}</p>
      </div>
      <form class="form section" method="post" enctype="multipart/form-data" action={`/contribuer/${wordOf(content.kind)}/${content.id}`}>
        {values.pairs().filter(([field]) => !ours.test(field)).map(([field, value]) => <input type="hidden" name={field} value={value} />)}
        <input type="hidden" name="revision" value={draft.revision} />
        <input type="hidden" name="merged" value={String(content.revision)} />
        {disputed.title ? <Dispute c={c} name="choice_title" legend={t("field_title")} author={name} mine={draft.title} theirs={content.title} /> : null}
        {disputed.summary ? <Dispute c={c} name="choice_summary" legend={t("field_summary")} author={name} mine={draft.summary} theirs={content.summary} /> : null}
        {disputed.own ? <fieldset class="field"><legend>{t("merge_own")}</legend><span class="hint">{t("merge_own_hint", { name })}</span><div class="checks"><Option name="choice_own" value="mine" label={t("merge_mine")} checked /><Option name="choice_own" value="theirs" label={t("merge_theirs", { name })} /></div></fieldset> : null}
        <section class="stack" aria-labelledby="merge-body">
          <h2 id="merge-body">{t("field_body")}</h2>
          {numbered.map(({ stretch, index }) => <Part c={c} stretch={stretch} index={index} author={name} />)}
        </section>
        <div class="bar">
          <button class="button" name="do" value="merge">{t("merge_go")}</button>
          <button class="button quiet" name="do" value="merge-mine">{t("merge_all_mine")}</button>
          <a class="button quiet" href={`/contribuer/${wordOf(content.kind)}/${content.id}/versions/${content.revision}`} target="_blank">{t("merge_see")}</a>
        </div>
      </form>
    </div>
  ));
}

function Part({ c, stretch, index, author }: { c: WebContext; stretch: Stretch; index: number; author: string }) {
  const t = c.get("t");
  const words = (blocks: readonly Block[]) => toMarkdown({ type: "doc", content: blocks });
  if (stretch.is === "settled") return <details><summary>{t("merge_settled", { count: stretch.blocks.length })}</summary><div class="compared">{words(stretch.blocks)}</div></details>;
  return <Dispute c={c} name={`choice_${index}`} legend={t("merge_part", { n: index + 1 })} author={author} mine={words(stretch.mine)} theirs={words(stretch.theirs)} both />;
}

/** Two ways of saying the same thing, with what differs marked in each. */
function Dispute({ c, name, legend, author, mine, theirs, both = false }: { c: WebContext; name: string; legend: string; author: string; mine: string; theirs: string; both?: boolean }) {
  const t = c.get("t");
  const parts = compareTexts(theirs, mine);
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      <div class="grid">
        <div class="stack tight"><Option name={name} value="mine" label={t("merge_mine")} checked /><div class="compared">{mine === "" ? t("merge_nothing") : parts.map((part) => (part.is === "added" ? <ins>{part.text}</ins> : part.is === "same" ? part.text : ""))}</div></div>
        <div class="stack tight"><Option name={name} value="theirs" label={t("merge_theirs", { name: author })} /><div class="compared">{theirs === "" ? t("merge_nothing") : parts.map((part) => (part.is === "removed" ? <del>{part.text}</del> : part.is === "same" ? part.text : ""))}</div></div>
      </div>
      {both ? <Option name={name} value="both" label={t("merge_both")} /> : null}
    </fieldset>
  );
}

function Option({ name, value, label, checked = false }: { name: string; value: string; label: string; checked?: boolean }) {
  return <label class="check"><input type="radio" name={name} value={value} checked={checked} />{label}</label>;
}
