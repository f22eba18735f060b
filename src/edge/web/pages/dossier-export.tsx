import { showContent } from "../../../features/contents/show-content.ts";
import { askForDossierExport } from "../../../features/dossiers/ask-for-dossier-export.ts";
import { exportForms, exportVersionOf, type ExportForm } from "../../../features/dossiers/dossier-export.ts";
import { listOutlineAnywhere } from "../../../features/dossiers/list-outline.ts";
import { visitor } from "../../../platform/viewer.ts";
import { clientAddressOf, territoryOf, type WebContext } from "../../env.ts";
import { page, type Route } from "../../route.ts";
import { missingPage, tooManyPage } from "../errors.tsx";
import { render } from "../shell.tsx";

const types: Readonly<Record<ExportForm, string>> = { pdf: "application/pdf", epub: "application/epub+zip" };
/** How long an answer waits for a small file, before it shows a page that waits. */
const patienceMillis = 2500;

/**
 * A dossier as a file, as the public sees it, whoever asks. Made once for each version, by a worker; who comes before it is there gets
 * a page that says how far it is, and asks again by itself.
 */
async function download(c: WebContext, form: ExportForm) {
  const territory = territoryOf(c);
  const slug = (c.req.param("file") ?? "").slice(0, -form.length - 1);
  const { reader, db, now, files } = c.get("services");
  const found = territory ? await showContent({ db: reader, viewer: visitor, now }, territory.id, "dossier", slug) : null;
  if (found && "moved" in found) return c.redirect(`/dossiers/${found.moved}.${form}`, 301);
  if (!found) return missingPage(c);
  const { content } = found;
  const version = exportVersionOf(content, await listOutlineAnywhere(reader, content.id), now());
  const headers = { ETag: `"${version}"`, "Cache-Control": "public, no-cache", "Access-Control-Allow-Origin": "*", "X-Robots-Tag": "noindex", Link: `<${c.get("site").origin}/dossiers/${slug}>; rel="canonical"` };
  if (c.req.header("if-none-match") === headers.ETag) return c.body(null, 304, headers);
  const allowed = await c.get("services").quota("dossier-file", 60, 600).take(clientAddressOf(c));
  if (!allowed.ok) return tooManyPage(c, allowed.retryAfterSeconds);
  const end = Date.now() + patienceMillis;
  let asked = await askForDossierExport(db, content.id, form, version, now());
  while (asked.state === "waiting" && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    asked = await askForDossierExport(db, content.id, form, version, now());
  }
  const bytes = asked.state === "ready" && asked.file ? await files.get(asked.file) : null;
  if (bytes) return c.body(bytes, 200, { ...headers, "Content-Type": types[form], "Content-Disposition": `attachment; filename="${slug}.${form}"`, "Content-Security-Policy": "default-src 'none'; sandbox" });
  return waitingPage(c, content.title, slug, asked.state === "failed" ? "failed" : "waiting", asked.progress);
}

function waitingPage(c: WebContext, title: string, slug: string, state: "failed" | "waiting", progress: number) {
  const t = c.get("t");
  if (state === "waiting") c.header("Refresh", "3");
  c.header("Retry-After", "3");
  return render(c, { title: t(`document_${state}`), noindex: true, status: state === "failed" ? 503 : 202 }, (
    <div class="wrap head">
      <p class="soft"><a href={`/dossiers/${slug}`}>{title}</a></p>
      <h1>{t(`document_${state}`)}</h1>
      <p class="lead">{t(`document_${state}_text`)}</p>
      {state === "waiting" ? <p><label>{t("document_progress", { n: progress })} <progress max={100} value={progress}></progress></label></p> : null}
      <div class="actions"><a class="button" href={c.req.path}>{t("document_again")}</a></div>
    </div>
  ));
}

export const dossierExportRoutes: readonly Route[] = exportForms.map((form) => page(`/dossiers/:file{[^/]+\\.${form}}`, "public", (c) => download(c, form), { at: "territory" }));
