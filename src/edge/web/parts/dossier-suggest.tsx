import { TextArea, TextField } from "../../../ui/form.tsx";
import type { Content } from "../../../features/contents/show-content.ts";
import type { WebContext } from "../../env.ts";

/** The way in for who doesn't curate: an address, and a word for the curators. */
export function SuggestForm({ c, dossier, verdict }: { c: WebContext; dossier: Content; verdict: "listed" | "proposed" }) {
  const t = c.get("t");
  const title = t(verdict === "proposed" ? "dossier_suggest" : "dossier_suggest_add");
  if (c.get("act").viewer.kind === "visitor") return <p><a class="button quiet" href={`/connexion?retour=${encodeURIComponent(c.req.path)}`}>{title}</a></p>;
  return (
    <details class="group" id="proposer">
      <summary>{title}</summary>
      <form class="form inside" method="post" action={`/dossiers/${dossier.id}/ajouter`}>
        <TextField name="address" type="url" label={t("dossier_address")} hint={t("dossier_address_hint")} required />
        <TextArea name="note" label={t(verdict === "proposed" ? "dossier_suggest_word" : "dossier_note_field")} hint={t(verdict === "proposed" ? "dossier_suggest_word_hint" : "dossier_note_hint")} />
        <div><button class="button" type="submit">{t(verdict === "proposed" ? "dossier_suggest_send" : "dossier_add")}</button></div>
      </form>
    </details>
  );
}
