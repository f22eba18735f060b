import type { Content } from "../../../features/contents/show-content.ts";
import type { DossierItem } from "../../../features/dossiers/list-items.ts";
import { TextArea } from "../../../ui/form.tsx";
import { hrefOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { KindRow, Origin } from "./cards.tsx";

/** The contents of a dossier in the curator's order; what was withdrawn since says so. */
export function DossierItems({ c, dossier, items, arranging }: { c: WebContext; dossier: Content; items: readonly DossierItem[]; arranging: boolean }) {
  const t = c.get("t");
  if (items.length === 0) return <p class="empty">{t("dossier_empty")}</p>;
  return (
    <ol class="plain">
      {items.map((item, index) => (
        <li class="item" id={`i-${item.content}`}>
          {item.card ? (
            <div class="stack tight">
              <div class="row"><KindRow c={c} card={item.card} /><span class="soft small"><Origin c={c} card={item.card} /></span></div>
              <h2><a href={hrefOf(c, item.card)}>{item.card.title}</a></h2>
              <p>{item.card.summary}</p>
            </div>
          ) : <p class="soft">{t("dossier_item_withdrawn")}</p>}
          {item.note ? <p class="note">{item.note}</p> : null}
          {arranging ? (
            <div class="actions">
              <Arrange c={c} dossier={dossier} item={item} act="monter" label={t("move_up")} disabled={index === 0} />
              <Arrange c={c} dossier={dossier} item={item} act="descendre" label={t("move_down")} disabled={index === items.length - 1} />
              <Arrange c={c} dossier={dossier} item={item} act="enlever" label={t("dossier_remove")} />
              <details>
                <summary class="linklike">{t("dossier_note_edit")}</summary>
                <form class="form" method="post" action={`/dossiers/${dossier.id}/noter`}>
                  <input type="hidden" name="content" value={item.content} />
                  <input type="hidden" name="retour" value={c.req.path} />
                  <input type="hidden" name="field" value={`note-${index}`} />
                  <TextArea name={`note-${index}`} label={t("dossier_note")} value={item.note} />
                  <div><button class="button" type="submit">{t("save")}</button></div>
                </form>
              </details>
            </div>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function Arrange({ c, dossier, item, act, label, disabled }: { c: WebContext; dossier: Content; item: DossierItem; act: string; label: string; disabled?: boolean }) {
  return (
    <form method="post" action={`/dossiers/${dossier.id}/${act}`}>
      <input type="hidden" name="content" value={item.content} />
      <input type="hidden" name="retour" value={c.req.path} />
      <button class="linklike" disabled={disabled} aria-label={`${label} – ${item.card?.title ?? ""}`}>{label}</button>
    </form>
  );
}
