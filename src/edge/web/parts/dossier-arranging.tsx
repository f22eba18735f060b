import type { Content } from "../../../features/contents/show-content.ts";
import type { Entry, Section } from "../../../features/dossiers/outline.ts";
import { toMarkdown } from "../../../platform/text/to-markdown.ts";
import { hrefOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { KindRow, Origin } from "./cards.tsx";
import { PastBadge } from "./dossier-outline.tsx";

/** What was typed on something that somebody else changed meanwhile: shown again, with the present state beside it. */
export interface Kept {
  readonly on: string;
  readonly text: string;
}

export interface ArrangingProps {
  readonly c: WebContext;
  readonly dossier: Content;
  readonly sections: readonly Section[];
  readonly kept: Kept | null;
}

/** The contents of a dossier with what moves them: buttons and fields for everybody, handles to drag where scripts run. */
export function DossierArranging({ c, dossier, sections, kept }: ArrangingProps) {
  const t = c.get("t");
  return (
    <es-order class="stack loose" data-to={`/dossiers/${dossier.id}`} data-grab={t("dossier_grab")} data-moved={t("dossier_moved")} data-failed={t("dossier_moving_failed")}>
      {sections.map((section, index) => (
        <section class="stack tight" id={section.id ? `s-${section.id}` : "en-tete"}>
          {section.id ? <h2>{section.title}</h2> : <h2 class="soft">{t("dossier_head_section")}</h2>}
          {section.id ? <SectionForms c={c} dossier={dossier} section={section} first={index === 1} last={index === sections.length - 1} kept={kept} /> : null}
          <ol class="plain order" data-section={section.id ?? ""} data-title={section.title || t("dossier_head_section")}>
            {section.entries.map((entry, rank) => <Item c={c} dossier={dossier} sections={sections} section={section} entry={entry} rank={rank} edges={{ first: index === 0 && rank === 0, last: index === sections.length - 1 && rank === section.entries.length - 1 }} kept={kept} />)}
          </ol>
        </section>
      ))}
      <p class="hidden-text" role="status"></p>
    </es-order>
  );
}

function SectionForms({ c, dossier, section, first, last, kept }: Omit<ArrangingProps, "sections"> & { section: Section; first: boolean; last: boolean }) {
  const t = c.get("t");
  const act = (name: string) => `/dossiers/${dossier.id}/${name}`;
  const named = (label: string) => `${label} – ${section.title}`;
  const typed = kept && kept.on === section.id ? kept.text : section.title;
  return (
    <form class="actions" method="post" action={act("section-nommer")}>
      <input type="hidden" name="section" value={section.id ?? ""} />
      <input type="hidden" name="revision" value={String(section.revision)} />
      <input type="hidden" name="retour" value={c.req.path} />
      <details open={typed !== section.title}>
        <summary class="linklike">{t("dossier_section_rename")}</summary>
        <div class="actions"><label>{t("dossier_section_title")} <input name="title" value={typed} required maxlength={200} /></label><button class="button">{t("save")}</button></div>
      </details>
      <button class="linklike" formaction={act("section-monter")} formnovalidate disabled={first} aria-label={named(t("move_up"))}>{t("move_up")}</button>
      <button class="linklike" formaction={act("section-descendre")} formnovalidate disabled={last} aria-label={named(t("move_down"))}>{t("move_down")}</button>
      <button class="linklike" formaction={act("section-enlever")} formnovalidate aria-label={named(t("dossier_section_remove"))} title={t("dossier_section_remove_hint")}>{t("dossier_section_remove")}</button>
    </form>
  );
}

function Item({ c, dossier, sections, section, entry, rank, edges, kept }: ArrangingProps & { section: Section; entry: Entry; rank: number; edges: { first: boolean; last: boolean } }) {
  const t = c.get("t");
  const { card } = entry;
  const title = card?.title ?? (entry.formerTitle ? t("dossier_withdrawn_named", { title: entry.formerTitle }) : t("dossier_withdrawn"));
  const act = (name: string) => `/dossiers/${dossier.id}/${name}`;
  const named = (label: string) => `${label} – ${title}`;
  const typed = kept && kept.on === entry.content ? kept.text : null;
  return (
    <li class="item" id={`i-${entry.content}`} data-content={entry.content} data-title={title}>
      <div class="stack tight">
        {card ? <div class="row"><KindRow c={c} card={card} /><PastBadge c={c} card={card} /><span class="soft small"><Origin c={c} card={card} /></span></div> : null}
        <p>{card ? <a href={hrefOf(c, card)}><strong>{card.title}</strong></a> : <span class="soft">{title}</span>}</p>
        {entry.noteWords ? <p class="note">{entry.noteWords}</p> : null}
      </div>
      <form class="actions" method="post" action={act("placer")}>
        <input type="hidden" name="content" value={entry.content} />
        <input type="hidden" name="retour" value={c.req.path} />
        <button class="linklike" formaction={act("monter")} formnovalidate disabled={edges.first} aria-label={named(t("move_up"))}>{t("move_up")}</button>
        <button class="linklike" formaction={act("descendre")} formnovalidate disabled={edges.last} aria-label={named(t("move_down"))}>{t("move_down")}</button>
        <details>
          <summary class="linklike">{t("dossier_move")}<span class="hidden-text"> – {title}</span></summary>
          <div class="actions">
            <label>{t("dossier_move_to")} <select name="section">{sections.map((each) => <option value={each.id ?? ""} selected={each.id === section.id}>{each.title || t("dossier_head_section")}</option>)}</select></label>
            <label>{t("dossier_move_rank")} <input type="number" name="rank" min={1} max={500} value={String(rank + 1)} required inputmode="numeric" /></label>
            <button class="button quiet">{t("dossier_place")}</button>
          </div>
        </details>
        <button class="linklike" formaction={act("enlever")} formnovalidate aria-label={named(t("dossier_remove"))}>{t("dossier_remove")}</button>
      </form>
      <details open={typed !== null}>
        <summary class="linklike">{t(entry.note ? "dossier_note_change" : "dossier_note_write")}<span class="hidden-text"> – {title}</span></summary>
        <form class="form" method="post" action={act("noter")}>
          <input type="hidden" name="content" value={entry.content} />
          <input type="hidden" name="revision" value={String(entry.revision)} />
          <input type="hidden" name="retour" value={c.req.path} />
          <label class="stack tight">{t("dossier_note_field")}<span class="hint">{t("dossier_note_hint")}</span><textarea name="note" maxlength={2000}>{typed ?? (entry.note ? toMarkdown(entry.note) : "")}</textarea></label>
          <div><button class="button" type="submit">{t("save")}</button></div>
        </form>
      </details>
    </li>
  );
}
