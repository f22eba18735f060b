import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { browsedServer, expectAccessible, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

describe.each([true, false])("with JavaScript: %s", (javaScriptEnabled) => {
  test("a member announces an event with six sessions and a picture; a fault loses nothing; readers find all of it", async () => {
    const here = await server.world.territory();
    await server.reload();
    const origin = `http://${server.hostOf(here.slug)}`;
    const page = await newMember(server, await server.world.member(here, { name: "Ada Martin" }), server.hostOf(here.slug), { javaScriptEnabled });
    const days = [5, 6, 12, 13, 19, 20].map((away) => Temporal.Now.plainDateISO("Europe/Paris").add({ days: away }).toString());
    const picture = await sharp({ create: { width: 1600, height: 900, channels: 3, background: "#2a6f6f" } }).jpeg().toBuffer();

    await page.goto(`${origin}/contribuer`);
    await page.getByRole("link", { name: "Annoncer un événement" }).click();
    await page.waitForURL(`${origin}/contribuer/evenement`);
    await expectAccessible(page);
    await page.getByLabel("Résumé").fill("Deux heures pour comprendre la marée.");
    for (const [index, day] of days.entries()) {
      const row = page.locator("details.session").nth(index);
      if (index > 0) await row.locator("> summary").click();
      await row.getByLabel("Jour", { exact: true }).fill(day);
      await row.getByLabel("Début").fill("14:30");
      await row.getByLabel("Fin", { exact: true }).fill("16:00");
    }
    await page.getByLabel("Nom du lieu").fill("Muséum");
    await page.getByLabel("Commune", { exact: true }).fill("Grenoble");
    await page.getByRole("group", { name: "Public" }).getByLabel("Familles").check();
    await page.getByText("Image", { exact: true }).click();
    await page.locator("input[type=file][name=picture]").setInputFiles({ name: "maree.jpg", mimeType: "image/jpeg", buffer: picture });
    await page.locator("input[name=lead_alt]").fill("La baie à marée basse");
    await page.locator("input[name=lead_credit]").fill("Lou Petit");
    await page.getByRole("button", { name: "Publier" }).click();
    await page.getByRole("alert").waitFor();
    await expectAccessible(page);
    expect(await page.locator("input[name=s_date]").evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))).toEqual(expect.arrayContaining(days));
    expect(await page.getByText("Une image est choisie.").count()).toBe(1);
    await page.getByRole("textbox", { name: "Titre", exact: true }).fill("Comprendre la marée");
    await page.getByRole("button", { name: "Publier" }).click();

    await page.waitForURL(`${origin}/evenements/comprendre-la-maree`);
    await expectAccessible(page);
    const reader = await newReader({ javaScriptEnabled });
    await reader.goto(page.url());
    const shown = reader.getByRole("img", { name: "La baie à marée basse" });
    expect(await shown.count()).toBe(1);
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
    expect(await reader.getByRole("main").innerText()).toContain("Lou Petit");
    expect(await reader.locator("section[aria-labelledby=when] li").count()).toBe(6);
    const calendar = await server.ask(server.hostOf(here.slug), "/evenements/comprendre-la-maree.ics");
    expect(calendar.text.match(/BEGIN:VEVENT/g)).toHaveLength(6);
    await reader.goto(`${origin}/agenda`);
    expect(await reader.getByRole("link", { name: "Comprendre la marée" }).count()).toBe(6);
  });
});
