import { raw } from "hono/html";
import type { Card } from "../../../features/contents/card.ts";
import type { Entry, Section } from "../../../features/dossiers/outline.ts";
import { renderText } from "../../../platform/text/render.ts";
import { Icon } from "../../../ui/icon.tsx";
import { hrefOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { briefOf } from "./briefs.tsx";
import { Lead, KindRow, Origin } from "./cards.tsx";

/** The contents of a dossier in the curators' order, section by section. */
export function DossierOutline({ c, sections }: { c: WebContext; sections: readonly Section[] }) {
  const shown = sections.filter((section) => section.id || section.entries.length > 0);
  if (shown.length === 0) return <p class="empty">{c.get("t")("dossier_empty")}</p>;
  return (
    <div class="stack loose">
      {shown.map((section) => (
        <section class="stack" aria-labelledby={section.id ? `s-${section.id}` : undefined}>
          {section.id ? <h2 id={`s-${section.id}`} tabindex={-1}>{section.title}</h2> : null}
          {section.entries.length > 0 ? <ol class="plain">{section.entries.map((entry) => <EntryLine c={c} entry={entry} level={section.id ? 3 : 2} />)}</ol> : <p class="soft">{c.get("t")("dossier_section_empty")}</p>}
        </section>
      ))}
    </div>
  );
}

/** The names of the sections, from two on. */
export function DossierContents({ c, sections }: { c: WebContext; sections: readonly Section[] }) {
  const named = sections.filter((section) => section.id);
  const title = c.get("t")("dossier_contents");
  return named.length < 2 ? null : <nav class="contents-table" aria-label={title}><strong>{title}</strong><ol>{named.map((section) => <li><a href={`#s-${section.id}`}>{section.title}</a></li>)}</ol></nav>;
}

function EntryLine({ c, entry, level }: { c: WebContext; entry: Entry; level: 2 | 3 }) {
  const Heading = `h${level}` as "h3";
  const { card } = entry;
  return (
    <li class={card?.picture ? "item pictured" : "item"} id={`i-${entry.content}`}>
      {card ? (
        <>
          {card.picture ? <Lead c={c} card={card} sizes="12rem" /> : null}
          <div class="stack tight">
            <div class="row"><KindRow c={c} card={card} /><PastBadge c={c} card={card} /><span class="soft small"><Origin c={c} card={card} /></span></div>
            <Heading><a href={hrefOf(c, card)}>{card.title}</a></Heading>
            {card.summary ? <p>{card.summary}</p> : null}
            <WhenLine c={c} card={card} />
          </div>
        </>
      ) : <p class="soft"><Icon name={entry.kind} /> {c.get("t")("dossier_withdrawn")}</p>}
      {entry.note ? <div class="note">{raw(renderText(entry.note, { image: () => "", tableLabel: c.get("t")("table") }))}</div> : null}
    </li>
  );
}

function WhenLine({ c, card }: { c: WebContext; card: Card }) {
  const { line } = briefOf(c, card);
  return line ? <p class="soft small">{line}</p> : null;
}

/** An event that is over says so; a closed announcement and a cancelled event already do. */
export function PastBadge({ c, card }: { c: WebContext; card: Card }) {
  return isPast(c, card) ? <span class="badge">{c.get("t")("dossier_past")}</span> : null;
}

export function isPast(c: WebContext, card: Card): boolean {
  const end = card.event?.endsAt ?? card.event?.startsAt;
  return card.event?.status !== "cancelled" && Boolean(end) && Temporal.Instant.compare(Temporal.Instant.from(end ?? ""), c.get("act").now()) < 0;
}
