import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { browsedServer, expectAccessible, newMember, newReader } from "../support/browser.ts";
import { png } from "../support/hostile.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

async function writer(options: { javaScriptEnabled?: boolean } = {}) {
  const here = await server.world.territory();
  await server.reload();
  const member = await server.world.member(here);
  const host = server.hostOf(here.slug);
  return { here, member, host, origin: `http://${host}`, page: await newMember(server, member, host, options) };
}

const paper = (page: Page) => page.locator(".ProseMirror");
const title = (page: Page) => page.getByRole("textbox", { name: "Titre", exact: true });
const publish = (page: Page) => page.getByRole("button", { name: "Publier" }).click();

/** What the browser does with what another program put on the clipboard. */
async function paste(page: Page, data: Readonly<Record<string, string>>, picture?: readonly number[]): Promise<void> {
  await paper(page).evaluate((element, [given, bytes]) => {
    const transfer = new DataTransfer();
    for (const [type, text] of Object.entries(given)) transfer.setData(type, text);
    if (bytes) transfer.items.add(new File([new Uint8Array(bytes)], "mare.png", { type: "image/png" }));
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }));
  }, [data, picture ?? null] as const);
}

async function storedMarkdown(heading: string): Promise<string> {
  const { rows } = await sql<{ body: string }>`select body::text as body from contents where title = ${heading}`.execute(server.world.db);
  return rows[0]?.body ?? "";
}

