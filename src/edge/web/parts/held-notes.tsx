import { heldAnswers, type HeldNote } from "../../../features/federation/held-note.ts";
import type { TerritoryId } from "../../../platform/ids.ts";
import { formatAgo } from "../../../platform/time.ts";
import { hrefOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";

/** What people of servers that nobody vouched for said, before anybody else reads it. */
export function HeldNotes({ c, territory, notes }: { c: WebContext; territory: TerritoryId; notes: readonly HeldNote[] }) {
  const t = c.get("t");
  return (
    <section class="section stack" aria-labelledby="held-title"><h2 id="held-title">{t("stranger_title")}</h2><p class="soft">{t("stranger_lead")}</p>
      <ul class="plain stack loose">{notes.map((note) => (
        <li class="stack tight">
          <p><strong>{note.name}</strong> <span class="soft">@{note.handle}@{note.host} · {formatAgo(note.at, c.get("act").now(), c.get("locale"))}</span> · <a href={hrefOf(c, { ...note.content, territory })}>{note.content.title}</a></p>
          <blockquote>{note.words}</blockquote>
          <form class="actions" method="post" action={`/animation/commentaires/${note.id}`}>{heldAnswers.map((answer) => <button class={answer === "refuse" ? "button danger" : "button quiet"} name="reponse" value={answer} aria-label={`${t(`stranger_${answer}`)} (${note.name})`}>{t(`stranger_${answer}`)}</button>)}</form>
        </li>
      ))}</ul></section>
  );
}
