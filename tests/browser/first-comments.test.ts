import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { ContentId } from "../../src/platform/ids.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { makeDoor, type Door } from "../federation/door.ts";
import { activityOf, type Stranger } from "../federation/other-server.ts";
import { expectAccessible, newMember, newReader } from "../support/browser.ts";

let door: Door;
let animator: MemberViewer;
let article: ContentId;

beforeAll(async () => {
  door = await makeDoor("palier");
  const { world } = door.server;
  await sql`update territories set strangers = 'held' where id = ${door.here.id}`.execute(world.db);
  article = await world.article(door.bob, door.here, { title: "Le chant des grillons" });
  animator = await world.member(door.here, { animates: [door.here] });
});

let notes = 0;

/** Somebody elsewhere answers the article, and what they say comes in at the door. */
async function say(by: Stranger, words: string): Promise<string> {
  const note = { id: `${by.id}/notes/${++notes}`, type: "Note", attributedTo: by.id, inReplyTo: `${door.origin}/ap/articles/${article}`, content: `<p>${words}</p>`, to: ["https://www.w3.org/ns/activitystreams#Public"], published: new Date().toISOString() };
  return (await door.say(activityOf(by, "Create", note), by)).became;
}

const views = [
  { width: 1280, colorScheme: "light", javaScriptEnabled: true },
  { width: 390, colorScheme: "dark", javaScriptEnabled: false },
] as const;

test.each(views)("whoever animates reads a stranger's first comment before anybody, lets it show, refuses it, or makes its author welcome for good: %o", async ({ width, ...more }) => {
  const [rosa, hugo, irma] = await Promise.all([`rosa${width}`, `hugo${width}`, `irma${width}`].map((name) => door.victim.person(name))) as [Stranger, Stranger, Stranger];
  const said = [[rosa, `Ils chantent aussi ici (${width})`], [hugo, `Achetez mes grillons (${width})`], [irma, `Quelle espèce ? (${width})`], [irma, `Et à quelle heure ? (${width})`]] as const;
  for (const [by, words] of said) expect(await say(by, words)).toBe("ignored: it waits for an animator");
  const queue = await newMember(door.server, animator, door.host, { viewport: { width, height: 800 }, ...more });
  const reader = await newReader({ viewport: { width, height: 800 }, ...more });
  const read = async () => {
    await reader.goto(`http://${door.host}/articles/le-chant-des-grillons`);
    return reader.locator("#commentaires").innerText();
  };

  await queue.goto(`http://${door.host}/animation/signalements`);
  await expectAccessible(queue);
  expect(await queue.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  for (const [, words] of said) expect(await queue.getByText(words).count(), words).toBe(1);
  expect(await read()).not.toContain(`(${width})`);

  await queue.getByRole("button", { name: `Publier (rosa${width} d’ailleurs)`, exact: true }).click();
  await queue.getByText(said[0][1]).waitFor({ state: "detached" });
  expect(await read()).toContain(said[0][1]);
  await queue.getByRole("button", { name: `Refuser (hugo${width} d’ailleurs)` }).click();
  await queue.getByText(said[1][1]).waitFor({ state: "detached" });
  await queue.getByRole("button", { name: `Publier, et ne plus faire attendre cette personne (irma${width} d’ailleurs)` }).first().click();
  await queue.getByText(said[2][1]).waitFor({ state: "detached" });

  // All that waited of whoever is welcome shows, and what they say next too; what was refused is nowhere.
  expect(await say(irma, `Merci ! (${width})`)).toBe("applied");
  const shown = await read();
  for (const words of [said[0][1], said[2][1], said[3][1], `Merci ! (${width})`]) expect(shown, words).toContain(words);
  expect(shown).not.toContain(said[1][1]);
  await queue.goto(`http://${door.host}/animation/signalements`);
  expect(await queue.getByText(`(${width})`).count()).toBe(0);
  // Whoever was let through once isn't welcome for good.
  expect(await say(rosa, `Encore moi (${width})`)).toBe("ignored: it waits for an animator");
  await expectAccessible(reader);
});
