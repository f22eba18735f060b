import { sql } from "kysely";
import { expect, test } from "vitest";
import { renameTerritory } from "../../src/features/territories/open-territory.ts";
import { house, join, type House } from "./houses.ts";
import { eventually } from "./servers.ts";

const followed = async ({ server }: House) => (await sql<{ uri: string; state: string }>`select a.uri, f.state from federation.following f join federation.actors a on a.id = f.actor_id`.execute(server.world.db)).rows;
const platforms = async ({ server }: House) => (JSON.parse((await server.ask(server.portal, "/network.json")).text) as { platforms: { host: string; actor: string }[] }).platforms;

test("a territory of the network that moves to a domain of its own stays followed by the others, as whom they followed", async () => {
  const [a, b] = [await house("aulne"), await house("bouleau")];
  await join(a, b);
  const [before] = await platforms(b);
  expect(await followed(a)).toEqual([{ uri: before?.actor, state: "accepted" }]);

  await renameTerritory(b.server.world.db, b.territory.slug, { domain: "bouleau-culture.localhost" });
  await b.server.reload();
  const [after] = await platforms(b);
  const moved = `bouleau-culture.localhost:${b.server.port}`;
  expect(after).toMatchObject({ host: moved, actor: before?.actor });
  await sql`select graphile_worker.add_job('look-at-peers')`.execute(a.server.world.db);

  await eventually(async () => (await sql<{ host: string }>`select x.host from network.peers p, jsonb_to_recordset(p.platforms) as x(host text)`.execute(a.server.world.db)).rows, ([row]) => row?.host === moved, [a.server, b.server]);
  await eventually(async () => (await sql`select from graphile_worker.jobs where task_identifier in ('look-at-peer', 'follow-peers')`.execute(a.server.world.db)).rows.length, (n) => n === 0, [a.server]);
  expect(await followed(a)).toEqual([{ uri: before?.actor, state: "accepted" }]);
});
