import { expect, test } from "vitest";
import type { Route } from "../../src/edge/route.ts";
import { testServer } from "../support/server.ts";
import { addressOf, nameOf, routes } from "./routes.ts";

/** Where a passer-by may come in. A new line here is a decision: what stands behind it is read by anybody. */
const publicDoors = new Set(`
  GET /  GET /agenda  GET /carte  GET /carte/points  GET /carte/fond.json  GET /articles  GET /evenements  GET /dossiers  GET /membres  GET /mots-cles  GET /mots-cles/:tag  GET /themes/:theme  GET /recherche
  GET /structures  GET /structures/:slug  GET /structures/:slug/contenus  GET /api/v1/structures  GET /api/v1/structures/:id
  GET /communautes  GET /communautes/:slug  GET /communautes/:slug/contenus  GET /communautes/:slug/membres  GET /communautes/:slug/:plural/:content  GET /api/v1/communities  GET /api/v1/communities/:id
  GET /articles/:slug  GET /evenements/:slug  GET /dossiers/:slug  GET /membres/:handle  GET /membres/:handle/relais  GET /media/:name  GET /media/:id/:name  GET /assets/:name
  GET /annonces  GET /annonces/:slug  GET /annonces/:slug/ecrire  POST /annonces/:slug/ecrire  GET /api/v1/announcements  GET /api/v1/announcements/:id
  GET /operations  GET /operations/:slug  GET /operations/:slug/programme  GET /operations/:slug/chiffres  GET /api/v1/operations  GET /api/v1/operations/:id  GET /api/v1/operations/:id/programme
  GET /evenements/:slug/programme.pdf  GET /evenements/:slug/livret.pdf  GET /operations/:slug/programme.pdf  GET /operations/:slug/livret.pdf
  GET /projets  GET /projets/:slug  GET /api/v1/projects  GET /api/v1/projects/:id  GET /projets/:slug/journal.rss  GET /projets/:slug/journal.atom  GET /projets/:slug/journal.json
  GET /parcours  GET /parcours/:slug  GET /api/v1/itineraries  GET /api/v1/itineraries/:id
  GET /lieux  GET /lieux/:slug  GET /api/v1/places  GET /api/v1/places/:id
  GET /evenements/:slug/programme  GET /api/v1/events/:id/programme
  GET /evenements/:slug/reserver  POST /evenements/:slug/reserver  GET /reservations/:secret  POST /reservations/:secret/annuler
  GET /a-propos  GET /mentions-legales  GET /accessibilite  GET /donnees-personnelles  GET /aide  GET /territoires  GET /contribuer  POST /langue
  GET /connexion  POST /connexion  GET /connexion/retour  GET /connexion/lien/:secret  GET /connexion/vers/:slug  POST /deconnexion
  GET /inscription  POST /inscription  GET /inscription/:secret  POST /inscription/:secret
  GET /mot-de-passe  POST /mot-de-passe  GET /mot-de-passe/:secret  POST /mot-de-passe/:secret  GET /adresse/:secret  POST /adresse/:secret  GET /depart/:secret  POST /depart/:secret  GET /courriels/:secret/:kind  POST /courriels/:secret/:kind
  GET /commentaires/:id  GET /contenus/:id/commentaires.rss  GET /contenus/:id/commentaires.atom  GET /contenus/:id/commentaires.json
  GET /api/v1/contents/:id/comments  GET /api/v1/contents/:id/relays  GET /api/v1/members/:handle/relays
  POST /api/v1/contents/:id/comments  PATCH /api/v1/comments/:id  DELETE /api/v1/comments/:id  POST /api/v1/contents/:id/relays  DELETE /api/v1/contents/:id/relays
  GET /.well-known/webfinger  GET /.well-known/host-meta  GET /.well-known/nodeinfo  GET /nodeinfo/:version  GET /ap/*  POST /ap/*  GET /inbox  POST /inbox  GET /ap/actor/inbox  POST /ap/actor/inbox  GET /ap/:kind/:id/inbox  POST /ap/:kind/:id/inbox  GET /chiffres  GET /serveurs/blocages.csv  GET /network.json  POST /network.json
  GET /.well-known/openid-configuration  GET /openid/auth  GET /openid/auth/:uid  GET /openid/jwks  GET /openid/me  POST /openid/token  POST /openid/revocation  POST /openid/registration  POST /openid/acts
  POST /connexion/ailleurs  GET /connexion/ailleurs/retour  POST /connexion/ailleurs/fin  GET /deconnexion
  GET /ns  GET /robots.txt  GET /sitemap.xml  GET /sitemap/:file  GET /api
  GET /api/v1/openapi.json  GET /api/v1/oembed  GET /api/v1/territories  GET /api/v1/contents  GET /api/v1/contents/:id  GET /api/v1/articles  GET /api/v1/articles/:id
  GET /api/v1/events  GET /api/v1/events/:id  GET /api/v1/dossiers  GET /api/v1/dossiers/:id  GET /api/v1/members  GET /api/v1/members/:handle  GET /api/v1/tags  GET /api/v1/search  GET /api/v1/themes  GET /api/v1/stats  GET /api/v1/*  OPTIONS /api/v1/*
`.trim().split(/\s{2,}/));

