import { contentKinds } from "../../../features/contents/content.ts";
import { searchCommunitiesAnywhere } from "../../../features/communities/list-communities.ts";
import { searchContents } from "../../../features/search/search-contents.ts";
import { searchNamesAnywhere } from "../../../features/structures/list-structures.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { TextField } from "../../../ui/form.tsx";
import { withQuery } from "../../addresses.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { ContentCard } from "../parts/cards.tsx";
import { CommunityNames } from "../parts/community-cards.tsx";
import { StructureNames } from "../parts/structure-cards.tsx";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

const pageSize = 20;

/** A name with a host, or an address: what a search here can't find, and another server may know. */
function seemsElsewhere(text: string): boolean {
  return /^@?[^@\s/]+@[^@\s/]+\.[^@\s/]+$/.test(text.trim()) || /^https?:\/\/\S+$/.test(text.trim());
}

async function search(c: WebContext) {
  const { db } = c.get("services");
  const t = c.get("t");
  const territory = territoryOf(c);
  const text = (c.req.query("q") ?? "").slice(0, 200);
  const wide = !territory || c.req.query("reseau") === "1";
  const kind = contentKinds.find((each) => each === c.req.query("genre"));
  const suite = c.req.query("suite") ?? "";
  const offset = /^\d{1,3}$/.test(suite) ? Math.min(200, Number(suite)) : 0;
  const structures = text && !kind && offset === 0 ? await searchNamesAnywhere(db, wide ? null : territory.id, text, 6, !wide) : [];
  const communities = text && !kind && offset === 0 ? await searchCommunitiesAnywhere(db, c.get("act").viewer, wide ? null : territory.id, text, 6) : [];
  const missing = (["unknown", "unreachable", "not-an-address"] as const).find((each) => each === c.req.query("ailleurs"));
  const found = await searchContents(db, wide ? null : territory.id, { text, kind, offset }, pageSize);
  sharePage(c, wide || !territory ? ["network"] : [touchTerritory(territory.id)]);
  return render(c, { title: text ? t("search_title", { text }) : t("search_button"), noindex: true }, (
    <div class="wrap">
      <div class="head">
        <h1>{text ? t("search_title", { text }) : t("search_button")}</h1>
        <form action="/recherche" role="search" aria-label={t("search_again")} class="field-and-button measure">
          <TextField name="q" type="search" label={t("search_label")} value={text} />
          {wide && territory ? <input type="hidden" name="reseau" value="1" /> : null}
          <button class="button" type="submit">{t("search_button")}</button>
        </form>
        {text ? (
          <ul class="chips">
            {territory ? <li><a class="chip" href={withQuery(c, { reseau: null, suite: null })} aria-current={wide ? undefined : "true"}>{territory.name}</a></li> : null}
            {territory ? <li><a class="chip" href={withQuery(c, { reseau: "1", suite: null })} aria-current={wide ? "true" : undefined}>{t("search_network")}</a></li> : null}
            {contentKinds.map((each) => <li><a class="chip" href={withQuery(c, { genre: kind === each ? null : each, suite: null })} aria-current={kind === each ? "true" : undefined}>{t(`list_${each}`)}</a></li>)}
          </ul>
        ) : null}
      </div>
      <div class="stack">
        {found.corrected ? <p class="notice">{t("search_corrected", { typed: text, text: found.corrected })}</p> : null}
        {text && seemsElsewhere(text) ? (
          <div class="notice stack">
            <p>{t(missing ? `elsewhere_${missing}` : "elsewhere_offer")}</p>
            <p><a class="button quiet" href={`/interactions?uri=${encodeURIComponent(text)}`} rel="nofollow">{t("elsewhere_look")}</a></p>
          </div>
        ) : null}
        {text && found.cards.length === 0 && structures.length === 0 && communities.length === 0 ? <div class="empty"><p><strong>{t("search_nothing")}</strong></p><p>{t("search_hint")}</p></div> : null}
        {structures.length > 0 ? <section class="stack" aria-labelledby="structures"><h2 id="structures">{t("structure_search_found")}</h2><StructureNames c={c} names={structures} /><p><a href={`/structures?nom=${encodeURIComponent(text)}`}>{t("structure_search_all")}</a></p></section> : null}
        {communities.length > 0 ? <section class="stack" aria-labelledby="communities"><h2 id="communities">{t("community_search_found")}</h2><CommunityNames c={c} names={communities} /><p><a href={`/communautes?nom=${encodeURIComponent(text)}`}>{t("community_search_all")}</a></p></section> : null}
        <div class="grid">{found.cards.map((card) => <ContentCard c={c} card={card} level={2} />)}</div>
      </div>
      <div class="pages">{found.more ? <a class="button" rel="next" href={withQuery(c, { suite: String(offset + pageSize) })}>{t("search_more")}</a> : null}</div>
    </div>
  ));
}

export const searchRoutes: readonly Route[] = [page("/recherche", "public", search)];
