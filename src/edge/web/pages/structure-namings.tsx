import { readCursor, writeCursor } from "../../../features/contents/list-contents.ts";
import { sendMail } from "../../../features/mails/send-mail.ts";
import { acceptNaming, declineNaming } from "../../../features/structures/decline-naming.ts";
import { listDeclinedAnywhere, listNamingsAnywhere, type Naming } from "../../../features/structures/list-namings.ts";
import { canActFor } from "../../../features/structures/policy.ts";
import { showStructure, showStructureAnywhere, type Structure } from "../../../features/structures/show-structure.ts";
import { readId, type ContentId, type StructureId } from "../../../platform/ids.ts";
import { formatAgo } from "../../../platform/time.ts";
import { canonicalOf, hrefOf, originOf, safeReturn, structureHref, withQuery } from "../../addresses.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { plainMail } from "../../plain-mail.ts";
import { form, page, type Route } from "../../route.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { readForm } from "../form-data.ts";
import { render } from "../shell.tsx";

/** Where others name the structure, and where it declined, to those who act for it. */
async function namings(c: WebContext) {
  const t = c.get("t");
  const { db, viewer } = c.get("act");
  const territory = territoryOf(c);
  const found = territory ? await showStructure(c.get("act"), territory.id, c.req.param("slug") ?? "") : null;
  if (!found || !("structure" in found)) return missingPage(c);
  const { structure } = found;
  if (!canActFor(viewer, structure)) return accessRefused(c, "forbidden");
  const cursor = readCursor(c.req.query("suite"));
  const [named, declined] = await Promise.all([listNamingsAnywhere(db, structure.id, cursor, 24), cursor ? [] : listDeclinedAnywhere(db, structure.id)]);
  const title = t("structure_namings_title", { name: structure.name });
  return render(c, { title, noindex: true }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={structureHref(c, structure)}>{structure.name}</a></p><h1>{title}</h1><p class="lead">{t("structure_namings_lead")}</p></div>
      <section class="section stack">{named.namings.length > 0 ? <ul class="plain stack">{named.namings.map((each) => <NamingLine c={c} structure={structure} naming={each} agreed />)}</ul> : <p class="empty">{t("structure_namings_none")}</p>}
        {named.next ? <div class="pages"><a class="button" rel="next" href={withQuery(c, { suite: writeCursor(named.next) })}>{t("older")}</a></div> : null}</section>
      {declined.length > 0 ? <section class="section stack"><h2>{t("structure_namings_declined")}</h2><ul class="plain stack">{declined.map((each) => <NamingLine c={c} structure={structure} naming={each} agreed={false} />)}</ul></section> : null}
    </div>
  ));
}

function NamingLine({ c, structure, naming, agreed }: { c: WebContext; structure: Structure; naming: Naming; agreed: boolean }) {
  const t = c.get("t");
  const title = naming.title || t("structure_naming_unpublished");
  const label = t(agreed ? "structure_naming_decline" : "structure_naming_accept");
  const about = [t(`kind_${naming.kind}`), t(naming.role === "partner" ? "structure_naming_partner" : "structure_naming_organiser"), naming.by ?? "", formatAgo(naming.at, c.get("act").now(), c.get("locale"))].filter(Boolean).join(" · ");
  return (
    <li class="row">{naming.slug ? <a href={hrefOf(c, naming)}><strong>{title}</strong></a> : <strong>{title}</strong>}<span class="soft">{about}</span>
      <form method="post" action={`/structures/${structure.id}/nommee`}>
        <input type="hidden" name="content" value={naming.id} /><input type="hidden" name="retour" value={`/structures/${structure.slug}/nommee`} />
        <button class="button quiet" name="accord" value={agreed ? "non" : "oui"} aria-label={`${label} – ${title}`}>{label}</button>
      </form></li>
  );
}

async function doDecide(c: WebContext) {
  const t = c.get("t");
  const values = await readForm(c);
  const [id, content] = [readId<StructureId>(c.req.param("id")), readId<ContentId>(values.one("content"))];
  if (!id || !content || !(await showStructureAnywhere(c.get("act"), id))) return missingPage(c);
  const agreed = values.one("accord") === "oui";
  const kind = agreed ? "accepted" : "declined";
  const act = agreed ? acceptNaming : declineNaming;
  const outcome = await act(c.get("act"), id, content, (tx, to, about) => {
    const words = { name: about.structure.name, title: about.content.title };
    return sendMail(tx, plainMail(c.get("locale"), to, t(`mail_naming_${kind}_subject`, words), [t(`mail_naming_${kind}_text`, words), canonicalOf(c, about.content), ...(agreed ? [] : [t("mail_naming_after"), `${originOf(c, about.structure.territory)}/structures/${about.structure.slug}`])]));
  });
  if (!outcome.done) return outcome.refusal.kind === "forbidden" || outcome.refusal.kind === "sign-in" ? accessRefused(c, outcome.refusal.kind) : missingPage(c);
  return c.redirect(safeReturn(values.one("retour")), 303);
}

export const structureNamingRoutes: readonly Route[] = [
  page("/structures/:slug/nommee", "member", namings, { at: "territory" }),
  form("/structures/:id/nommee", "member", doDecide),
];
