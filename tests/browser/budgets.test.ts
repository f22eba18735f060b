import { beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { browsedServer, newMember, newReader } from "../support/browser.ts";
import { communityInput } from "../../src/features/communities/input.ts";
import { foundCommunity } from "../../src/features/communities/write-community.ts";
import { proposeEvent } from "../../src/features/operations/propose-event.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import { bookedEvent } from "../support/booker.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { TestServer } from "../support/server.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import type { Territory } from "../../src/features/territories/territory.ts";

let server: TestServer;
let here: Territory;
let author: MemberViewer;
beforeAll(async () => {
  server = await browsedServer();
  const { world } = server;
  here = await world.territory();
  author = await world.member(here);
  for (let n = 0; n < 24; n++) await world.article(author, here, { title: `Une recherche qui avance, épisode ${n}`, tags: ["recherche"], body: "## Un\n\nDu texte. ".repeat(20) });
  const events: ContentId[] = [];
  for (let n = 0; n < 12; n++) events.push(await world.event(author, here, { title: `Rencontre avec une recherche ${n}` }));
  await world.dossier(author, here, { title: "Un dossier pour longtemps" });
  for (let n = 0; n < 6; n++) {
    await world.place(author, here, { title: `Un lieu pour longtemps ${n}` });
    await world.project(author, here, { title: `Un projet pour longtemps ${n}` });
  }
  await bookedEvent(world, author, here, { title: "Une visite que l’on réserve", days: [10, 11, 12] });
  const today = Temporal.Now.plainDateISO(here.zone);
  const lead = { ...author, animates: [here.id] };
  const operation = await world.operation(lead, here, { title: "Semaine des curieux", startsOn: today.toString(), endsOn: today.add({ days: 60 }).toString() });
  for (const event of events) await proposeEvent(world.as(lead), { operation, event });
  await foundCommunity(world.as({ ...author, animates: [here.id] }), here.id, communityInput.parse({ name: "Amis des mares", body: fromMarkdown("Bienvenue."), purpose: "theme", access: "open" }), null);
  await server.reload();
});

const reading = ["/", "/agenda", "/articles", "/articles/une-recherche-qui-avance-episode-3", "/evenements/rencontre-avec-une-recherche-3", "/recherche?q=recherche", "/projets", "/projets/un-projet-pour-longtemps-3", "/communautes", "/communautes/amis-des-mares", "/annonces", "/operations", "/operations/semaine-des-curieux", "/evenements/une-visite-que-l-on-reserve/reserver", "/structures"];
const others = ["/operations/semaine-des-curieux/programme", "/carte", "/lieux", "/lieux/un-lieu-pour-longtemps-3", "/dossiers/un-dossier-pour-longtemps", "/membres", "/mots-cles/recherche", "/a-propos", "/contribuer", "/une-page-qui-n-existe-pas"];
const members = ["/mon-espace", "/mon-espace/contenus", "/mon-espace/profil", "/mon-espace/compte", "/contribuer/article", "/contribuer/evenement", "/contribuer/lieu", "/contribuer/projet", "/contribuer/annonce", "/mon-espace/communautes"];

interface Measured {
  readonly scripts: number;
  readonly withoutPictures: number;
  readonly requests: number;
  readonly elsewhere: readonly string[];
  readonly troubles: readonly string[];
  readonly shift: number;
}

/** What a first visit of a page costs, as this browser counts it: bytes on the wire, requests, movement, complaints. */
async function measure(page: Page, path: string): Promise<Measured> {
  const host = server.hostOf(here.slug);
  const troubles: string[] = [];
  const sent: { url: string; type: string; bytes: number }[] = [];
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(error.message));
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const started = new Map<string, { url: string; type: string }>();
  session.on("Network.responseReceived", ({ requestId, response, type }) => void started.set(requestId, { url: response.url, type }));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const response = started.get(requestId);
    if (response) sent.push({ ...response, bytes: encodedDataLength });
  });
  await page.addInitScript(() => {
    Object.assign(globalThis, { moved: 0, violations: [] });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) Object.assign(globalThis, { moved: (globalThis as unknown as { moved: number }).moved + entry.value });
    }).observe({ type: "layout-shift", buffered: true });
    document.addEventListener("securitypolicyviolation", (event) => (globalThis as unknown as { violations: string[] }).violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(`http://${host}${path}`, { waitUntil: "networkidle" });
  const seen = await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const { moved, violations } = globalThis as unknown as { moved: number; violations: string[] };
    return { moved, violations };
  });
  const bytes = (type: (each: string) => boolean) => sent.filter((each) => type(each.type)).reduce((sum, each) => sum + each.bytes, 0);
  return {
    scripts: bytes((type) => type === "Script"),
    withoutPictures: bytes((type) => type !== "Image"),
    requests: sent.length,
    elsewhere: sent.filter((each) => new URL(each.url).protocol.startsWith("http") && new URL(each.url).host !== host).map((each) => each.url),
    troubles: [...troubles, ...seen.violations],
    shift: seen.moved,
  };
}

