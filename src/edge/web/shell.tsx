import type { Child } from "hono/jsx";
import { raw } from "hono/html";
import { Icon, Sign } from "../../ui/icon.tsx";
import { remembered } from "../../ui/remembered.ts";
import { territoryOf, type WebContext } from "../env.ts";
import { withQuery } from "../addresses.ts";
import type { PageHead } from "../page-head.ts";
import { homeHostOf, homeHref } from "../visiting.ts";

/** A whole page: what every page of a host has around it. */
export function render(c: WebContext, head: PageHead, body: Child): Response | Promise<Response> {
  const services = c.get("services");
  const territory = territoryOf(c);
  const t = c.get("t");
  const place = territory ? t("site_name", { name: territory.name }) : t("portal_name");
  const canonical = head.canonical ?? `${c.get("site").origin}${new URL(c.req.url).pathname}`;
  const hue = territory?.hue ?? 255;
  const islands = [...(head.islands ?? []), ...(c.get("act").viewer.kind === "member" ? ["menus"] : [])];
  const html = (
    <html lang={c.get("locale")}>
      <head>
        <meta charset="utf-8" />
        <title>{head.title === place ? place : `${head.title} – ${place}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {head.description ? <meta name="description" content={head.description} /> : null}
        {head.noindex ? <meta name="robots" content="noindex" /> : <link rel="canonical" href={canonical} />}
        <meta property="og:title" content={head.title} />
        <meta property="og:site_name" content={place} />
        <meta property="og:type" content={head.type ?? "website"} />
        <meta property="og:url" content={canonical} />
        <meta property="og:locale" content={c.get("locale") === "fr" ? "fr_FR" : "en_GB"} />
        {head.description ? <meta property="og:description" content={head.description} /> : null}
        {head.image ? <meta property="og:image" content={head.image} /> : null}
        <link rel="preload" as="font" type="font/woff2" href={services.assets.href("font_titles")} crossorigin="anonymous" />
        <link rel="preload" as="font" type="font/woff2" href={services.assets.href("font_text")} crossorigin="anonymous" />
        <link rel="stylesheet" href={services.assets.href("styles")} />
        <link rel="stylesheet" href={`/assets/hue-${hue}.css`} />
        {(head.styles ?? []).map((name) => <link rel="stylesheet" href={services.assets.href(name)} />)}
        <link rel="icon" href={`/assets/sign-${hue}.svg`} type="image/svg+xml" />
        {(head.feeds ?? []).map((feed) => <link rel="alternate" type={feed.type} href={feed.href} title={feed.title} />)}
        {head.document ? <link rel="alternate" type="application/activity+json" href={head.document} /> : null}
        {islands.map((name) => <script type="module" src={services.assets.href(name)}></script>)}
        {head.jsonLd ? <script type="application/ld+json">{raw(scriptJson(head.jsonLd))}</script> : null}
      </head>
      <body>
        <a class="skip" href="#contenu">{t("skip")}</a>
        <Masthead c={c} place={place} />
        <main id="contenu" tabindex={-1}>{body}</main>
        <Footer c={c} place={place} />
      </body>
    </html>
  );
  return c.html(<>{raw("<!doctype html>")}{html}</>, head.status ?? 200);
}

/** JSON inside a script element: no text in it may end the element. */
function scriptJson(value: object): string {
  return JSON.stringify(value).replace(/</g, "\\u003c").replace(/\u2028/g, "\\u2028").replace(/\u2029/g, "\\u2029");
}

function Masthead({ c, place }: { c: WebContext; place: string }) {
  const t = c.get("t");
  const path = c.req.path;
  const entries = [["/agenda", t("nav_agenda")], ["/articles", t("nav_articles")], ["/annonces", t("list_announcement")], ["/dossiers", t("nav_dossiers")], ["/carte", t("nav_map")], ["/structures", t("structures_title")], ["/membres", t("nav_members")], territoryOf(c) ? ["/a-propos", t("nav_about")] : ["/territoires", t("nav_territories")]] as const;
  const [first, ...rest] = place.split(" ");
  return (
    <header class="masthead">
      <div class="wrap">
        <div class="masthead-top">
          <a class="brand" href="/"><Sign /><span>{first} <span>{rest.join(" ")}</span></span></a>
          <a class="button contribute" href="/contribuer"><Icon name="plus" />{t("contribute")}</a>
          <Account c={c} />
          <form class="search" action="/recherche" role="search">
            <label class="hidden-text" for="q-masthead">{t("search_label")}</label>
            <input id="q-masthead" type="search" name="q" placeholder={t("search_placeholder")} />
            <button type="submit" aria-label={t("search_button")}><Icon name="search" /></button>
          </form>
        </div>
        <nav class="nav" aria-label={t("nav_label")}>
          <ul>{entries.map(([href, label]) => <li><a href={href} aria-current={path === href || path.startsWith(`${href}/`) ? "page" : undefined}>{label}</a></li>)}</ul>
        </nav>
      </div>
    </header>
  );
}

function Account({ c }: { c: WebContext }) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor") return <a class="button quiet" href={`/connexion?retour=${encodeURIComponent(returnHere(c))}`}><Icon name="member" /><span class="tucked">{t("log_in")}</span></a>;
  const territory = territoryOf(c);
  if (viewer.visiting) {
    const host = homeHostOf(viewer);
    return (
      <details class="menu">
        <summary><Icon name="member" /><span class="tucked">{viewer.name}</span></summary>
        <div class="menu-list">
          <a href={homeHref(c, "/mon-espace")}>{t("visit_my_space", { host })}</a>
          <a href={`/membres/${encodeURIComponent(viewer.handle)}`}>{t("my_profile")}</a>
          <form method="post" action="/deconnexion"><button type="submit">{t("visit_leave")}</button></form>
        </div>
      </details>
    );
  }
  return (
    <details class="menu">
      <summary><Icon name="member" /><span class="tucked">{viewer.name}</span></summary>
      <div class="menu-list">
        <a href="/mon-espace">{t("my_space")}</a>
        <a href="/mon-espace/contenus">{t("my_contents")}</a>
        <a href={`/membres/${viewer.handle}`}>{t("my_profile")}</a>
        <a href="/mon-espace/compte">{t("my_account")}</a>
        {territory && viewer.animates.includes(territory.id) ? <a href="/animation">{t("animation")}</a> : null}
        {!territory && viewer.coordinator ? <a href="/coordination">{t("coordination")}</a> : null}
        <form method="post" action="/deconnexion"><button type="submit">{t("log_out")}</button></form>
      </div>
    </details>
  );
}

function returnHere(c: WebContext): string {
  if (c.req.method !== "GET") return "/";
  const url = new URL(c.req.url);
  return url.pathname.startsWith("/connexion") || url.pathname.startsWith("/inscription") ? "/" : `${url.pathname}${url.search}`;
}

const footers = remembered(500_000);
/** Platforms of the network that the foot of every page names. */
const mostShown = 12;

function Footer({ c, place }: { c: WebContext; place: string }) {
  const t = c.get("t");
  const services = c.get("services");
  const directory = services.directory();
  const known = directory.platforms.slice(0, mostShown);
  const other = c.get("locale") === "fr" ? "en" : "fr";
  const spoken = territoryOf(c)?.languages ?? ["fr", "en"];
  return (
    <footer class="footer">
      <div class="wrap grid">
        <div class="stack tight">
          <p><strong>{place}</strong></p>
          <p class="soft">{t("footer_promise")}</p>
          {spoken.includes(other) ? (
            <form method="post" action="/langue" class="languages">
              <input type="hidden" name="retour" value={c.req.method === "GET" ? withQuery(c, {}) : "/"} />
              <button class="linklike" name="langue" value={other} lang={other}>{t("other_language")}</button>
            </form>
          ) : null}
        </div>
        {footers([c.get("locale"), directory.portalOrigin, ...known.flatMap(({ territory, origin }) => [territory.name, origin])], () => <FooterLinks c={c} />)}
      </div>
    </footer>
  );
}

function FooterLinks({ c }: { c: WebContext }) {
  const t = c.get("t");
  const directory = c.get("services").directory();
  return (
    <>
      <nav aria-label={t("footer_about")}>
        <ul>
          <li><a href="/a-propos">{t("nav_about")}</a></li>
          <li><a href="/communautes">{t("communities_title")}</a></li>
          <li><a href="/operations">{t("list_operation")}</a></li>
          <li><a href="/projets">{t("list_project")}</a></li>
          <li><a href="/lieux">{t("list_place")}</a></li>
          <li><a href="/parcours">{t("list_itinerary")}</a></li>
          <li><a href="/aide">{t("help")}</a></li>
          <li><a href="/accessibilite">{t("accessibility_page")}</a></li>
          <li><a href="/donnees-personnelles">{t("privacy_page")}</a></li>
          <li><a href="/mentions-legales">{t("legal_page")}</a></li>
          <li><a href="/api">{t("api_page")}</a></li>
        </ul>
      </nav>
      <nav aria-label={t("footer_network")}>
        <ul>
          <li><a href={directory.portalOrigin}>{t("portal_name")}</a></li>
          {directory.platforms.slice(0, mostShown).map(({ territory, origin }) => <li><a href={origin}>{territory.name}</a></li>)}
        </ul>
      </nav>
    </>
  );
}
