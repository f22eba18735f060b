import { sql } from "kysely";
import { expect, test } from "vitest";
import type { StructureId } from "../../src/platform/ids.ts";
import { mergeStructures } from "../../src/features/structures/merge-structures.ts";
import { testServer } from "../support/server.ts";
import { writer } from "../support/writer.ts";

test("what was typed for a structure that was merged meanwhile is in the form of the one that stays, and saved there if one says so", async () => {
  const server = await testServer();
  const { world } = server;
  const { here, author, get, post } = await writer(server);
  const [goes, stays] = [await world.structure(here, { name: "Cabinet d’optique" }), await world.structure(here, { name: "Cabinet de curiosités" })];
  const animator = await world.member(here, { animates: [here] });
  await sql`insert into structure_members (structure_id, member_id, role, since) values (${goes}, ${author.id}, 'owner', now())`.execute(world.db);
  const revision = /name="revision" value="(\d+)"/.exec((await get(`/contribuer/structure/${goes}`)).text)?.[1] ?? "";
  expect((await mergeStructures(world.as(animator), goes, stays)).done).toBe(true);

  const typed = { name: "Cabinet d’optique", type: "museum", body: "Des **lentilles** rares.", phone: "04 76 00 11 22", communeCode: "Grenoble", different: "1" };
  const saved = await post(`/contribuer/structure/${goes}`, { ...typed, revision });
  expect([saved.status, saved.text.includes("réunie avec Cabinet de curiosités"), saved.text.includes("lentilles"), saved.text.includes(`action="/contribuer/structure/${stays}"`)]).toEqual([422, true, true, true]);
  const phoneOf = async (id: StructureId) => (await sql<{ phone: string }>`select phone from structures where id = ${id}`.execute(world.db)).rows[0]?.phone;
  expect([await phoneOf(goes), await phoneOf(stays)]).toEqual(["", ""]);

  const again = /name="revision" value="(\d+)"/.exec(saved.text)?.[1] ?? "";
  expect((await post(`/contribuer/structure/${stays}`, { ...typed, revision: again })).status).toBe(303);
  expect(await phoneOf(stays)).toBe("04 76 00 11 22");

  // To whoever has no part in either, nothing opens.
  const { post: strangers } = await writer(server);
  expect((await strangers(`/contribuer/structure/${goes}`, { ...typed, revision })).status).toBe(403);
});