/** A listing in another form is as public as its page, and an event's calendar as its page. */
function pageOf(route: Route): string {
  return nameOf(route).replace(/\.(?:ics|rss|atom|json|geojson|csv)$/, "").replace(/\{\[\^\/\]\+\\\.(?:ics|rss|atom|json|csv|pdf|epub|gpx)\}$/, "").replace(/^(GET \/(?:evenements|dossiers|parcours))\/:file/, "$1/:slug");
}

function isKnownPublic(route: Route): boolean {
  return publicDoors.has(nameOf(route)) || (route.method === "GET" && publicDoors.has(pageOf(route)));
}

test("no door stands open that isn't on the list, and no line of the list is left behind", () => {
  const open = routes.filter((route) => route.access === "public");

  expect(open.filter((route) => !isKnownPublic(route)).map(nameOf)).toEqual([]);
  expect([...publicDoors].filter((door) => !open.some((route) => nameOf(route) === door))).toEqual([]);
  expect(isKnownPublic({ method: "GET", path: "/animation", access: "public", handle: () => new Response() })).toBe(false);
  expect(isKnownPublic({ method: "POST", path: "/agenda", access: "public", handle: () => new Response() })).toBe(false);
});

/** Which of the members' doors are open to somebody who visits from another server, and does there what they do by theirs. */
const visitingDoors = "POST /aimer  POST /relayer  POST /suivre  POST /participer  GET /communautes/:slug/rejoindre  POST /communautes/:id/rejoindre  POST /communautes/:id/quitter  POST /commenter  GET /commentaires/:id/modifier  POST /commentaires/:id/modifier  POST /commentaires/:id/retirer  GET /mentionner  GET /signaler  POST /signaler".split(/\s{2,}/);

test("no other door of members is open to those who visit", () => {
  expect(routes.filter((route) => route.visiting).map(nameOf).sort()).toEqual(visitingDoors.toSorted());
  expect(routes.filter((route) => route.visiting && route.access !== "member")).toEqual([]);
});

test("every locked door sends a passer-by to log in, and keeps a member out of what is an animator's or the coordination's", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const member = await world.member(here);
  const email = await world.account(member);
  await server.reload();
  const [host, locked] = [server.hostOf(here.slug), routes.filter((route) => route.access !== "public")];
  const cookies = { [host]: await server.logIn(email, "une phrase assez longue", host), [server.portal]: await server.logIn(email, "une phrase assez longue") };
  expect(locked.length).toBeGreaterThan(20);

  for (const route of locked) {
    const at = route.at === "portal" ? server.portal : host;
    const request = { method: route.method, ...(route.method === "POST" ? { form: {} } : {}) };
    const refused = await server.ask(at, addressOf(route.path), request);
    expect([refused.status, String(refused.headers["location"]).split("?")[0]], nameOf(route)).toEqual([303, "/connexion"]);
    if (route.access === "member") continue;
    expect((await server.ask(at, addressOf(route.path), { ...request, cookie: cookies[at] ?? "" })).status, nameOf(route)).toBe(403);
  }
});
