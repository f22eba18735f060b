import { raw } from "hono/html";
import { render } from "./shell.tsx";
import type { WebContext } from "../env.ts";
import { homeHostOf, homeHref } from "../visiting.ts";

/** An unknown host: plain, and it says where the network is. Nothing here depends on a territory. */
export function unknownHostPage(c: WebContext): Response | Promise<Response> {
  const t = c.get("t");
  const directory = c.get("services").directory();
  return c.html(
    <>{raw("<!doctype html>")}<html lang={c.get("locale")}><head><meta charset="utf-8" /><title>{t("unknown_host_title")}</title><meta name="viewport" content="width=device-width, initial-scale=1" /></head>
      <body><main><h1>{t("unknown_host_title")}</h1><p>{t("unknown_host_text")}</p>
        <ul><li><a href={directory.portalOrigin}>{t("portal_name")}</a></li>{directory.territories.map((territory) => <li><a href={directory.originOf(territory.id)}>{territory.name}</a></li>)}</ul></main></body></html></>,
    404,
  );
}

/** A territory that leaves for another server answers there, and here no more. Machines are told to come again: what isn't here isn't gone. */
export function awayPage(c: WebContext, name: string): Response | Promise<Response> {
  const t = c.get("t");
  c.header("retry-after", "600");
  c.header("cache-control", "no-store");
  return c.html(
    <>{raw("<!doctype html>")}<html lang={c.get("locale")}><head><meta charset="utf-8" /><title>{t("away_title", { name })}</title><meta name="viewport" content="width=device-width, initial-scale=1" /><meta name="robots" content="noindex" /></head>
      <body><main><h1>{t("away_title", { name })}</h1><p>{t("away_text")}</p><p><a href={c.get("services").directory().portalOrigin}>{t("portal_name")}</a></p></main></body></html></>,
    503,
  );
}

export function missingPage(c: WebContext): Response | Promise<Response> {
  const t = c.get("t");
  if (!c.get("site")) return unknownHostPage(c);
  return render(c, { title: t("missing_title"), noindex: true, status: 404 }, (
    <div class="wrap head">
      <h1>{t("missing_title")}</h1>
      <p class="lead">{t("missing_text")}</p>
      <div class="actions"><a class="button" href="/agenda">{t("nav_agenda")}</a><a class="button quiet" href="/recherche">{t("search_button")}</a></div>
    </div>
  ));
}

export function brokenPage(c: WebContext): Response | Promise<Response> {
  const t = c.get("t");
  if (!c.get("site")) return c.text(t("broken_title"), 500);
  return render(c, { title: t("broken_title"), noindex: true, status: 500 }, (
    <div class="wrap head"><h1>{t("broken_title")}</h1><p class="lead">{t("broken_text", { request: c.get("requestId") })}</p></div>
  ));
}

/** What came can't be read: an address or a form that no page of ours makes. */
export function unreadablePage(c: WebContext): Response | Promise<Response> {
  const t = c.get("t");
  return render(c, { title: t("unreadable_title"), noindex: true, status: 400 }, <div class="wrap head"><h1>{t("unreadable_title")}</h1><p class="lead">{t("unreadable_text")}</p></div>);
}

export function tooLargePage(c: WebContext): Response | Promise<Response> {
  const t = c.get("t");
  return render(c, { title: t("too_large_title"), noindex: true, status: 413 }, <div class="wrap head"><h1>{t("too_large_title")}</h1><p class="lead">{t("too_large_text")}</p></div>);
}

export function tooManyPage(c: WebContext, seconds: number): Response | Promise<Response> {
  const t = c.get("t");
  c.header("Retry-After", String(seconds));
  return render(c, { title: t("too_many_title"), noindex: true, status: 429 }, <div class="wrap head"><h1>{t("too_many_title")}</h1><p class="lead">{t("too_many_text", { count: Math.ceil(seconds / 60) })}</p></div>);
}

/** A locked door: visitors are sent to log in, and brought back; members are told. */
export function accessRefused(c: WebContext, refusal: "sign-in" | "forbidden" | "elsewhere" | "visiting"): Response | Promise<Response> {
  const t = c.get("t");
  if (refusal === "sign-in") {
    const url = new URL(c.req.url);
    const back = c.req.method === "GET" ? `${url.pathname}${url.search}` : "/";
    return c.redirect(`/connexion?retour=${encodeURIComponent(back)}`, 303);
  }
  if (refusal === "visiting") return visitingPage(c);
  return render(c, { title: t("refused_title"), noindex: true, status: 403 }, <div class="wrap head"><h1>{t("refused_title")}</h1><p class="lead">{t(refusal === "elsewhere" ? "refused_elsewhere" : "refused_text")}</p></div>);
}

/** What stands under the same address on every platform. */
const ownPages = /^\/(?:mon-espace|contribuer|messages|notifications)(?:\/|$)/;

/** A door of this server's members: who visits finds the same one at home. */
function visitingPage(c: WebContext): Response | Promise<Response> {
  const t = c.get("t");
  const host = homeHostOf(c.get("act").viewer);
  return render(c, { title: t("visit_members_title"), noindex: true, status: 403 }, (
    <div class="wrap head"><h1>{t("visit_members_title")}</h1><p class="lead">{t("visit_members_text", { host })}</p><div class="actions"><a class="button" href={homeHref(c, c.req.method === "GET" && ownPages.test(c.req.path) ? c.req.path : "/")}>{t("visit_go_home", { host })}</a></div></div>
  ));
}
