import type { Listing } from "../../../features/federation/list-listings.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { hrefOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";

/** To those who wrote a content: the dossiers of other servers that hold it, each of which they may leave. */
export function ListingsElsewhere({ c, content, listings }: { c: WebContext; content: Content; listings: readonly Listing[] }) {
  const t = c.get("t");
  if (listings.length === 0) return null;
  return (
    <section class="notice stack tight" id="dossiers-ailleurs" aria-labelledby="listings-elsewhere">
      <h2 id="listings-elsewhere" class="small">{t("listings_elsewhere")}</h2>
      {listings.map((each) => (
        <form class="row" method="post" action={`/contenus/${content.id}/dossiers-ailleurs`}>
          <span><a href={each.url || each.uri} rel="nofollow noopener">{each.title}</a> <span class="soft small">{t("listing_by", { keeper: each.keeper, host: each.host })}</span></span>
          <input type="hidden" name="dossier" value={each.uri} /><input type="hidden" name="retour" value={hrefOf(c, content)} />
          {each.state === "declined" ? <span class="soft small">{t("listing_declined")}</span> : <button class="button quiet" aria-label={`${t("listing_decline")} – ${each.title}`}>{t("listing_decline")}</button>}
        </form>
      ))}
    </section>
  );
}
