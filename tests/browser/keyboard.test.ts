import { beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { browsedServer, expectAccessible, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import type { Territory } from "../../src/features/territories/territory.ts";

let server: TestServer;
let here: Territory;
let author: MemberViewer;
const at = (path: string) => `http://${server.hostOf(here.slug)}${path}`;

beforeAll(async () => {
  server = await browsedServer();
  const { world } = server;
  here = await world.territory();
  author = await world.member(here);
  const article = await world.article(author, here, { title: "Un article", tags: ["eau"], body: "Avec [un lien](https://example.org)." });
  const event = await world.event(author, here, { title: "Un atelier" });
  const dossier = await world.dossier(author, here, { title: "Un dossier" });
  const { addContent } = await import("../../src/features/dossiers/add-content.ts");
  for (const content of [article, event]) await addContent(world.as(author), { dossier, content, note: "" });
  await server.reload();
});

interface Stop {
  readonly name: string;
  readonly index: number;
  readonly ring: boolean;
  readonly covered: boolean;
}

/** Marks what can be operated on this page, in the order of the document; answers their names and where the eye would go back up. */
function survey(page: Page): Promise<{ names: string[]; backwards: string[] }> {
  return page.evaluate(() => {
    const name = (each: Element) => `${each.localName}${each.id ? `#${each.id}` : ""} ${(each.getAttribute("aria-label") ?? each.textContent ?? "").trim().slice(0, 40)}`;
    const stuck = (each: Element | null): boolean => each !== null && (["sticky", "fixed", "absolute"].includes(getComputedStyle(each).position) || stuck(each.parentElement));
    const stops = [...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]")].filter((each) => each.tabIndex >= 0 && !each.matches(":disabled") && each.checkVisibility());
    Object.assign(globalThis, { stops });
    const backwards = stops.flatMap((each, index) => {
      const before = stops[index - 1];
      if (!before || stuck(each) || stuck(before)) return [];
      const [a, b] = [before.getBoundingClientRect(), each.getBoundingClientRect()];
      return b.bottom <= a.top && b.left < a.right && a.left < b.right ? [`${name(before)} → ${name(each)}`] : [];
    });
    return { names: stops.map(name), backwards };
  });
}

/** Presses Tab from the top of the page until it is left; each stop once, with whether its focus is seen. */
async function walk(page: Page, longest: number): Promise<Stop[]> {
  const walked: Stop[] = [];
  for (let presses = 0; presses < longest; presses++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const { stops } = globalThis as unknown as { stops: HTMLElement[] };
      const active = document.activeElement as HTMLElement;
      if (active === document.body) return null;
      const ringed = (each: Element) => getComputedStyle(each).outlineStyle !== "none" && Number.parseFloat(getComputedStyle(each).outlineWidth) >= 2;
      const box = active.getClientRects()[0] ?? active.getBoundingClientRect();
      const points = [0.1, 0.5, 0.9].map((part) => document.elementFromPoint(box.left + box.width * part, box.top + box.height / 2));
      const editor = active.closest("es-editor");
      return {
        name: `${active.localName}#${active.id} ${(active.textContent ?? "").trim().slice(0, 40)}`,
        index: stops.indexOf(active),
        ring: ringed(active) || (editor !== null && ringed(editor)),
        covered: !points.some((point) => point !== null && (active.contains(point) || (point.closest("label")?.contains(active) ?? false))),
      };
    });
    // Past the last stop the browser may begin again.
    if (!stop || (stop.index === 0 && walked.length > 0)) break;
    if (walked.at(-1)?.index !== stop.index) walked.push(stop);
  }
  return walked;
}

async function expectWalkable(page: Page, path: string) {
  await page.goto(at(path), { waitUntil: "networkidle" });
  const { names, backwards } = await survey(page);
  const stops = await walk(page, names.length * 4 + 40);
  expect(stops.map((stop) => names[stop.index] ?? `unexpected: ${stop.name}`), path).toEqual(names);
  expect({ path, backwards, unseen: stops.filter((stop) => !stop.ring).map((stop) => stop.name), covered: stops.filter((stop) => stop.covered).map((stop) => stop.name) }).toEqual({ path, backwards: [], unseen: [], covered: [] });
}

