import { Hono } from "hono";
import { routePath } from "hono/route";
import { bodyLimit } from "hono/body-limit";
import { randomBytes } from "node:crypto";
import { findViewerAnywhere } from "../../features/accounts/find-viewer.ts";
import { TerritoryNotHeardOf } from "../../features/territories/directory.ts";
import { canAnimate } from "../../features/territories/policy.ts";
import { messagesFor, negotiateLocale } from "../../platform/messages.ts";
import { visitor } from "../../platform/viewer.ts";
import { accessRefused, awayPage, brokenPage, missingPage, tooLargePage, unknownHostPage, unreadablePage } from "./errors.tsx";
import type { Env, Services, Site, WebContext } from "../env.ts";
import { UnreadableForm } from "./form-data.ts";
import { cookieOf, languageCookie, sessionCookieName } from "../cookies.ts";
import { fromOwnPages, showsToken } from "./same-origin.ts";
import { securityHeaders } from "./security-headers.ts";
import { render } from "./shell.tsx";
import { leadsTo, type Route } from "../route.ts";

const megabyte = 1_000_000;

/** Mounts the doors. A door that isn't public is locked here, before its handler runs. */
export function makeApp(services: Services, routes: readonly Route[]): Hono<Env> {
  const app = new Hono<Env>({ strict: true });
  const lasting = routes.filter((route) => route.former);

  app.use(async (c, next) => {
    c.set("services", services);
    c.set("requestId", randomBytes(6).toString("hex"));
    const path = new URL(c.req.url).pathname;
    const site = siteOf(services, c.req.header("host") ?? "", lasting.some((route) => leadsTo(route, path)));
    const languages = site && "territory" in site ? site.territory.languages : ["fr", "en"];
    c.set("locale", negotiateLocale(c.req.header("accept-language") ?? null, languages, cookieOf(c, languageCookie)));
    c.set("t", messagesFor(c.get("locale")));
    if (!site) {
      const away = services.directory().awayFrom(c.req.header("host") ?? "");
      return away ? awayPage(c, away.name) : unknownHostPage(c);
    }
    if (site.kind === "moved") return c.redirect(`${site.origin}${pathAndQuery(c)}`, 308);
    c.set("site", site);
    c.set("act", { db: services.db, viewer: visitor, now: services.now });
    c.setRenderer((body, head) => render(c, head, body));
    await next();
  });
  app.use(securityHeaders);
  app.use(async (c, next) => {
    // No address of ours holds a null character, and no database takes one.
    if (/%00/.test(c.req.url)) return unreadablePage(c);
    if (!fromOwnPages(c)) return accessRefused(c, "elsewhere");
    const token = showsToken(c) ? null : cookieOf(c, sessionCookieName(c));
    if (token) {
      const viewer = await findViewerAnywhere(services.db, services.now(), token, new URL(c.get("site").origin).host);
      if (viewer) c.set("act", { ...c.get("act"), viewer });
    }
    await next();
  });

  for (const route of routes) mount(app, route);

  app.notFound((c) => missingPage(c));
  app.onError(async (error, c) => {
    if (error instanceof UnreadableForm) return unreadablePage(c);
    if (error instanceof TerritoryNotHeardOf && c.req.method === "GET" && !c.env.again) {
      await services.readDirectory();
      return app.fetch(c.req.raw, { ...c.env, again: true });
    }
    // The route, not the address: some addresses hold a secret.
    services.log.error({ err: error, request: c.get("requestId"), method: c.req.method, route: routePath(c, -1) }, "request failed");
    return brokenPage(c);
  });
  return app;
}

function mount(app: Hono<Env>, route: Route): void {
  const limit = bodyLimit({ maxSize: route.maxBody ?? megabyte, onError: (c) => tooLargePage(c as WebContext) });
  const guard = async (c: WebContext, next: () => Promise<void>) => {
    if (route.only && !route.only(c)) return next();
    if (route.at && c.get("site").kind !== route.at) return missingPage(c);
    const refusal = refuse(c, route);
    if (refusal === "sign-in" && route.whenSignedOut) return route.whenSignedOut(c);
    return refusal ? accessRefused(c, refusal) : route.handle(c);
  };
  if (route.method === "GET") app.get(route.path, guard);
  else app.on(route.method, route.path, limit, guard);
}

function refuse(c: WebContext, { access, visiting }: Route): "sign-in" | "forbidden" | "visiting" | null {
  if (access === "public") return null;
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor") return "sign-in";
  if (viewer.visiting && !visiting) return "visiting";
  if (access === "coordinator") return viewer.coordinator ? null : "forbidden";
  if (access === "animator") {
    const site = c.get("site");
    return site.kind === "territory" && canAnimate(viewer, site.territory.id) ? null : "forbidden";
  }
  return null;
}

/** Where a request arrived. At a host where a territory lived, what lasts there answers as it did. */
function siteOf(services: Services, host: string, lasts: boolean): Site | { kind: "moved"; origin: string } | null {
  const directory = services.directory();
  const answer = directory.find(host);
  if (answer.kind === "unknown") return null;
  if (answer.kind === "portal") return { kind: "portal", origin: directory.portalOrigin };
  const origin = directory.originOf(answer.territory.id);
  if (answer.kind === "moved") return lasts ? { kind: "territory", origin: answer.origin, territory: answer.territory } : { kind: "moved", origin };
  return { kind: "territory", origin, territory: answer.territory };
}

function pathAndQuery(c: WebContext): string {
  const url = new URL(c.req.url);
  return `${url.pathname}${url.search}`;
}
