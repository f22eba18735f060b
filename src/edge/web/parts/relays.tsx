import type { Card } from "../../../features/contents/card.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { canRelay } from "../../../features/relays/policy.ts";
import type { Relay } from "../../../features/relays/relay.ts";
import { formatAgo } from "../../../platform/time.ts";
import { TextField } from "../../../ui/form.tsx";
import { Icon } from "../../../ui/icon.tsx";
import type { WebContext } from "../../env.ts";
import { ContentCard } from "./cards.tsx";

/** A content that somebody shared: who, when, and their word above it. */
export function RelayedEntry({ c, card, relay, level = 2 }: { c: WebContext; card: Card; relay: Relay; level?: 2 | 3 }) {
  const t = c.get("t");
  return (
    <div class="stack tight">
      <p class="small"><Icon name="relay" /> {t("relayed_by", { name: "" })}<a href={`/membres/${relay.by.handle}`}>{relay.by.name}</a> · <time datetime={relay.at.toString()}>{formatAgo(relay.at, c.get("act").now(), c.get("locale"))}</time></p>
      {relay.word ? <blockquote class="small">{relay.word}</blockquote> : null}
      <ContentCard c={c} card={card} level={level} />
    </div>
  );
}

/** Shares a content with one's followers, with a word or none; or shares it no more. */
export function RelayMenu({ c, content, relayed }: { c: WebContext; content: Content; relayed: string | null }) {
  const t = c.get("t");
  const { viewer, now } = c.get("act");
  const label = <><Icon name="relay" />{t("relays", { count: content.relays })}</>;
  if (viewer.kind === "visitor") return <a class="button quiet" href={`/connexion?retour=${encodeURIComponent(c.req.path)}`}>{label}</a>;
  if (relayed !== null) {
    return (
      <form method="post" action="/relayer"><Hidden c={c} content={content} /><button class="button quiet" name="relayer" value="0" aria-pressed="true"><Icon name="relay" />{t("relay_undo", { count: content.relays })}</button></form>
    );
  }
  if (!canRelay(viewer, content, now())) return null;
  return (
    <details class="menu">
      <summary>{label}</summary>
      <div class="menu-list">
        <form class="stack" method="post" action="/relayer">
          <Hidden c={c} content={content} />
          <TextField name="mot" label={t("relay_word")} hint={t("relay_word_hint")} />
          <button class="button" name="relayer" value="1">{t("relay_do")}</button>
        </form>
      </div>
    </details>
  );
}

function Hidden({ c, content }: { c: WebContext; content: Content }) {
  return <><input type="hidden" name="content" value={content.id} /><input type="hidden" name="retour" value={c.req.path} /></>;
}
