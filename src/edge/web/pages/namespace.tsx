import { ownNamespace, ownTerms, type OwnTerm } from "../../own-terms.ts";
import type { WebContext } from "../../env.ts";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

/** Our words of the wire, told to people. */
function show(c: WebContext) {
  const t = c.get("t");
  return render(c, { title: t("terms_title"), noindex: true }, (
    <div class="wrap measure prose"><h1>{t("terms_title")}</h1><p class="lead">{t("terms_lead")}</p><p><code>{ownNamespace}</code></p>
      <dl>{(Object.keys(ownTerms) as OwnTerm[]).map((term) => <><dt id={term}><code>{`es:${term}`}</code></dt><dd>{t(`term_${term}`)}</dd></>)}</dl></div>
  ));
}

export const namespaceRoutes: readonly Route[] = [page("/ns", "public", show)];
