import { Validator } from "@seriousme/openapi-schema-validator";
import ICAL from "ical.js";
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import { expect, test } from "vitest";
import { testServer, until } from "../support/server.ts";

test("the contract is valid OpenAPI 3.1, and what it names answers", async () => {
  const server = await testServer();
  const here = await server.world.territory();
  await server.reload();
  const host = server.hostOf(here.slug);

  const contract = JSON.parse((await server.ask(host, "/api/v1/openapi.json")).text) as { paths: Record<string, object> };

  expect(await new Validator().validate(contract)).toMatchObject({ valid: true });
  for (const path of Object.keys(contract.paths).filter((each) => !each.includes("{"))) {
    const { status, text } = await server.ask(host, `/api/v1${path}${path === "/search" ? "?q=lune" : ""}`);
    expect([path, status, "data" in (JSON.parse(text) as object)]).toEqual([path, 200, true]);
  }
});

test("what the API can't answer is told as a problem, even at an address that doesn't exist", async () => {
  const server = await testServer();

  const missing = await server.ask(server.portal, "/api/v1/licornes");
  const faulty = await server.ask(server.portal, "/api/v1/events?limit=1000");

  expect([missing.status, missing.headers["content-type"]]).toEqual([404, "application/problem+json"]);
  expect([faulty.status, JSON.parse(faulty.text)]).toMatchObject([400, { field: "limit", status: 400 }]);
});

test("a cancelled event stays in subscribers' calendars under the same name, says so, and leads back here", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const author = await world.member(here);
  const email = await world.account(author);
  const id = await world.event(author, here, { title: "Nuit d’été" });
  await server.reload();
  const host = server.hostOf(here.slug);
  const read = async () => new ICAL.Component(ICAL.parse((await server.ask(host, "/agenda.ics")).text) as unknown[]).getAllSubcomponents("vevent").map((each) => ({ uid: String(each.getFirstPropertyValue("uid")), sequence: Number(each.getFirstPropertyValue("sequence")), status: String(each.getFirstPropertyValue("status")), url: String(each.getFirstPropertyValue("url")) }))[0];
  const before = await read();
  const cookie = await server.logIn(email, "une phrase assez longue", host);
  const start = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 2 }).toString();

  const saved = await server.ask(host, `/contribuer/evenement/${id}`, { method: "POST", cookie, form: { title: "Nuit d’été", body: "Venez.", type: "other", pricing: "unknown", status: "cancelled", place_name: "Médiathèque", commune: "38185", do: "publish", s_date: start, s_start: "14:00", s_end: "16:00", s_endDate: "", s_repeat: "", s_until: "", s_except: "" } });
  expect(saved.status).toBe(303);
  await until(async () => (await read())?.status === "CANCELLED");
  const after = await read();

  expect(before?.status).toBe("CONFIRMED");
  expect(after).toMatchObject({ uid: before?.uid, status: "CANCELLED", url: `http://${host}/evenements/nuit-d-ete` });
  expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0);
});

test("the feeds of a listing are read by a parser that we didn't write, with what was published in them", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const author = await world.member(here);
  await world.article(author, here, { title: "Cent & une <étoiles>" });
  await server.reload();
  const text = async (suffix: string) => (await server.ask(server.hostOf(here.slug), `/articles.${suffix}`)).text;

  expect(parseRssFeed(await text("rss")).items?.[0]?.title).toBe("Cent & une <étoiles>");
  expect(parseAtomFeed(await text("atom")).entries?.[0]).toMatchObject({ title: { value: "Cent & une <étoiles>" } });
  expect(parseJsonFeed(await text("json")).items?.[0]?.title).toBe("Cent & une <étoiles>");
});