test.each(reading)("reading %s costs little: 30 kB of scripts, 100 kB in all without pictures, 15 requests, nobody else's host, and nothing moves", async (path) => {
  const page = await newReader({ viewport: { width: 390, height: 844 } });

  const { scripts, withoutPictures, requests, elsewhere, troubles, shift } = await measure(page, path);

  expect({ elsewhere, troubles, shift }).toEqual({ elsewhere: [], troubles: [], shift: 0 });
  expect(scripts).toBeLessThanOrEqual(30_000);
  expect(withoutPictures).toBeLessThanOrEqual(100_000);
  expect(withoutPictures).toBeGreaterThan(20_000);
  expect(requests).toBeLessThanOrEqual(15);
});

test.each(reading)("on a slow network the letters of %s come late, and still nothing moves", async (path) => {
  const page = await newReader({ viewport: { width: 390, height: 844 } });
  await page.route("**/*.woff2", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 800));
    await route.continue();
  });

  expect((await measure(page, path)).shift).toBe(0);
});

test("a member who reads loads at most 30 kB of scripts, and nothing moves for them either", async () => {
  const page = await newMember(server, await server.world.member(here), server.hostOf(here.slug));

  const { scripts, elsewhere, troubles, shift } = await measure(page, "/articles/une-recherche-qui-avance-episode-3");

  expect({ elsewhere, troubles, shift }).toEqual({ elsewhere: [], troubles: [], shift: 0 });
  expect(scripts).toBeGreaterThan(0);
  expect(scripts).toBeLessThanOrEqual(30_000);
});

test("at 320 pixels wide, as at 400 %, no page of a visitor or of a member scrolls sideways, and none complains", async () => {
  const narrow = { viewport: { width: 320, height: 640 } };
  const visitor = await newReader(narrow);
  const member = await newMember(server, author, server.hostOf(here.slug), narrow);
  const wide: string[] = [];

  for (const [page, paths] of [[visitor, [...reading, ...others]], [member, [...members, ...reading.slice(3)]]] as const) {
    page.on("pageerror", (error) => wide.push(`${page.url()} ${error.message}`));
    for (const path of paths) {
      await page.goto(`http://${server.hostOf(here.slug)}${path}`);
      const over = await page.evaluate(() => {
        const beyond = document.documentElement.scrollWidth - document.documentElement.clientWidth;
        const culprit = beyond > 0 ? [...document.querySelectorAll("body *")].find((each) => each.getBoundingClientRect().right > innerWidth + 1) : null;
        return beyond > 0 ? `${beyond} px: ${culprit?.outerHTML.slice(0, 120) ?? ""}` : "";
      });
      if (over) wide.push(`${path} ${over}`);
    }
  }

  expect(wide).toEqual([]);
});
