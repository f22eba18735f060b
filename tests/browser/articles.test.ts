import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { browsedServer, expectAccessible, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

async function writer(options: { javaScriptEnabled?: boolean } = {}) {
  const here = await server.world.territory();
  await server.reload();
  const member = await server.world.member(here);
  const origin = `http://${server.hostOf(here.slug)}`;
  return { here, member, origin, page: await newMember(server, member, server.hostOf(here.slug), options) };
}

/** The text field: the rich editor, once it stands, or the plain area where no scripts run. */
const text = (page: Page, javaScriptEnabled = true) => page.locator(javaScriptEnabled ? ".ProseMirror" : "textarea#body").first();

async function storedBody(title: string): Promise<unknown> {
  const { rows } = await sql<{ body: unknown }>`select body from contents where title = ${title}`.execute(server.world.db);
  return rows[0]?.body;
}

describe.each([true, false])("with JavaScript: %s", (javaScriptEnabled) => {
  test("a member writes an article, corrects it under another title, and the old address leads to the new one", async () => {
    const { origin, page } = await writer({ javaScriptEnabled });
    const title = `Les mares du plateau ${javaScriptEnabled}`;

    await page.goto(`${origin}/contribuer/article`);
    await expectAccessible(page);
    await page.getByRole("textbox", { name: "Titre", exact: true }).fill(title);
    await text(page, javaScriptEnabled).click();
    await page.keyboard.type("On y compte douze espéces.");
    await page.getByRole("button", { name: "Publier" }).click();
    await page.waitForURL(/\/articles\/les-mares/);
    const first = page.url();
    await expectAccessible(page);
    await page.getByRole("main").getByRole("link", { name: "Modifier" }).click();
    await page.getByRole("textbox", { name: "Titre", exact: true }).fill(`${title} revues`);
    if (javaScriptEnabled) {
      await text(page, javaScriptEnabled).click();
      await page.keyboard.press("Control+A");
      await page.keyboard.type("On y compte douze espèces.");
    } else await text(page, javaScriptEnabled).fill("On y compte douze espèces.");
    await page.getByRole("button", { name: "Publier" }).click();
    await page.waitForURL(/revues$/);

    const reader = await newReader({ javaScriptEnabled });
    await reader.goto(first);
    expect(reader.url()).toBe(page.url());
    expect(await reader.locator(".prose").first().innerText()).toBe("On y compte douze espèces.");
    await page.getByRole("main").getByRole("link", { name: "Modifier" }).click();
    await page.getByRole("link", { name: "Toutes les versions" }).click();
    await page.waitForURL(/\/versions$/);
    expect(await page.getByRole("listitem").filter({ hasText: /Version 1\D.*Les mares du plateau (true|false)$/ }).count()).toBe(1);
    const { rows } = await sql<{ body: string }>`select v.body::text as body from content_versions v join contents c on c.id = v.content_id where c.title = ${`${title} revues`} order by v.revision`.execute(server.world.db);
    expect(rows[0]?.body).toContain("espéces");
  });

  test("an article that is programmed is unknown to readers until its time, then it is out", async () => {
    const { origin, page } = await writer({ javaScriptEnabled });
    const tomorrow = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 1 }).toString();
    const title = `Pour demain ${javaScriptEnabled}`;

    await page.goto(`${origin}/contribuer/article`);
    await page.getByRole("textbox", { name: "Titre", exact: true }).fill(title);
    await text(page, javaScriptEnabled).click();
    await page.keyboard.type("Patience.");
    await page.getByText("Publier plus tard").click();
    await page.getByLabel("Date et heure de parution").fill(`${tomorrow}T08:00`);
    await page.getByRole("button", { name: "Programmer" }).click();
    await page.waitForURL(/\/articles\/pour-demain/);
    await expectAccessible(page);
    const reader = await newReader({ javaScriptEnabled });
    expect((await reader.goto(page.url()))?.status()).toBe(404);
    await sql`update contents set publish_at = now() - interval '1 second' where title = ${title}`.execute(server.world.db);
    await sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs where task_identifier = 'publish-scheduled'), run_at := now())`.execute(server.world.db);

    await expect.poll(async () => (await reader.goto(page.url()))?.status(), { timeout: 60_000 }).toBe(200);
  });
});

test("the rich editor, by the keyboard alone, and Markdown without JavaScript store the same text", async () => {
  const [rich, plain] = [await writer(), await writer({ javaScriptEnabled: false })];
  const cell = (words: string) => words.split(" ");

  await rich.page.goto(`${rich.origin}/contribuer/article`);
  await rich.page.getByRole("textbox", { name: "Titre", exact: true }).fill("Écrit riche");
  await text(rich.page).focus();
  const { keyboard } = rich.page;
  await keyboard.type("## La ");
  await keyboard.press("Control+B");
  await keyboard.type("marée");
  await keyboard.press("Control+B");
  await keyboard.press("Enter");
  await keyboard.type("Deux fois par jour, ");
  await keyboard.press("Control+I");
  await keyboard.type("à peu près");
  await keyboard.press("Control+I");
  await keyboard.type(".");
  await keyboard.press("Enter");
  await keyboard.type("- la lune");
  await keyboard.press("Enter");
  await keyboard.type("le soleil");
  await keyboard.press("Enter");
  await keyboard.press("Enter");
  await keyboard.type("> L’eau monte.");
  await keyboard.press("Enter");
  await keyboard.press("Enter");
  // From the text to its tools, along them to the table, and back.
  await keyboard.press("Escape");
  for (let step = 0; step < 8; step++) await keyboard.press("ArrowRight");
  // The text holds the keys as soon as the tool has acted: not a letter of a fast hand is lost.
  await rich.page.evaluate(() => {
    document.activeElement?.addEventListener("click", () => {
      document.body.dataset["held"] = document.activeElement?.getAttribute("role") ?? "";
    });
  });
  await keyboard.press("Enter");
  expect(await rich.page.locator("body").getAttribute("data-held")).toBe("textbox");
  for (const word of cell("jour haute basse lundi 6h 12h mardi 7h")) {
    await keyboard.type(word);
    await keyboard.press("Tab");
  }
  await keyboard.type("13h");
  await rich.page.getByRole("button", { name: "Publier" }).click();
  await rich.page.waitForURL(/ecrit-riche/);

  await plain.page.goto(`${plain.origin}/contribuer/article`);
  await plain.page.getByRole("textbox", { name: "Titre", exact: true }).fill("Écrit simple");
  await text(plain.page, false).fill("## La **marée**\n\nDeux fois par jour, *à peu près*.\n\n- la lune\n- le soleil\n\n> L’eau monte.\n\n| jour | haute | basse |\n| --- | --- | --- |\n| lundi | 6h | 12h |\n| mardi | 7h | 13h |\n");
  await plain.page.getByRole("button", { name: "Publier" }).click();
  await plain.page.waitForURL(/ecrit-simple/);

  expect(await storedBody("Écrit riche")).toEqual(await storedBody("Écrit simple"));
  await rich.page.getByRole("main").getByRole("link", { name: "Modifier" }).click();
  await rich.page.getByRole("toolbar").waitFor();
  await rich.page.getByRole("button", { name: "Publier" }).click();
  await rich.page.waitForURL(/ecrit-riche/);
  expect(await storedBody("Écrit riche")).toEqual(await storedBody("Écrit simple"));
});

test("a tab closed while writing loses nothing, and what was published isn't offered again", async () => {
  const { origin, page } = await writer();

  await page.goto(`${origin}/contribuer/article`);
  await page.getByRole("textbox", { name: "Titre", exact: true }).fill("Un titre commencé");
  await text(page).click();
  await page.keyboard.type("Un texte commencé.");
  await page.getByText(/Gardé dans ce navigateur|Brouillon gardé à/).waitFor();
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }))).toContain("Un texte commencé.");
  await page.close();
  const again = await page.context().newPage();
  await again.goto(`${origin}/contribuer/article`);
  await again.getByText("Ce que vous aviez commencé a été retrouvé.").waitFor();
  await expectAccessible(again);
  expect(await again.getByRole("textbox", { name: "Titre", exact: true }).inputValue()).toBe("Un titre commencé");
  await expect.poll(() => text(again).innerText()).toBe("Un texte commencé.");

  await again.getByRole("button", { name: "Publier" }).click();
  await again.waitForURL(/un-titre-commence/);
  expect(await again.locator(".prose").first().innerText()).toBe("Un texte commencé.");
  await again.goto(`${origin}/contribuer/article`);
  await again.getByRole("toolbar").waitFor();
  expect(await again.getByRole("textbox", { name: "Titre", exact: true }).inputValue()).toBe("");
  expect((await text(again).innerText()).trim()).toBe("");
});
