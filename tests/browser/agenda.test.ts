import { beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { browsedServer, expectAccessible, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

/** A territory whose agenda holds what the filters tell apart. */
async function agenda() {
  const { world } = server;
  const here = await world.territory();
  const author = await world.member(here);
  const day = (days: number) => Temporal.Now.plainDateISO("Europe/Paris").add({ days }).toString();
  const at = (days: number) => [{ kind: "slot", start: `${day(days)}T14:00`, end: `${day(days)}T16:00` }];
  await world.event(author, here, { title: "Les nuages expliqués", sessions: at(2), input: { type: "conference", pricing: "free" } });
  await world.event(author, here, { title: "Fabriquer un télescope", sessions: at(2), input: { type: "workshop", communeCode: "38563", pricing: "paid" } });
  await world.event(author, here, { title: "La nuit des étoiles", sessions: at(40), input: { type: "other", pricing: "free" } });
  await world.event(author, here, { title: "Le climat en direct", sessions: at(3), input: { type: "conference", communeCode: null, placeName: "", onlineUrl: "https://direct.example.org/climat" } });
  await server.reload();
  return { origin: `http://${server.hostOf(here.slug)}`, day };
}

const titles = (page: Page) => page.locator(".event-line h3").allInnerTexts();

async function openFilters(page: Page) {
  const summary = page.locator("details.filters > summary");
  if (await summary.isVisible()) await summary.click();
}

describe.each([true, false])("with JavaScript: %s", (javaScriptEnabled) => {
  test("a reader opens the agenda on a phone and narrows it by type; the filter stays in the address", async () => {
    const { origin } = await agenda();
    const page = await newReader({ javaScriptEnabled, viewport: { width: 390, height: 844 } });

    await page.goto(origin);
    await page.getByRole("navigation").getByRole("link", { name: "Agenda" }).first().click();
    await page.waitForURL(`${origin}/agenda`);
    await expectAccessible(page);
    expect(await titles(page)).toContain("Les nuages expliqués");
    await openFilters(page);
    await page.getByLabel("Type", { exact: true }).selectOption({ label: "Atelier" });
    await page.getByRole("button", { name: "Voir" }).click();
    await page.waitForURL(/type=workshop/);

    expect(await titles(page)).toEqual(["Fabriquer un télescope"]);
    await expectAccessible(page);
  });

  test("a reader looks around a commune, then for what is free, then online, and sends the address to a friend and to their calendar", async () => {
    const { origin, day } = await agenda();
    const page = await newReader({ javaScriptEnabled });

    await page.goto(`${origin}/agenda`);
    await openFilters(page);
    await page.getByLabel("Commune ou code postal").fill("Voiron");
    await page.getByLabel("Autour").selectOption("5");
    await page.getByRole("button", { name: "Voir" }).click();
    await page.waitForURL(/rayon=5/);
    expect(await titles(page)).toEqual(["Fabriquer un télescope"]);
    await page.getByLabel("Autour").selectOption("50");
    await page.getByLabel("Au", { exact: true }).fill(day(10));
    await page.getByRole("button", { name: "Voir" }).click();
    await page.waitForURL(/rayon=50/);
    expect((await titles(page)).sort()).toEqual(["Fabriquer un télescope", "Les nuages expliqués"]);
    await page.getByLabel("Gratuit").check();
    await page.getByRole("button", { name: "Voir" }).click();
    await page.waitForURL(/prix=gratuit/);
    expect(await titles(page)).toEqual(["Les nuages expliqués"]);
    const calendar = await server.ask(new URL(origin).host, (await page.getByRole("main").getByRole("link", { name: "ICS" }).getAttribute("href")) ?? "");
    const friend = await newReader({ javaScriptEnabled });
    await friend.goto(page.url());

    expect(await titles(friend)).toEqual(["Les nuages expliqués"]);
    expect(calendar.text.match(/SUMMARY:.*/g)?.map((line) => line.trim())).toEqual(["SUMMARY:Les nuages expliqués"]);
    await page.getByRole("link", { name: "Tout afficher" }).click();
    await openFilters(page);
    await page.getByLabel("En ligne").check();
    await page.getByRole("button", { name: "Voir" }).click();
    await page.waitForURL(/en-ligne=1/);
    expect(await titles(page)).toEqual(["Le climat en direct"]);
  });
});
