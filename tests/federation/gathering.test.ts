import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { follow } from "../../src/features/follows/follow.ts";
import { editProfile } from "../../src/features/members/edit-profile.ts";
import { profileInput } from "../../src/features/members/input.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import { gather } from "../../src/edge/activitypub/hearing/gather.ts";
import { localFiles } from "../../src/platform/files/file-store.ts";
import type { TestServer } from "../support/server.ts";
import { countRows, eventually, personOf, reachableServer, standInOf, type Person } from "./servers.ts";

let [a, b] = [] as unknown as [TestServer, TestServer];
let [here, there] = [] as unknown as [Territory, Territory];
let [lea, camille] = [] as unknown as [Person, Person];

beforeAll(async () => {
  [a, b] = await Promise.all([reachableServer("grec"), reachableServer("hora")]);
  [here, there] = await Promise.all([a.world.territory(), b.world.territory()]);
  await Promise.all([a.reload(), b.reload()]);
  [lea, camille] = await Promise.all([personOf(a, here, "Léa Le Goff"), personOf(b, there, "Camille Roy")]);
});

const shown = async () => (await sql<{ title: string; relays: number }>`select title, relays from contents order by published_at`.execute(a.world.db)).rows;
const feed = () => a.ask(lea.host, "/mon-espace", { cookie: lea.cookie }).then((answer) => answer.text);

test("who begins to follow somebody elsewhere finds what they published last, at its own time, twenty at most, and once", async () => {
  for (let n = 1; n <= 23; n++) await b.world.article(camille.viewer, there, { title: `Carnet ${n}` });
  await sql`update contents set published_at = published_at - interval '3 days' - (interval '1 hour' * (23 - substring(title from 8)::int))`.execute(b.world.db);
  await sql`update content_authors x set published_at = c.published_at from contents c where c.id = x.content_id`.execute(b.world.db);
  await lea.lookUp(`@${camille.viewer.handle}@${camille.host}`);
  expect(await shown()).toEqual([]);

  await follow(a.world.as(lea.viewer), { kind: "member", target: await standInOf(a, "Camille Roy") }, true);
  const rows = await eventually(shown, (found) => found.length === 20, [a, b]);
  await eventually(async () => (await sql<{ n: number }>`select count(*)::int as n from federation.actors where gathered_at is not null`.execute(a.world.db)).rows[0]?.n, (n) => n === 1, [a, b]);
  expect([rows[0]?.title, rows.at(-1)?.title]).toEqual(["Carnet 4", "Carnet 23"]);
  expect(await feed()).toContain("Carnet 23");

  const before = await countRows(a);
  const actor = (await sql<{ id: Parameters<typeof gather>[1] }>`select id from federation.actors where gathered_at is not null`.execute(a.world.db)).rows[0];
  const never = () => {
    throw new Error("Nothing is asked twice");
  };
  if (actor) await gather({ db: a.world.db, now: () => Temporal.Now.instant(), directory: never, httpAllowed: true, quota: never, outgoing: { get: never, post: never }, files: localFiles(a.dataDir) }, actor.id);
  expect(await countRows(a)).toEqual(before);
});

test("who follows a whole territory finds its coming events too, and each as passed on by it", async () => {
  await b.world.event(camille.viewer, there, { title: "La fête de la science" });
  await lea.lookUp(`@relay@${camille.host}`);
  await follow(a.world.as(lea.viewer), { kind: "member", target: await standInOf(a, `Echosciences ${there.name}`) }, true);
  await eventually(shown, (rows) => rows.some((row) => row.title === "La fête de la science" && row.relays === 1), [a, b]);
});

test("somebody who is known elsewhere is called otherwise: their followers' server hears it", async () => {
  const profile = profileInput.parse({ name: "Camille Royer", bio: "Lichénologue" });
  expect((await editProfile(b.world.as(camille.viewer), profile, there.id)).done).toBe(true);
  await eventually(async () => (await sql<{ name: string; bio: string }>`select name, bio from members where remote and handle = ${`${camille.viewer.handle}@${camille.host}`}`.execute(a.world.db)).rows[0], (row) => row?.name === "Camille Royer" && row.bio === "Lichénologue", [a, b]);
});