test("a text pasted from Word keeps its structure, an address over words is a link, and an address of the network is a card", async () => {
  const { origin, here, member, page } = await writer();
  await server.world.article(member, here, { title: "Le lézard des murailles" });
  await page.goto(`${origin}/contribuer/article`);
  await title(page).fill("Collé de partout");
  await paper(page).click();

  await paste(page, { "text/html": `<html xmlns:o="o"><body><!--StartFragment--><h2>Méthode<o:p></o:p></h2><p class=MsoNormal style='margin:0'>Douze <b>mares</b>.<o:p></o:p></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>vertes</p><!--EndFragment--></body></html>`, "text/plain": "Méthode" });
  await page.getByRole("heading", { name: "Méthode" }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type("le programme");
  await page.keyboard.press("Shift+Home");
  await paste(page, { "text/plain": "https://exemple.org/programme" });
  await paper(page).locator("a[href='https://exemple.org/programme']").filter({ hasText: "le programme" }).waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await paste(page, { "text/plain": `${origin}/articles/le-lezard-des-murailles` });
  await paper(page).getByText("↗ Le lézard des murailles").waitFor();
  await expectAccessible(page);
  await publish(page);
  await page.waitForURL(/colle-de-partout/);

  const prose = page.locator(".prose").first();
  expect(await prose.locator("h2").first().innerText()).toBe("Méthode");
  expect(await prose.locator("li").first().innerText()).toBe("vertes");
  expect(await prose.locator("strong").first().innerText()).toBe("mares");
  expect(await prose.getByRole("link", { name: "le programme" }).getAttribute("href")).toBe("https://exemple.org/programme");
  expect(await prose.getByRole("link", { name: "Le lézard des murailles" }).getAttribute("href")).toBe("/articles/le-lezard-des-murailles");
  expect(await storedMarkdown("Collé de partout")).not.toMatch(/mso|style|Mso/);
  await expectAccessible(page);
});

test("a picture is pasted, and its alternative text and credit are asked on the spot", async () => {
  const { origin, page } = await writer();
  await page.goto(`${origin}/contribuer/article`);
  await title(page).fill("Avec image collée");
  await paper(page).click();

  await paste(page, {}, [...(await png(40, 30))]);
  const dialog = page.getByRole("dialog", { name: "Image" });
  await dialog.getByLabel("Texte de remplacement").fill("Une mare au printemps");
  await dialog.getByLabel("Crédit").fill("Zoé");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Insérer" }).click();
  await paper(page).locator("img[data-media]").waitFor();
  await publish(page);
  await page.waitForURL(/avec-image-collee/);

  expect(await page.getByRole("img", { name: "Une mare au printemps" }).count()).toBe(1);
  expect(await page.getByText("© Zoé").count()).toBe(1);
});

test("by the keyboard alone, a note, a formula and the list of shortcuts; without JavaScript the same in Markdown", async () => {
  const [rich, plain] = [await writer(), await writer({ javaScriptEnabled: false })];
  await rich.page.goto(`${rich.origin}/contribuer/article`);
  await title(rich.page).fill("Notes riches");
  await paper(rich.page).focus();
  const { keyboard } = rich.page;
  await keyboard.type("Une énergie");
  await keyboard.press("Control+Alt+f");
  await keyboard.type("Selon *Einstein*.");
  await rich.page.getByRole("dialog").getByRole("button", { name: "Insérer" }).press("Enter");
  await paper(rich.page).locator(".note-mark").waitFor();
  await keyboard.press("End");
  await keyboard.type(" vaut ");
  await keyboard.press("Control+Alt+m");
  await keyboard.type("E=mc^2");
  await rich.page.getByRole("dialog").getByRole("button", { name: "Insérer" }).press("Enter");
  await paper(rich.page).locator("math").waitFor();
  await keyboard.press("Control+/");
  await rich.page.getByRole("dialog", { name: "Raccourcis clavier" }).waitFor();
  await expectAccessible(rich.page);
  await keyboard.press("Escape");
  await publish(rich.page);
  await rich.page.waitForURL(/notes-riches/);

  await plain.page.goto(`${plain.origin}/contribuer/article`);
  await title(plain.page).fill("Notes simples");
  await plain.page.locator("textarea#body").fill("Une énergie[^1] vaut $E=mc^2$\n\n[^1]: Selon *Einstein*.");
  await plain.page.getByRole("button", { name: "Relire" }).click();
  expect(await plain.page.getByRole("link", { name: "Il n’y a pas de résumé" }).count()).toBe(1);
  await expectAccessible(plain.page);
  await publish(plain.page);
  await plain.page.waitForURL(/notes-simples/);

  expect(JSON.parse(await storedMarkdown("Notes riches"))).toEqual(JSON.parse(await storedMarkdown("Notes simples")));
  for (const page of [rich.page, plain.page]) {
    expect(await page.locator("math").count()).toBe(1);
    expect(await page.locator("[role=doc-endnotes]").innerText()).toContain("Selon Einstein.");
    await expectAccessible(page);
  }
});

test("a session that ends while one writes loses nothing: the text says so, and is sent once logged in elsewhere", async () => {
  const { member, host, origin, page } = await writer();
  await page.goto(`${origin}/contribuer/article`);
  await title(page).fill("Longtemps après");
  await paper(page).click();
  await page.keyboard.type("Un long texte.");
  await page.getByText(/Brouillon gardé à/).waitFor();
  await page.context().clearCookies();
  await page.keyboard.type(" Et la fin.");
  await page.getByText(/Votre session a pris fin/).waitFor();

  await publish(page);
  await page.getByRole("heading", { name: "Votre session a pris fin, votre texte est là" }).waitFor();
  await expectAccessible(page);
  const again = await newMember(server, member, host);
  await page.context().addCookies(await again.context().cookies());
  await page.getByRole("button", { name: "Envoyer de nouveau" }).click();
  await page.waitForURL(/longtemps-apres/);

  expect(await page.locator(".prose").first().innerText()).toBe("Un long texte. Et la fin.");
});

describe.each([true, false])("with JavaScript: %s", (javaScriptEnabled) => {
  test("two people write the same text: the second is shown both and puts them together", async () => {
    const first = await writer({ javaScriptEnabled });
    const heading = `À deux mains ${javaScriptEnabled}`;
    const id = await server.world.article(first.member, first.here, { title: heading, body: "Un.\n\nDeux.\n\nTrois.\n\nQuatre." });
    const mate = await server.world.member(first.here, { name: "Camille Petit" });
    await sql`insert into content_authors (content_id, member_id, position) values (${id}, ${mate.id}, 1)`.execute(server.world.db);
    const second = await newMember(server, mate, first.host, { javaScriptEnabled });
    const write = async (page: Page, from: string, to: string) => {
      if (!javaScriptEnabled) return page.locator("textarea#body").fill((await page.locator("textarea#body").inputValue()).replace(from, to));
      await paper(page).getByText(from, { exact: true }).click();
      await page.keyboard.press("Home");
      await page.keyboard.press("Shift+End");
      await page.keyboard.type(to);
    };
    for (const page of [first.page, second]) await page.goto(`${first.origin}/contribuer/article/${id}`);

    await write(second, "Deux.", "Deux à elle.");
    await publish(second);
    await second.waitForURL(/a-deux-mains/);
    await write(first.page, "Deux.", "Deux à moi.");
    await write(first.page, "Quatre.", "Quatre, revu.");
    await publish(first.page);
    await first.page.getByRole("heading", { name: "Deux versions à rapprocher" }).waitFor();
    expect(await first.page.getByText("Camille Petit a enregistré la version 2").count()).toBe(1);
    await expectAccessible(first.page);
    await first.page.getByLabel("Garder les deux").check();
    await first.page.getByRole("button", { name: "Continuer avec ces choix" }).click();
    await first.page.getByText("Les deux versions sont réunies ici").waitFor();
    await publish(first.page);
    await first.page.waitForURL(/a-deux-mains/);

    expect((await first.page.locator(".prose").first().innerText()).split(/\n+/)).toEqual(["Un.", "Deux à moi.", "Deux à elle.", "Trois.", "Quatre, revu."]);
  });
});

test("a video loads nothing of its host until the reader asks; without JavaScript it is a link", async () => {
  const { here, member, origin } = await writer();
  await server.world.article(member, here, { title: "Une vidéo à voir", body: "https://www.youtube.com/watch?v=abcdefghijk" });
  const reader = await newReader();
  const asked: string[] = [];
  await reader.route(/youtube|ytimg/, async (route) => {
    asked.push(route.request().url());
    await route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Lecteur</title>" });
  });

  await reader.goto(`${origin}/articles/une-video-a-voir`);
  await reader.getByRole("button", { name: /Regarder ici/ }).waitFor();
  await expectAccessible(reader);
  expect(asked).toEqual([]);
  await reader.getByRole("button", { name: /Regarder ici/ }).click();
  await expect.poll(() => asked).toEqual(["https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"]);
  const still = await newReader({ javaScriptEnabled: false });
  await still.goto(`${origin}/articles/une-video-a-voir`);

  expect(await still.getByRole("link", { name: "Vidéo sur YouTube" }).getAttribute("href")).toBe("https://www.youtube.com/watch?v=abcdefghijk");
});
