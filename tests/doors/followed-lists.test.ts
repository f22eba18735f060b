import { sql } from "kysely";
import { expect, test } from "vitest";
import { decideTrust } from "../../src/features/federation/decide-trust.ts";
import { eventually, reachableServer } from "../federation/servers.ts";

const password = "une phrase assez longue";

test("an animator follows the list that another platform publishes, and decides for each server in it", async () => {
  const [server, other] = await Promise.all([reachableServer("garde"), reachableServer("vigie")]);
  const [here, there] = [await server.world.territory(), await other.world.territory()];
  const [animator, neighbour] = [await server.world.member(here, { animates: [here] }), await other.world.member(there, { animates: [there] })];
  await Promise.all([server.reload(), other.reload()]);
  const [host, theirs] = [server.hostOf(here.slug), other.hostOf(there.slug)];
  const [cookie, asNeighbour] = [await server.logIn(await server.world.account(animator), password, host), await other.logIn(await other.world.account(neighbour), password, theirs)];
  const at = "/animation/serveurs/listes/suivies";
  const ask = (form?: Record<string, string | string[]>) => server.ask(host, at, { cookie, ...(form ? { method: "POST", form } : {}) });
  const decided = async () => (await sql<{ host: string; trust: string; reason: string }>`select s.host, t.trust, t.reason from federation.territory_trusts t join federation.servers s on s.id = t.server_id where t.territory_id = ${here.id} order by s.host`.execute(server.world.db)).rows;
  const lists = [{ host: "haine.example", trust: "blocked" as const, reason: "Des insultes" }, { host: "bruit.example", trust: "limited" as const, reason: "Trop de publicités" }];
  await decideTrust(other.world.as(neighbour), there.id, lists);

  // Nobody reads it before its animator says so.
  expect((await other.ask(theirs, "/serveurs/blocages.csv")).status).toBe(404);
  expect((await other.ask(theirs, at, { method: "POST", cookie: asNeighbour, form: { act: "publish" } })).status).toBe(303);
  expect((await other.ask(theirs, "/serveurs/blocages.csv")).text).toContain("haine.example,suspend,true,true,Des insultes,false");
  expect((await other.ask(other.portal, "/serveurs/blocages.csv")).status).toBe(404);

  expect((await ask({ act: "follow", address: "pas une adresse" })).status).toBe(422);
  const address = `http://${theirs}/serveurs/blocages.csv`;
  expect((await ask({ act: "follow", address })).status).toBe(303);
  const shown = await eventually(() => ask(), (page) => page.text.includes("haine.example"), [server, other]);
  expect(shown.text).toContain("2 serveurs à décider");
  expect(shown.text).toContain("Trop de publicités");
  expect(await decided()).toEqual([]);

  // What isn't on the list can't be decided by its form.
  expect((await ask({ act: "apply", address, host: ["haine.example", "autre.example"] })).status).toBe(303);
  expect(await decided()).toEqual([{ host: "haine.example", trust: "blocked", reason: "Des insultes" }]);
  expect((await ask({ act: "dismiss", address, host: "bruit.example" })).status).toBe(303);
  expect((await ask()).text).toContain("Elle ne propose rien de nouveau.");
  expect(await decided()).toHaveLength(1);

  await decideTrust(other.world.as(neighbour), there.id, [{ host: "nouveau.example", trust: "limited", reason: "Des faux comptes" }]);
  await sql`select graphile_worker.add_job('read-block-lists')`.execute(server.world.db);
  await eventually(() => ask(), (page) => page.text.includes("Des faux comptes") && page.text.includes("1 serveur à décider"), [server, other]);
  expect((await ask({ act: "leave", address })).status).toBe(303);
  expect((await ask()).text).toContain("Aucune liste n’est suivie.");

  // Neither another territory nor the coordination is concerned.
  expect((await sql`select from federation.servers where trust in ('limited', 'blocked')`.execute(server.world.db)).rows).toEqual([]);
});