test.each([["a wide screen", 1280], ["a phone", 390]])("on %s a visitor reaches everything with Tab, in reading order, always seeing where they are", async (_, width) => {
  const page = await newReader({ viewport: { width, height: 844 } });

  for (const path of ["/", "/agenda", "/articles/un-article", "/evenements/un-atelier", "/recherche?q=article", "/carte"]) await expectWalkable(page, path);
});

test.each([["a wide screen", 1280], ["a phone", 390]])("on %s a member reaches everything with Tab, the forms and the editor too", async (_, width) => {
  const page = await newMember(server, author, server.hostOf(here.slug), { viewport: { width, height: 844 } });

  for (const path of ["/mon-espace", "/mon-espace/profil", "/articles/un-article", "/dossiers/un-dossier", "/contribuer/evenement"]) await expectWalkable(page, path);
});

test("the first Tab offers to skip to the text, and Enter goes there", async () => {
  const page = await newReader();
  await page.goto(at("/agenda"));

  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Aller au contenu" });
  await expect.poll(() => skip.evaluate((link) => link === document.activeElement && link.getBoundingClientRect().top >= 0)).toBe(true);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");

  expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
});

test("menus open with Enter or Space, close with Escape and leave the focus where it was; boxes tick with Space; links open with Enter", async () => {
  const page = await newMember(server, author, server.hostOf(here.slug));
  await page.goto(at("/articles/un-article"));
  const menu = page.getByRole("banner").locator("details.menu");

  await menu.locator("summary").press("Enter");
  expect(await menu.getAttribute("open")).not.toBeNull();
  await expectAccessible(page);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  expect(await menu.getAttribute("open")).toBeNull();
  expect(await menu.locator("summary").evaluate((summary) => summary === document.activeElement)).toBe(true);
  await page.keyboard.press("Space");
  expect(await menu.getAttribute("open")).not.toBeNull();
  await page.goto(at("/agenda"));
  await page.getByLabel("Gratuit").focus();
  await page.keyboard.press("Space");
  expect(await page.getByLabel("Gratuit").isChecked()).toBe(true);
  await page.keyboard.press("Enter");
  await page.waitForURL(/prix=gratuit/);
});

test("the editor is used from the keyboard alone: its tools by arrows, its dialogs by Enter and Escape, and it never holds one captive", async () => {
  const page = await newMember(server, author, server.hostOf(here.slug));
  await page.goto(at("/contribuer/article"));
  const { keyboard } = page;
  const words = page.locator(".ProseMirror");
  const inText = () => words.evaluate((paper) => paper === document.activeElement);

  await words.focus();
  await keyboard.type("La lune");
  await keyboard.press("Shift+Home");
  const chosen = () => page.evaluate(() => String(getSelection()));
  await expect.poll(chosen).toBe("La lune");
  await keyboard.press("Escape");
  expect(await page.evaluate(() => document.activeElement?.closest("[role=toolbar]") !== null)).toBe(true);
  await keyboard.press("Home");
  for (let step = 0; step < 7; step++) await keyboard.press("ArrowRight");
  await keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Lien" }).waitFor();
  await expectAccessible(page);
  await keyboard.press("Escape");
  await expect.poll(inText).toBe(true);
  await expect.poll(chosen).toBe("La lune");
  await keyboard.press("Escape");
  await keyboard.press("Space");
  await page.getByRole("dialog").getByLabel("Adresse du lien").fill("https://example.org/lune");
  await keyboard.press("Enter");
  await words.locator("a[href='https://example.org/lune']", { hasText: "La lune" }).waitFor();

  await keyboard.press("End");
  await keyboard.press("Enter");
  await page.getByRole("button", { name: "Tableau", exact: true }).press("Enter");
  await expect.poll(inText).toBe(true);
  expect(await words.locator("tr").count()).toBe(3);
  await page.getByRole("button", { name: "Ajouter une ligne" }).press("Enter");
  expect(await words.locator("tr").count()).toBe(4);
  for (let cells = 0; cells < 12 && (await inText()); cells++) await keyboard.press("Tab");
  expect(await inText()).toBe(false);
  expect(await words.locator("tr").count()).toBe(4);
});

test("Enter in the title of a form keeps a draft: it neither publishes by accident nor asks for a date", async () => {
  const page = await newMember(server, author, server.hostOf(here.slug));
  await page.goto(at("/contribuer/article"));

  await page.getByRole("textbox", { name: "Titre", exact: true }).fill("Trop vite");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/articles\/trop-vite/);

  expect(await page.locator(".notice").first().innerText()).toMatch(/brouillon/i);
});
