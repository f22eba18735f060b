import { createHash } from "node:crypto";
import type { Writable } from "node:stream";
import { z } from "zod";
import { writeArchive, type Add } from "../../platform/backup/archive.ts";
import { addRows } from "../../platform/backup/rows.ts";
import { openOne } from "../../platform/database.ts";
import type { FileStore } from "../../platform/files/file-store.ts";
import { emptyDocument } from "../../platform/text/document.ts";
import { layOut } from "./luggage-store.ts";
import { countLeftBehind } from "./left-behind-store.ts";
import type { Departed, Departure, Luggage, Naming } from "./leaving.ts";
import { makeSets, readColumns, type Run } from "./sets-store.ts";
import { travelling, waitingTable } from "./tables.ts";

/*
 * One file: a tar, compressed by gzip, sealed or not.
 *   manifest.json          whose it is, the level of its schema, the tables with their columns
 *   tables/<table>/<n>     the rows as PostgreSQL's COPY writes them, cut into pieces
 *   files/<key>            pictures and files
 *   end.json               how many of each, and a digest of each table and file: without it, the file was cut
 */
export const manifestShape = z.object({
  format: z.literal("echosciences-territory"),
  version: z.literal(1),
  madeAt: z.string(),
  migrations: z.array(z.string()).min(1),
  departure: z.object({ territory: z.uuid(), slug: z.string(), name: z.string(), origin: z.url({ protocol: /^https?$/ }).refine((origin) => new URL(origin).origin === origin), formerHosts: z.array(z.string().regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/)) }),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).min(1) })),
});
export const endShape = z.object({ tables: z.record(z.string(), z.object({ rows: z.number(), digest: z.string() })), files: z.record(z.string(), z.string()) });

/** Everything of a territory as it stands at one moment, into `target`. */
export async function writeDeparture(source: { readonly url: string; readonly files: FileStore; readonly now: () => Temporal.Instant }, departure: Departure, naming: Naming, target: Writable): Promise<Departed> {
  const { client, close } = await openOne(source.url, "echosciences leaving");
  try {
    await client.query("begin isolation level repeatable read");
    const run: Run = async (text) => (await client.query(text)).rows;
    await makeSets(run, departure.territory, naming);
    const behind = await countLeftBehind(run);
    await layOut(run, JSON.stringify(emptyDocument));
    return { ...(await writeArchive(target, (add) => fill(client, run, add, source, departure))), behind };
  } finally {
    await client.query("rollback").catch(() => undefined);
    await close();
  }
}

async function fill(client: Parameters<typeof addRows>[0], run: Run, add: Add, { files, now }: { readonly files: FileStore; readonly now: () => Temporal.Instant }, departure: Departure): Promise<Luggage> {
  const levels = await run<{ name: string }>("select name from schema_migrations order by name");
  const tables: { name: string; columns: string[] }[] = [];
  for (const { table } of travelling) tables.push({ name: table, columns: await readColumns(run, table) });
  await add("manifest.json", Buffer.from(JSON.stringify({ format: "echosciences-territory", version: 1, madeAt: now().toString(), migrations: levels.map((row) => row.name), departure, tables } satisfies z.input<typeof manifestShape>)));
  const end: z.output<typeof endShape> = { tables: {}, files: {} };
  for (const { name, columns } of tables) end.tables[name] = await addRows(client, add, name, `(select ${columns.join(", ")} from ${waitingTable(name)})`);
  for (const key of await readFileKeys(run)) {
    const bytes = await files.get(key);
    if (!bytes) continue;
    await add(`files/${key}`, Buffer.from(bytes));
    end.files[key] = digestOf(bytes);
  }
  await add("end.json", Buffer.from(JSON.stringify(end)));
  return luggageOf(end);
}

export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function luggageOf({ tables, files }: z.output<typeof endShape>): Luggage {
  return { tables: Object.fromEntries(Object.entries(tables).map(([name, { rows }]) => [name, rows])), files: Object.keys(files).length };
}

async function readFileKeys(run: Run): Promise<string[]> {
  const rows = await run<{ key: string }>(`select m.hash || '-' || w || '.' || form as key from ${waitingTable("media")} m, unnest(m.widths) w, unnest(array['webp', 'avif']) form union select hash || '.bin' from ${waitingTable("attachments")} order by 1`);
  return rows.map((row) => row.key);
}
