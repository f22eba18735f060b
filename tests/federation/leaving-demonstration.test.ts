import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { seedDemonstration } from "../../src/features/demonstration/seed.ts";
import { listTerritoriesAnywhere } from "../../src/features/territories/list-territories.ts";
import { localFiles } from "../../src/platform/files/file-store.ts";
import { newWorld } from "../support/world.ts";
import { archiveIn, openArchive, operate } from "./departure.ts";

async function place(name: string) {
  const dataDir = await mkdtemp(join(tmpdir(), "echosciences-leaving-"));
  return { world: await newWorld(name), portal: `${name}.localhost:3000`, dataDir };
}

test("a territory of the demonstration, with everything that there is, leaves whole, arrives whole, and leaves its neighbours whole", async () => {
  const [a, b] = [await place("lande"), await place("mistral")];
  await sql`truncate territories, members, facts cascade`.execute(a.world.db);
  await seedDemonstration(a.world.db, { scale: 0.1, today: Temporal.Now.plainDateISO("Europe/Paris"), files: localFiles(join(a.dataDir, "files")), progress: () => undefined });
  const leaving = (await listTerritoriesAnywhere(a.world.db))[0];
  if (!leaving) throw new Error("The demonstration has no territory");
  const count = async (from: ReturnType<typeof sql>, server = a) => (await sql<{ n: number }>`select count(*)::int as n from ${from}`.execute(server.world.db)).rows[0]?.n ?? -1;
  const emails = (await sql<{ email: string }>`select u.email from accounts.users u join members m on m.id = u.id where m.home_id = ${leaving.id}`.execute(a.world.db)).rows.map((row) => row.email);
  const others = (await sql<{ email: string }>`select u.email from accounts.users u join members m on m.id = u.id where m.home_id <> ${leaving.id}`.execute(a.world.db)).rows.map((row) => row.email);
  const neighbours = () => Promise.all([count(sql`contents where territory_id not in (${leaving.id}, '00000000-0000-7000-8000-0000000f3d17')`), count(sql`comments k join contents c on c.id = k.content_id where c.territory_id not in (${leaving.id}, '00000000-0000-7000-8000-0000000f3d17')`), count(sql`dossier_items i join contents d on d.id = i.dossier_id where d.territory_id not in (${leaving.id}, '00000000-0000-7000-8000-0000000f3d17')`)]);
  const before = await neighbours();
  const archive = await archiveIn();

  const left = await operate(a, "territory leave", leaving.slug, "--to", archive, "--json");
  const arrived = await operate(b, "territory arrive", archive, "--json");
  const handed = await operate(a, "territory handed-over", leaving.slug);

  expect([left.code, arrived.code, handed.code, arrived.said.slice(0, 300)]).toEqual([0, 0, 0, expect.stringContaining("tables")]);
  const { tables } = JSON.parse(left.said) as { tables: Record<string, number> };
  expect(Object.values(tables).filter((rows) => rows > 0).length).toBeGreaterThan(40);
  const differing: string[] = [];
  for (const [table, rows] of Object.entries(tables)) {
    const here = await count(sql.raw(table) as never, b);
    // The wide world, and the host where it answers, are written there.
    const beside = table === "territories" ? 1 : table === "territory_domains" ? here - rows : 0;
    if (here - beside !== rows) differing.push(`${table}: ${rows} left, ${here - beside} arrived`);
  }
  expect(differing).toEqual([]);
  expect(await neighbours()).toEqual(before);
  const text = [...(await openArchive(archive))].filter(([name]) => !name.startsWith("files/")).map(([, bytes]) => bytes.toString("utf8")).join("\n");
  expect(emails.filter((email) => !text.includes(email))).toEqual([]);
  expect(others.filter((secret) => text.includes(secret))).toEqual([]);
  expect(await count(sql`accounts.users where email = any(${emails}::text[])`)).toBe(0);
  expect(await count(sql`contents where territory_id = ${leaving.id}`)).toBe(0);
}, 480_000);
