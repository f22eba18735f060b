import { raw } from "hono/html";
import { countWholeAnywhere, listPlatformsAnywhere } from "../../../features/network/count-platforms.ts";
import { countNetwork } from "../../../features/territories/count-network.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import type { TextDocument } from "../../../platform/text/document.ts";
import { fromMarkdown } from "../../../platform/text/from-markdown.ts";
import { renderText } from "../../../platform/text/render.ts";
import { isFollowingAnywhere } from "../../../features/follows/find-follow.ts";
import { originOf, safeReturn } from "../../addresses.ts";
import { languageCookie, setHostCookie } from "../../cookies.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { readForm } from "../form-data.ts";
import { FollowButton } from "../parts/follow-button.tsx";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";
import type { MessageKey } from "../../../platform/messages.ts";

function text(c: WebContext, document: TextDocument) {
  return <div class="prose">{raw(renderText(document, { image: () => "", tableLabel: c.get("t")("table"), rel: "noopener" }))}</div>;
}

async function about(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  const { db } = c.get("services");
  const counts = territory ? await countNetwork(db, territory.id) : await countWholeAnywhere(db);
  const following = territory ? await isFollowingAnywhere(c.get("act"), "territory", territory.id) : false;
  sharePage(c, territory ? [touchTerritory(territory.id), "territories"] : ["network", "territories"]);
  return render(c, { title: t("nav_about") }, (
    <div class="wrap">
      <div class="head"><h1>{territory ? t("about_title", { name: territory.name }) : t("portal_name")}</h1>{territory ? <p class="lead">{t("about_structure", { name: territory.structureName })}</p> : null}
        {territory ? <FollowButton c={c} kind="territory" target={territory.id} following={following} /> : null}</div>
      <div class="columns">
        <div class="stack loose">
          {territory ? text(c, territory.about) : text(c, fromMarkdown(t("portal_about")))}
          {territory ? <section class="stack"><h2>{t("editorial_line")}</h2>{text(c, territory.editorialLine)}</section> : null}
        </div>
        <aside class="stack"><p><span class="stat">{t("number", { n: counts.members })}</span> {t("home_members")}</p><p><span class="stat">{t("number", { n: counts.articles })}</span> {t("home_articles_count")}</p><p><span class="stat">{t("number", { n: counts.events })}</span> {t("home_events_count")}</p></aside>
      </div>
    </div>
  ));
}

function legal(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  return render(c, { title: t("legal_page") }, <div class="wrap"><div class="head"><h1>{t("legal_page")}</h1></div>{text(c, territory?.legalNotice ?? fromMarkdown(t("portal_legal")))}</div>);
}

function written(title: MessageKey, body: MessageKey) {
  return (c: WebContext) => render(c, { title: c.get("t")(title) }, <div class="wrap"><div class="head"><h1>{c.get("t")(title)}</h1></div>{text(c, fromMarkdown(c.get("t")(body)))}</div>);
}

async function territories(c: WebContext) {
  const t = c.get("t");
  const { db, directory } = c.get("services");
  const own = await Promise.all(directory().territories.map(async ({ id, name, structureName }) => ({ name, structure: structureName, origin: originOf(c, id), counts: await countNetwork(db, id) })));
  const all = [...own, ...(await listPlatformsAnywhere(db)).map((each) => ({ ...each, counts: each }))].sort((one, other) => one.name.localeCompare(other.name, "fr"));
  sharePage(c, ["network", "territories"]);
  return render(c, { title: t("nav_territories"), description: t("territories_lead") }, (
    <div class="wrap"><div class="head"><h1>{t("nav_territories")}</h1><p class="lead">{t("territories_lead")}</p>{territoryOf(c) ? null : <div class="actions"><a class="button quiet" href="/chiffres">{t("figures_title")}</a></div>}</div>
      <ul class="plain grid">{all.map(({ counts, ...platform }) => <PlatformCard c={c} platform={platform} line={t("territory_counts", { members: counts.members, articles: counts.articles, events: counts.events })} />)}</ul></div>
  ));
}

function PlatformCard({ c, platform: { name, structure, origin }, line }: { c: WebContext; platform: { readonly name: string; readonly structure: string; readonly origin: string }; line: string }) {
  return <li class="card"><div class="inside"><h3><a href={origin}>{name}</a></h3><p>{c.get("t")("about_structure", { name: structure })}</p><p class="foot">{line}</p></div></li>;
}

async function language(c: WebContext) {
  const values = await readForm(c);
  const chosen = values.one("langue");
  if (chosen === "fr" || chosen === "en") setHostCookie(c, languageCookie, chosen, 365 * 86_400);
  return c.redirect(safeReturn(values.one("retour")), 303);
}

export const aboutRoutes: readonly Route[] = [
  page("/a-propos", "public", about),
  page("/mentions-legales", "public", legal),
  page("/accessibilite", "public", written("accessibility_page", "accessibility_text")),
  page("/donnees-personnelles", "public", written("privacy_page", "privacy_text")),
  page("/aide", "public", written("help", "help_text")),
  page("/territoires", "public", territories),
  form("/langue", "public", language),
];
