import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { browsedServer, expectAccessible, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

const views = [{ javaScriptEnabled: true, width: 1280, colorScheme: "light" }, { javaScriptEnabled: false, width: 390, colorScheme: "dark" }] as const;

async function somebody({ javaScriptEnabled, width, colorScheme }: (typeof views)[number]) {
  const here = await server.world.territory();
  const ada = await server.world.member(here, { name: "Ada Martin" });
  await server.world.place(ada, here, { title: "Le muséum des glaces", input: { latitude: 45.19, longitude: 5.72 } });
  await server.reload();
  const host = server.hostOf(here.slug);
  const view = { javaScriptEnabled, colorScheme, viewport: { width, height: 800 } };
  return { here, ada, origin: `http://${host}`, view, page: await newMember(server, ada, host, view) };
}

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
const field = (page: Page, name: string, row: number) => page.locator(`input[name=stop_${name}]`).nth(row);
const names = (page: Page) => page.locator("input[name=stop_name]").evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value).filter(Boolean));

test.each(views)("a trail is laid out over places and other stops, put in order, published, read and taken along: %o", async (given) => {
  const { origin, view, page } = await somebody(given);

  await page.goto(`${origin}/parcours`);
  await page.getByText("Aucun parcours ne correspond").waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Tracer un parcours" }).first().click();
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);
  await page.getByRole("textbox", { name: "Titre", exact: true }).fill("Le tour des glaces");
  await field(page, "name", 0).fill("Le belvédère");
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await page.getByRole("alert").waitFor();
  await expectAccessible(page);
  await page.getByRole("alert").getByRole("link", { name: /au moins deux étapes/ }).press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("stops");

  await page.locator("summary", { hasText: "Où est cette étape" }).first().press("Enter");
  await field(page, "latitude", 0).fill("45,2");
  await field(page, "longitude", 0).fill("5.73");
  await field(page, "note", 0).fill("Tout le massif.");
  await field(page, "name", 1).fill("Le muséum des glaces");
  await field(page, "minutes", 1).fill("45");
  await page.getByRole("button", { name: "Monter – Étape 2" }).press("Enter");
  await expect.poll(() => names(page)).toEqual(["Le muséum des glaces", "Le belvédère"]);
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Le tour des glaces" }).waitFor();
  for (const words of ["2 étapes", "Tout le massif.", "1 heure 5 minutes"]) await page.getByText(words).first().waitFor();
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);

  const reader = await newReader(view);
  await reader.goto(`${origin}/parcours`);
  if (given.width < 600) await reader.locator("summary", { hasText: "Filtrer" }).press("Enter");
  await reader.getByLabel("Moyen de déplacement").selectOption({ label: "À pied" });
  await reader.getByLabel("Longueur au plus").selectOption({ label: "2 km" });
  await reader.getByRole("button", { name: "Voir", exact: true }).click();
  await expectAccessible(reader);
  await reader.getByRole("link", { name: "Le tour des glaces" }).first().click();
  await reader.getByRole("link", { name: "Le muséum des glaces" }).first().waitFor();
  if (given.javaScriptEnabled) {
    await expect.poll(() => reader.locator("es-map .map-point.numbered").allTextContents()).toEqual(["1", "2"]);
    expect(await reader.locator("es-map path.map-line").count()).toBe(1);
  } else expect(await reader.locator("svg.route-sketch").isVisible()).toBe(true);
  await expectAccessible(reader);
  await reader.emulateMedia({ media: "print" });
  expect([await reader.locator("svg.route-sketch").isVisible(), await reader.getByText("Tout le massif.").isVisible(), await reader.locator("es-map").isVisible()]).toEqual([true, true, false]);
  const [file] = await Promise.all([reader.waitForEvent("download"), reader.getByRole("link", { name: "GPX" }).click()]);
  expect(file.suggestedFilename()).toBe("le-tour-des-glaces.gpx");
});

test("stops are added, dragged, moved with the arrows, taken away and placed on the map without a page between, and places are offered by name", async () => {
  const { origin, page } = await somebody(views[0]);
  await page.goto(`${origin}/contribuer/parcours`);
  for (const [row, name] of ["Un", "Deux", "Trois"].entries()) await field(page, "name", row).fill(name);

  await page.locator(".handle").nth(2).press("ArrowUp");
  expect(await names(page)).toEqual(["Un", "Trois", "Deux"]);
  expect(await page.locator("input[name=stop_rank]").evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))).toEqual(["1", "2", "3"]);
  await expect.poll(() => page.locator("es-order [role=status]").textContent()).toContain("au rang 2");
  await page.setViewportSize({ width: 1280, height: 1700 });
  await page.locator(".handle").nth(0).hover();
  await page.mouse.down();
  const over = await page.locator(".handle").nth(1).boundingBox();
  if (!over) throw new Error("No handle");
  await page.mouse.move(over.x + 5, over.y + 260, { steps: 12 });
  await page.mouse.up();
  expect((await names(page))[0]).toBe("Trois");
  await page.getByRole("button", { name: "Enlever – Étape 1" }).click();
  expect(await names(page)).toEqual(expect.not.arrayContaining(["Trois"]));
  await page.getByRole("button", { name: "Ajouter une étape" }).click();
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).id)).toBe("stop-2-name");
  await expectAccessible(page);

  await page.keyboard.type("Le muséum");
  await expect.poll(() => page.locator("#stops-known option").count()).toBe(1);
  await page.locator("es-map.leaflet-container").click({ position: { x: 80, y: 80 } });
  await expect.poll(() => field(page, "latitude", 2).inputValue()).toMatch(/^\d+\.\d{5}$/);
  await page.getByText("Point choisi pour l’étape 3").waitFor();
});

test("a bad track is said at its field, a good one draws the line", async () => {
  const { origin, page } = await somebody(views[0]);
  await page.goto(`${origin}/contribuer/parcours`);
  await page.getByRole("textbox", { name: "Titre", exact: true }).fill("La trace");
  for (const [row, name] of ["Le muséum des glaces", "Le col"].entries()) await field(page, "name", row).fill(name);
  await page.locator("summary", { hasText: "Où est cette étape" }).nth(1).press("Enter");
  await field(page, "commune", 1).fill("Grenoble");
  await page.locator("summary", { hasText: "Le tracé" }).press("Enter");
  await page.getByLabel("Trace GPX").setInputFiles({ name: "photo.gpx", mimeType: "application/gpx+xml", buffer: Buffer.from("rien") });
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await page.getByRole("alert").getByRole("link", { name: /pas une trace GPX/ }).press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("track");
  await expectAccessible(page);

  const points = [[45.19, 5.72], [45.195, 5.722], [45.19, 5.73]].map(([lat, lon]) => `<trkpt lat="${lat}" lon="${lon}"/>`).join("");
  await page.getByLabel("Trace GPX").setInputFiles({ name: "trace.gpx", mimeType: "application/gpx+xml", buffer: Buffer.from(`<gpx><trk><trkseg>${points}</trkseg></trk></gpx>`) });
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "La trace" }).waitFor();
  await page.locator("es-map path.map-line").waitFor();
  expect(JSON.parse((await page.locator("es-map").getAttribute("data-line")) ?? "")).toEqual([[5.72, 45.19], [5.722, 45.195], [5.73, 45.19]]);
});
