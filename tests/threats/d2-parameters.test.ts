import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { apiRoutes, resources } from "../../src/edge/api/routes.ts";
import { feedRoutes } from "../../src/edge/feeds/routes.ts";
import { webRoutes } from "../../src/edge/web/routes.ts";
import type { TestServer } from "../support/server.ts";
import { testServer } from "../support/server.ts";
import { dangersIn, digestOfAll, forgetThrottles, injections, script, signedIn } from "../support/hostile.ts";

let server: TestServer;
let host: string;
let cookie: string;

beforeAll(async () => {
  server = await testServer({ TRUSTED_PROXY: "true" });
  const { world } = server;
  const here = await world.territory();
  await server.reload();
  const who = await signedIn(server, here);
  ({ host, cookie } = who);
  await world.article(who.member, here, { title: "Une comète", tags: ["comètes"], themes: ["physique"] });
  await world.event(who.member, here, { title: "Une soirée" });
  await world.dossier(who.member, here);
});

const reads = [...apiRoutes, ...feedRoutes, ...webRoutes].filter((route) => route.method === "GET" && route.access === "public");
/** Every parameter that some page reads. */
const parameters = ["quand", "du", "au", "ou", "rayon", "type", "theme", "public", "age", "prix", "acces", "en-ligne", "suite", "q", "genre", "reseau", "retour", "pour", "etat", "code", "apres", "url"];
const fine = [200, 301, 303, 308, 400, 404];
let asked = 0;
/** As many readers ask, each from an address of their own: together they are more than the API allows to one. */
const from = () => ({ "x-forwarded-for": `198.51.100.${Math.floor(asked++ / 500) % 250}` });

/** The route with each of its parameters filled with this. */
function filled(path: string, value: string): string {
  const text = encoded(value);
  return path.replace(/:\w+\{[^}]*\\\.(\w+)\}/g, (_, suffix: string) => `${text}.${suffix}`).replace(/:(\w+)/g, text);
}

/** As the address carries it; half a surrogate pair can only come as the bytes that no UTF-8 holds. */
function encoded(value: string): string {
  if (value === "\ud800") return "%ED%A0%80";
  return value.startsWith("%") ? value : encodeURIComponent(value.toWellFormed()).slice(0, 3500);
}

describe("D4 a filter, an order, a cursor or a part of an address that is not one", () => {
  test("is ignored or refused by every public page, never an accident, and changes nothing", async () => {
    const before = await digestOfAll(server.world);
    for (const [at, route] of reads.entries()) {
      // Each page meets a part of the strings, in all its parameters at once, and the next page the next part.
      for (const [n, value] of injections.entries()) {
        if ((n + at) % 7 !== 0) continue;
        const query = parameters.map((name) => `${name}=${encoded(value)}`).join("&");
        const paths = route.path.includes(":") ? [filled(route.path, value)] : route.path.startsWith("/api/v1") || value.length > 1000 ? [] : [`${route.path}?${query}`];
        for (const path of paths) {
          const answer = await server.ask(host, path, (at + n) % 3 === 0 && !route.path.startsWith("/api") ? { cookie, headers: from() } : { headers: from() });
          expect(fine, `${answer.status} ${path.slice(0, 300)}`).toContain(answer.status);
        }
      }
      await forgetThrottles(server.world);
    }
    expect(await digestOfAll(server.world)).toBe(before);
  });

  test("is ignored by pages that read it alone", async () => {
    const before = await digestOfAll(server.world);
    const pages: Readonly<Record<string, readonly string[]>> = { "/agenda": parameters.slice(0, 13), "/agenda.ics": ["du", "au", "rayon", "ou"], "/articles": ["suite", "genre"], "/membres": ["suite"], "/recherche": ["suite", "q", "genre"], "/mots-cles/cometes": ["suite"] };
    for (const [path, names] of Object.entries(pages)) {
      for (const name of names) {
        for (const value of injections.filter((each, n) => each.length < 1000 && (name === "suite" || (n + name.length) % 6 === 0))) {
          const address = `${path}?${name === "suite" && path === "/recherche" ? "q=comete&" : ""}${name}=${encoded(value)}`;
          const answer = await server.ask(host, address, { headers: from() });
          expect(fine, `${answer.status} ${address}`).toContain(answer.status);
        }
      }
    }
    expect(await digestOfAll(server.world)).toBe(before);
  });

  test("is a problem that names the parameter in the API, or an empty answer", async () => {
    const before = await digestOfAll(server.world);
    for (const resource of resources.filter((each) => !each.path.includes(":"))) {
      const names = Object.keys((z.toJSONSchema(resource.query, { io: "input", unrepresentable: "any" }) as { properties?: object }).properties ?? {});
      for (const name of [...names, "unknown"]) {
        for (const value of injections.filter((_, n) => name === "cursor" || (n + name.length + resource.path.length) % 6 === 0)) {
          const address = `/api/v1${resource.path}?${resource.path === "/search" && name !== "q" ? "q=comete&" : name === "cursor" && resource.path === "/contents" ? "updated_since=2020-01-01T00:00:00Z&" : ""}${name}=${encoded(value)}`;
          const answer = await server.ask(server.portal, address, { headers: from() });
          expect([200, 400, 404], `${answer.status} ${address.slice(0, 200)}`).toContain(answer.status);
          if (answer.status === 400 && String(answer.headers["content-type"]).includes("problem")) expect(JSON.parse(answer.text)).toMatchObject({ status: 400, field: name });
        }
        await forgetThrottles(server.world);
      }
    }
    expect(await digestOfAll(server.world)).toBe(before);
  });
});

test("D2 a script in any parameter of any page comes back as words, or not at all", async () => {
  for (const route of reads) {
    const query = parameters.map((name) => `${name}=${encodeURIComponent(script)}`).join("&");
    for (const path of [`${filled(route.path, script)}?${query}`, `${filled(route.path, "x")}?${encodeURIComponent(script)}=1`]) {
      for (const at of [host, server.portal]) {
        const answer = await server.ask(at, path, { headers: { ...from(), referer: `http://${at}/${encodeURIComponent(script)}`, "accept-language": "fr" } });
        expect(fine, path.slice(0, 120)).toContain(answer.status);
        const html = String(answer.headers["content-type"] ?? "").startsWith("text/html");
        expect(html ? dangersIn(answer.text) : [], path.slice(0, 120)).toEqual([]);
        expect(String(answer.headers["location"] ?? ""), path.slice(0, 120)).not.toMatch(/^(javascript:|\/\/|https?:\/\/(?![\w.-]*echo\.test))/);
      }
    }
  }
  expect((await server.ask(host, `/recherche?q=${encodeURIComponent(script)}`)).text).toContain("alert(1)");
});

test("D2 one comes back after a log-in to a page of this host only", async () => {
  for (const back of ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", "\\\\evil.example", " //evil.example", "/%0d%0aLocation: x", "http:evil.example", "/\u0000/evil.example"]) {
    const answer = await server.ask(server.portal, "/langue", { method: "POST", form: { langue: "fr", retour: back } });
    expect(answer.status).toBe(303);
    expect(new URL(String(answer.headers["location"]), `http://${server.portal}/`).host, JSON.stringify(back)).toBe(server.portal);
    expect(Object.keys(answer.headers)).not.toContain("x-injected");
  }
});
