import type { Card } from "../../../features/contents/card.ts";
import { hrefOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { briefOf } from "./briefs.tsx";
import { BriefLine, KindRow, Lead } from "./cards.tsx";

/** One dossier at a glance: what it is about, and the first of what it holds. */
export function DossierBlock({ c, card, first }: { c: WebContext; card: Card; first: readonly Card[] }) {
  const { line } = briefOf(c, card);
  return (
    <article class="featured">
      <Lead c={c} card={card} sizes="(min-width: 52rem) 36rem, 92vw" />
      <div class="stack">
        <p class="row"><KindRow c={c} card={card} />{line ? <span class="soft small">{line}</span> : null}</p>
        <h3><a href={hrefOf(c, card)}>{card.title}</a></h3>
        {card.summary ? <p>{card.summary}</p> : null}
        {first.length > 0 ? <ul class="brief">{first.map((each) => <BriefLine c={c} card={each} />)}</ul> : null}
      </div>
    </article>
  );
}
