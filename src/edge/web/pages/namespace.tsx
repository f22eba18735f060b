import { ownNamespace, ownTerms, type OwnTerm } from "../../own-terms.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import type { WebContext } from "../../env.ts";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

const words: Readonly<Record<OwnTerm, MessageKey>> = {
  kind: "term_kind", details: "term_details", coAuthors: "term_co_authors", type: "term_type", status: "term_status", statusReason: "term_status_reason", audience: "term_audience", accessibility: "term_accessibility",
  sessions: "term_sessions", parent: "term_parent", dossier: "term_dossier", project: "term_project", hours: "term_hours",
};

/** Our words of the wire, told to people. */
function show(c: WebContext) {
  const t = c.get("t");
  return render(c, { title: t("terms_title"), noindex: true }, (
    <div class="wrap measure prose"><h1>{t("terms_title")}</h1><p class="lead">{t("terms_lead")}</p><p><code>{ownNamespace}</code></p>
      <dl>{(Object.keys(ownTerms) as OwnTerm[]).map((term) => <><dt id={term}><code>{`es:${term}`}</code></dt><dd>{t(words[term])}</dd></>)}</dl></div>
  ));
}

export const namespaceRoutes: readonly Route[] = [page("/ns", "public", show)];
