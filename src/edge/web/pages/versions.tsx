import { compareTexts } from "../../../features/contents/compare-versions.ts";
import { listVersionsAnywhere, showVersionAnywhere, type Version, type WholeVersion } from "../../../features/contents/show-content.ts";
import { toMarkdown } from "../../../platform/text/to-markdown.ts";
import { formatAgo } from "../../../platform/time.ts";
import { hrefOf, wordOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { editable } from "../editable.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { kinds } from "../kinds/all.ts";
import type { Kind } from "../kinds/kind.ts";
import { render } from "../shell.tsx";

function lineOf(c: WebContext, version: Version): string {
  return c.get("t")("version_line", { n: version.revision, name: version.by ?? c.get("t")("comment_nobody"), when: formatAgo(version.at, c.get("act").now(), c.get("locale")) });
}

function labelsOf(version: WholeVersion): string {
  return (version.common.tags ?? []).map((tag) => tag.label).join(", ");
}

/** 0, which no version bears, for what isn't a number. */
function revisionOf(c: WebContext): number {
  const typed = c.req.param("revision") ?? "";
  return /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
}

/** Who wrote what and when, the latest first. */
async function list(c: WebContext, kind: Kind) {
  const found = await editable(c, kind);
  if (found instanceof Response) return found;
  const t = c.get("t");
  const { content } = found;
  const versions = await listVersionsAnywhere(c.get("act"), content.id);
  return render(c, { title: t("versions_title", { title: content.title }), noindex: true }, (
    <div class="wrap">
      <div class="head"><h1>{t("versions_title", { title: content.title })}</h1><div class="actions"><a class="button quiet" href={hrefOf(c, content)}>{t("version_page")}</a><a class="button quiet" href={`/contribuer/${wordOf(kind.kind)}/${content.id}`}>{t("edit")}</a></div></div>
      {versions.length === 0 ? <p class="empty">{t("versions_none")}</p> : (
        <ol class="plain section">
          {versions.map((version) => <li class="item"><div class="spread"><a href={`${c.req.path}/${version.revision}`}>{lineOf(c, version)}</a><span>{version.title}</span></div></li>)}
        </ol>
      )}
    </div>
  ));
}

/** One version beside the one before it. */
async function show(c: WebContext, kind: Kind) {
  const found = await editable(c, kind);
  if (found instanceof Response) return found;
  const t = c.get("t");
  const { content } = found;
  const { version, before } = await showVersionAnywhere(c.get("act"), content.id, revisionOf(c));
  if (!version) return missingPage(c);
  const latest = version.revision === content.revision;
  const changed = (label: string, old: string, now: string) => (
    <section class="stack tight"><h2>{label}</h2><div class="compared">{compareTexts(old, now).map((part) => (part.is === "added" ? <ins>{part.text}</ins> : part.is === "removed" ? <del>{part.text}</del> : part.text))}</div></section>
  );
  return render(c, { title: t("version_title", { n: version.revision }), noindex: true }, (
    <div class="wrap">
      <div class="head">
        <h1>{t("version_title", { n: version.revision })}</h1>
        <p class="lead">{lineOf(c, version)}</p>
        <p class="soft">{t(before ? "version_compared" : "version_first", { n: before?.revision ?? 0 })}</p>
        <div class="actions">
          {latest ? <span class="badge">{t("version_present")}</span> : <form method="post" action={c.req.path}><button class="button" type="submit">{t("version_restore")}</button></form>}
          <a class="button quiet" href={`/contribuer/${wordOf(kind.kind)}/${content.id}/versions`}>{t("versions_all")}</a>
        </div>
        {latest ? null : <p class="soft small">{t("version_restore_hint")}</p>}
      </div>
      <div class="stack loose section">
        {changed(t("field_title"), before?.title ?? "", version.title)}
        {changed(t("field_summary"), before?.summary ?? "", version.summary)}
        {before && JSON.stringify(before.common.tags ?? []) !== JSON.stringify(version.common.tags ?? []) ? changed(t("field_tags"), labelsOf(before), labelsOf(version)) : null}
        {before && JSON.stringify(before.details) !== JSON.stringify(version.details) ? <p class="notice">{t("version_also_changed")}</p> : null}
        {changed(t("field_body"), before ? toMarkdown(before.body) : "", toMarkdown(version.body))}
      </div>
    </div>
  ));
}

async function restore(c: WebContext, kind: Kind) {
  const found = await editable(c, kind);
  if (found instanceof Response) return found;
  const outcome = await kind.restore(c, found.content.id, revisionOf(c));
  if (outcome.done) return c.redirect(`/contribuer/${wordOf(kind.kind)}/${found.content.id}/versions`, 303);
  return outcome.refusal.kind === "forbidden" ? accessRefused(c, "forbidden") : missingPage(c);
}

export const versionRoutes: readonly Route[] = Object.values(kinds).flatMap((kind) => {
  const path = `/contribuer/${wordOf(kind.kind)}/:id/versions`;
  return [
    page(path, "member", (c) => list(c, kind)),
    page(`${path}/:revision`, "member", (c) => show(c, kind)),
    form(`${path}/:revision`, "member", (c) => restore(c, kind)),
  ];
});
