import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { goRound, testServer, type TestServer } from "./server.ts";

const installed = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

let opened: Promise<Browser> | null = null;
const contexts: BrowserContext[] = [];
const withoutScripts = new WeakSet<BrowserContext>();

/** A real Chromium, one for each test file. */
export function openBrowser(): Promise<Browser> {
  opened ??= chromium.launch({ ...(installed ? { executablePath: installed } : {}), args: flags });
  return opened;
}

/** A server whose portal and territories a real browser reaches by name, since `*.localhost` is this machine. */
export async function browsedServer(more: Record<string, string> = {}, name = "echo"): Promise<TestServer> {
  const port = await freePort();
  return testServer({ PORT: String(port), BASE_URL: `http://${name}.localhost:${port}`, DEVELOPMENT: "1", ...more }, name === "echo" ? "" : name);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** A page of a reader of their own: no cookie of another test. */
export async function newReader(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await (await openBrowser()).newContext({ locale: "fr-FR", timezoneId: "Europe/Paris", ...options });
  context.setDefaultTimeout(30_000);
  contexts.push(context);
  if (options.javaScriptEnabled === false) withoutScripts.add(context);
  return context.newPage();
}

/** A page of a member who has logged in at this host already, for journeys about something else. */
export async function newMember(server: TestServer, member: MemberViewer, host: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await newReader(options);
  const atPortal = await server.logIn(await server.world.account(member), "une phrase assez longue");
  const cookies = [[server.portal, atPortal], [host, await goRound(server.ask, host, atPortal)]] as const;
  await page.context().addCookies(cookies.map(([at, pair]) => ({ name: pair.split("=")[0] ?? "", value: pair.split("=")[1] ?? "", url: `http://${at}` })));
  return page;
}

/** The address in the latest mail to somebody, once it has been written. */
export async function linkInMail(page: Page, server: TestServer, recipient: string): Promise<string> {
  await page.goto(`http://${server.portal}/_mail`);
  const mail = page.locator("details", { hasText: recipient }).first();
  await mail.locator("summary").click();
  const link = /https?:\/\/\S+/.exec(await mail.locator("pre").innerText())?.[0];
  if (!link) throw new Error(`No address in the mail to ${recipient}`);
  return link;
}

/**
 * Nothing that axe knows of is wrong with this page as it stands. axe itself needs scripts, so a reader without them has
 * the page read out of a copy in which its own scripts don't run.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const read = withoutScripts.has(page.context()) ? await copyOf(page) : page;
  const { violations } = await new AxeBuilder({ page: read }).setLegacyMode(true).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  if (read !== page) await read.context().close();
  expect(violations.map((each) => `${page.url()} ${each.id}: ${each.nodes.map((node) => node.html).slice(0, 3).join(" | ")}`)).toEqual([]);
}

async function copyOf(page: Page): Promise<Page> {
  const copy = await newReader({ viewport: page.viewportSize() });
  const html = await page.content();
  await copy.context().addCookies(await page.context().cookies());
  await copy.route("**/*.js", (route) => route.abort());
  await copy.route(page.url(), (route) => route.fulfill({ body: html, contentType: "text/html; charset=utf-8" }));
  await copy.goto(page.url());
  return copy;
}

afterAll(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  await (await opened)?.close();
  opened = null;
});
