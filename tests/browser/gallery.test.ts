import { readFile, writeFile } from "node:fs/promises";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { browsedServer, expectAccessible, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

/**
 * The committed pictures are made by `UPDATE_GALLERY=1`, in Debian's Chromium with our own fonts. Both sides are compared
 * at a quarter of their size, so that another build's way of smoothing letters doesn't count, but a colour, a border, a
 * missing or a moved part does.
 */
const references = "tests/browser/gallery";
const smaller = 4;
const colourless = 10;
const shareAllowed = 0.01;

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

async function gallery(colorScheme: "light" | "dark"): Promise<Page> {
  const page = await newReader({ colorScheme, viewport: { width: 960, height: 900 }, reducedMotion: "reduce" });
  // The pictures wait for the letters, which readers don't.
  await page.route("**/styles-*.css", async (route) => {
    const { text } = await server.ask(server.portal, new URL(route.request().url()).pathname);
    await route.fulfill({ contentType: "text/css; charset=utf-8", body: text.replaceAll("font-display:optional", "font-display:block") });
  });
  await page.goto(`http://${server.portal}/_ui`);
  await page.evaluate(async () => {
    await document.fonts.ready;
    (document.activeElement as HTMLElement | null)?.blur();
  });
  return page;
}

interface Shot {
  readonly name: string;
  readonly picture: Buffer;
}

async function shoot(page: Page): Promise<Shot[]> {
  const shots: Shot[] = [];
  for (const section of await page.locator("main section").all()) {
    const name = (await section.locator("h2").first().innerText()).toLowerCase().normalize("NFD").replace(/[^a-z]+/g, "");
    const full = sharp(await section.screenshot());
    const { width, height } = await full.metadata();
    shots.push({ name, picture: await full.resize(Math.round(width / smaller), Math.round(height / smaller), { fit: "fill", kernel: "cubic" }).removeAlpha().png({ palette: false, compressionLevel: 9 }).toBuffer() });
  }
  return shots;
}

/** The share of the points of two pictures that aren't of the same colour, from 0 to 1; 1 when their sizes differ by more than a line. */
async function difference(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([one, other].map((each) => sharp(each).raw().toBuffer({ resolveWithObject: true })));
  if (!a || !b || Math.abs(a.info.width - b.info.width) > 1 || Math.abs(a.info.height - b.info.height) > 2) return 1;
  const [width, height] = [Math.min(a.info.width, b.info.width), Math.min(a.info.height, b.info.height)];
  let differing = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const far = [0, 1, 2].some((channel) => Math.abs((a.data[(y * a.info.width + x) * 3 + channel] ?? 0) - (b.data[(y * b.info.width + x) * 3 + channel] ?? 0)) > colourless);
      if (far) differing++;
    }
  }
  return differing / (width * height);
}

test.each(["light", "dark"] as const)("every component looks as it was agreed, in the %s", async (scheme) => {
  const page = await gallery(scheme);

  const shots = await shoot(page);
  if (process.env["UPDATE_GALLERY"]) for (const { name, picture } of shots) await writeFile(join(references, `${scheme}-${name}.png`), picture);

  expect(shots.map((shot) => `${scheme}-${shot.name}.png`).sort()).toEqual(readdirSync(references).filter((file) => file.startsWith(scheme)).sort());
  for (const { name, picture } of shots) {
    const reference = join(references, `${scheme}-${name}.png`);
    expect(existsSync(reference), reference).toBe(true);
    const share = await difference(picture, await readFile(reference));
    if (share > shareAllowed) await writeFile(join("node_modules", ".echosciences", `${scheme}-${name}.png`), picture);
    expect(share, `${reference}: the present picture is in node_modules/.echosciences`).toBeLessThanOrEqual(shareAllowed);
  }
  await expectAccessible(page);
});

test("the comparison notices a colour, a size and a part that went missing, and forgives nothing but the smoothing of letters", async () => {
  const page = await gallery("light");
  const [before] = await shoot(page);
  const changes: Record<string, () => void> = {
    colour: () => document.documentElement.style.setProperty("--accent", "oklch(42% 0.13 150)"),
    size: () => document.documentElement.style.setProperty("--s4", "1.5rem"),
    missing: () => document.querySelector("main section .button.danger")?.remove(),
  };

  const noticed: Record<string, boolean> = {};
  for (const [change, make] of Object.entries(changes)) {
    await page.reload();
    await page.evaluate(make);
    const [after] = await shoot(page);
    noticed[change] = before !== undefined && after !== undefined && (await difference(before.picture, after.picture)) > shareAllowed;
  }
  await page.reload();
  const [again] = await shoot(page);

  expect(noticed).toEqual({ colour: true, size: true, missing: true });
  expect(before && again ? await difference(before.picture, again.picture) : 1).toBeLessThan(shareAllowed / 10);
});

test("the gallery shows every class that the components' stylesheets know", async () => {
  const page = await gallery("light");
  const known = ["components", "forms", "prose"].flatMap((sheet) => [...readFileSync(`src/ui/styles/${sheet}.css`, "utf8").replace(/\/\*.*?\*\//gs, "").replace(/\{[^{}]*\}/g, "{}").matchAll(/\.([a-z][a-z-]*)/g)].map((match) => match[1] ?? ""));

  const shown = await page.evaluate(() => [...document.querySelectorAll("[class]")].flatMap((each) => [...each.classList]));

  // Leaflet draws its own.
  expect([...new Set(known)].filter((name) => !shown.includes(name) && !name.startsWith("leaflet"))).toEqual([]);
});
