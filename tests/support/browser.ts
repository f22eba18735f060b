import { existsSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { listCaughtMailsAnywhere } from "../../src/features/mails/list-mails.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { freePort } from "./free-port.ts";
import { goRound, testServer, until, type TestServer } from "./server.ts";

const installed = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));
// Nothing outside this machine is reached: what a page is doesn't depend on how fast a server of maps refuses.
const flags = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

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

/** A page of a reader of their own: no cookie of another test. */
export async function newReader(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await (await openBrowser()).newContext({ locale: "fr-FR", timezoneId: "Europe/Paris", ...options });
  context.setDefaultTimeout(60_000);
  contexts.push(context);
  if (options.javaScriptEnabled === false) withoutScripts.add(context);
  const page = await context.newPage();
  awaitWholePages(page);
  return page;
}

let awaited = false;

/**
 * A click or a key that leads to another page is over when that page stands whole. The browser's driver is content with
 * its first bytes, and what is counted or read at once could be half of it.
 */
function awaitWholePages(page: Page): void {
  if (awaited) return;
  awaited = true;
  const locators = Object.getPrototypeOf(page.locator("html")) as Pick<Locator, "click" | "press">;
  const [click, press] = [Reflect.get(locators, "click"), Reflect.get(locators, "press")];
  locators.click = async function (this: Locator, ...given) {
    await click.apply(this, given);
    await this.page().waitForLoadState();
  };
  locators.press = async function (this: Locator, ...given) {
    await press.apply(this, given);
    await this.page().waitForLoadState();
  };
}

/** A page of a member who has logged in at this host already, for journeys about something else. */
export async function newMember(server: TestServer, member: MemberViewer, host: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await newReader(options);
  const atPortal = await server.logIn(await server.world.account(member), "une phrase assez longue");
  const cookies = [[server.portal, atPortal], [host, await goRound(server.ask, host, atPortal)]] as const;
  await page.context().addCookies(cookies.map(([at, pair]) => ({ name: pair.split("=")[0] ?? "", value: pair.split("=")[1] ?? "", url: `http://${at}` })));
  return page;
}

/** The latest mail to somebody that says this, once it has been written. */
export async function mailTo(server: TestServer, recipient: string, words = ""): Promise<string> {
  let found: string | undefined;
  await until(async () => {
    found = (await listCaughtMailsAnywhere(server.world.db)).find((mail) => mail.to === recipient && mail.text.includes(words))?.text;
    return found !== undefined;
  });
  return found ?? "";
}

/** The address under this path in the latest mail to somebody, once it has been written. */
export async function linkInMail(server: TestServer, recipient: string, path: string): Promise<string> {
  return (await mailTo(server, recipient, path)).match(/https?:\/\/\S+/g)?.find((each) => each.includes(path)) ?? "";
}

/**
 * Nothing that axe knows of is wrong with this page as it stands. axe itself needs scripts, so a reader without them has
 * the page read out of a copy in which its own scripts don't run.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await page.waitForLoadState();
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
