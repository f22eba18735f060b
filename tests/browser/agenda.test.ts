import { describe, expect, test } from "vitest";
import { browsedServer, expectAccessible, newReader } from "../support/browser.ts";

describe.each([true, false])("with JavaScript: %s", (javaScriptEnabled) => {
  test("a reader opens the agenda and narrows it by type; the filter stays in the address", async () => {
    const server = await browsedServer();
    const { world } = server;
    const here = await world.territory();
    const author = await world.member(here);
    await world.event(author, here, { title: "Les nuages expliqués", input: { type: "conference" } });
    await world.event(author, here, { title: "Fabriquer un télescope", input: { type: "workshop" } });
    await server.reload();
    const page = await newReader({ javaScriptEnabled, viewport: { width: 390, height: 844 } });

    await page.goto(`http://${server.hostOf(here.slug)}/`);
    await page.getByRole("navigation").getByRole("link", { name: "Agenda" }).first().click();
    await expectAccessible(page);
    expect(await page.getByRole("link", { name: "Les nuages expliqués" }).count()).toBe(1);
    await page.locator("summary", { hasText: "Filtrer" }).click();
    await page.getByLabel("Type", { exact: true }).selectOption({ label: "Atelier" });
    await page.getByRole("button", { name: "Voir" }).click();

    expect(await page.getByRole("link", { name: "Fabriquer un télescope" }).count()).toBe(1);
    expect(await page.getByRole("link", { name: "Les nuages expliqués" }).count()).toBe(0);
    expect(new URL(page.url()).searchParams.get("type")).toBe("workshop");
    await expectAccessible(page);
  });
});
