import { showContent, type Content } from "../../../features/contents/show-content.ts";
import { listOutlineForCuratorsAnywhere } from "../../../features/dossiers/list-outline.ts";
import { listSuggestionsAnywhere, type Suggestion } from "../../../features/dossiers/list-suggestions.ts";
import { canArrange } from "../../../features/dossiers/policy.ts";
import { findDossierAnywhere } from "../../../features/dossiers/show-dossier.ts";
import type { ContentId, SectionId } from "../../../platform/ids.ts";
import { formatAgo, writeMoment } from "../../../platform/time.ts";
import { TextArea, TextField } from "../../../ui/form.tsx";
import { hrefOf } from "../../addresses.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { page, type Route } from "../../route.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { KindRow } from "../parts/cards.tsx";
import { DossierArranging, type Kept } from "../parts/dossier-arranging.tsx";
import { render } from "../shell.tsx";

/** What the page says on top, and what was typed and not written. */
export interface Told {
  readonly alarm?: "dossier_gone" | "dossier_changed" | "dossier_too_many_sections" | "dossier_full" | "dossier_already_there" | "dossier_address_unknown" | "dossier_suggestion_gone" | undefined;
  readonly kept?: Kept | null;
  readonly address?: string;
  readonly note?: string;
  /** What was just taken out, with all that putting it back needs. */
  readonly undo?: { readonly content: ContentId; readonly title: string; readonly section: SectionId | null; readonly before: ContentId | null; readonly note: string; readonly since: Temporal.Instant } | undefined;
}

/** The dossier that the address names, if this member may see it. */
export async function namedDossier(c: WebContext, after: string): Promise<Content | Response> {
  const territory = territoryOf(c);
  const found = territory ? await showContent(c.get("act"), territory.id, "dossier", c.req.param("slug") ?? "") : null;
  if (found && "moved" in found) return c.redirect(`/dossiers/${found.moved}/${after}`, 301);
  return found ? found.content : missingPage(c);
}

async function open(c: WebContext) {
  const dossier = await namedDossier(c, "organiser");
  return dossier instanceof Response ? dossier : organisePage(c, dossier, {});
}

/** Where curators put a dossier in order: each gesture is a small form of its own, so that two of them never undo each other. */
export async function organisePage(c: WebContext, dossier: Content, told: Told) {
  const t = c.get("t");
  const { db } = c.get("services");
  const standing = await findDossierAnywhere(c.get("act"), dossier.id);
  if (!standing) return missingPage(c);
  if (!canArrange(c.get("act").viewer, standing)) return accessRefused(c, "forbidden");
  const [sections, suggestions] = await Promise.all([listOutlineForCuratorsAnywhere(db, dossier.id), listSuggestionsAnywhere(db, dossier.id)]);
  return render(c, { title: t("dossier_organise_title"), noindex: true, islands: ["order"], status: told.alarm ? 409 : 200 }, (
    <div class="wrap">
      <div class="head">
        <p class="soft"><a href={`/dossiers/${dossier.slug}`}>{dossier.title}</a></p>
        <h1>{t("dossier_organise_title")}</h1>
        <p class="lead">{t("dossier_organise_lead")}</p>
        <div class="actions"><a class="button quiet" href={`/dossiers/${dossier.slug}`}>{t("dossier_back")}</a><a class="button quiet" href={`/dossiers/${dossier.slug}/personnes`}>{t("dossier_people")}</a></div>
        {told.alarm ? <p class="notice alarm" role="alert">{t(told.alarm)}</p> : null}
        {told.undo ? <Undo c={c} dossier={dossier} undo={told.undo} /> : null}
      </div>
      {suggestions.length > 0 ? <Suggestions c={c} suggestions={suggestions} /> : null}
      <div class="columns">
        <DossierArranging c={c} dossier={dossier} sections={sections} kept={told.kept ?? null} />
        <aside class="stack">
          <form class="form" method="post" action={`/dossiers/${dossier.id}/ajouter`}>
            <h2>{t("dossier_add_title")}</h2>
            <input type="hidden" name="retour" value={`/dossiers/${dossier.slug}/organiser`} />
            <TextField name="address" type="url" label={t("dossier_address")} hint={t("dossier_address_hint")} value={told.address} required fault={told.alarm === "dossier_address_unknown" ? t("dossier_address_unknown") : undefined} />
            {sections.length > 1 ? <label class="stack tight">{t("dossier_move_to")}<select name="section">{sections.map((section) => <option value={section.id ?? ""}>{section.title || t("dossier_head_section")}</option>)}</select></label> : null}
            <TextArea name="note" label={t("dossier_note_field")} hint={t("dossier_note_hint")} value={told.note} />
            <div><button class="button" type="submit">{t("dossier_add")}</button></div>
          </form>
          <form class="form" method="post" action={`/dossiers/${dossier.id}/section-ajouter`}>
            <input type="hidden" name="retour" value={`/dossiers/${dossier.slug}/organiser`} />
            <TextField name="title" label={t("dossier_section_title")} required />
            <div><button class="button quiet" type="submit">{t("dossier_section_add")}</button></div>
          </form>
        </aside>
      </div>
    </div>
  ));
}

function Undo({ c, dossier, undo }: { c: WebContext; dossier: Content; undo: NonNullable<Told["undo"]> }) {
  const t = c.get("t");
  return (
    <form class="notice row" method="post" action={`/dossiers/${dossier.id}/remettre`}>
      <input type="hidden" name="content" value={undo.content} />
      <input type="hidden" name="section" value={undo.section ?? ""} />
      <input type="hidden" name="before" value={undo.before ?? ""} />
      <input type="hidden" name="note" value={undo.note} />
      <input type="hidden" name="since" value={writeMoment(undo.since)} />
      <input type="hidden" name="retour" value={`/dossiers/${dossier.slug}/organiser`} />
      <p role="status">{t("dossier_removed", { title: undo.title })}</p>
      <button class="button quiet" type="submit">{t("dossier_put_back")}</button>
    </form>
  );
}

function Suggestions({ c, suggestions }: { c: WebContext; suggestions: readonly Suggestion[] }) {
  const t = c.get("t");
  return (
    <section class="section stack" id="propositions">
      <h2>{t("dossier_suggestions")}</h2>
      <ol class="plain">
        {suggestions.map((each) => (
          <li class="item">
            {each.card ? <div class="stack tight"><div class="row"><KindRow c={c} card={each.card} /></div><p><a href={hrefOf(c, each.card)}><strong>{each.card.title}</strong></a></p></div> : <p class="soft">{t("dossier_suggestion_gone")}</p>}
            <p class="soft small"><a href={`/membres/${each.handle}`}>{t("dossier_suggestion_by", { name: each.by })}</a> · {formatAgo(each.at, c.get("act").now(), c.get("locale"))}</p>
            {each.word ? <p class="note">{each.word}</p> : null}
            <form class="stack tight" method="post" action={`/dossiers/propositions/${each.id}/accepter`}>
              <input type="hidden" name="retour" value={`${c.req.path}#propositions`} />
              <label class="stack tight">{t("dossier_suggestion_answer")}<input name="answer" maxlength={1000} /></label>
              <div class="actions">
                {each.card ? <button class="button">{t("dossier_suggestion_accept")}</button> : null}
                <button class="button quiet" formaction={`/dossiers/propositions/${each.id}/refuser`}>{t("dossier_suggestion_refuse")}</button>
              </div>
            </form>
          </li>
        ))}
      </ol>
    </section>
  );
}

export const dossierOrganiseRoutes: readonly Route[] = [page("/dossiers/:slug/organiser", "member", open, { at: "territory" })];
