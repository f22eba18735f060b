import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { createGzip, gunzipSync, gzipSync } from "node:zlib";
import tar from "tar-stream";
import { openArchive } from "../federation/departure.ts";

type Row = Record<string, string | null>;

/** The archive of a territory in the hands of somebody who changes it, and knows how its digests are made. */
export interface Altered {
  readonly manifest: { version: number; migrations: string[]; departure: { territory: string; slug: string; name: string; origin: string; formerHosts: string[] }; tables: { name: string; columns: string[] }[] };
  /** The rows of a table, to be changed in place. */
  rows(table: string): Row[];
  /** A row of that table with every column that can't be empty copied from the first there, and these. */
  add(table: string, row: Row): void;
  /** What else is in it, in its order: a file's name, and its bytes. */
  readonly files: Map<string, Buffer>;
  /** Entries that aren't plain files, or come after the end. */
  readonly strange: { header: Partial<tar.Header> & { name: string }; bytes?: Buffer }[];
}

const read = (text: string): string | null => (text === "\\N" ? null : text.replace(/\\(.)/g, (_, one: string) => ({ n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v" })[one] ?? one));
const write = (value: string | null): string => (value === null ? "\\N" : value.replace(/[\\\n\t\r]/g, (one) => ({ "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r" })[one] ?? one));
const bare = (column: string) => column.replaceAll('"', "");
const digestOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** The archive at `path`, changed, beside it: with the digests that go with what it then holds. */
export async function alteredArchive(path: string, change: (archive: Altered) => void): Promise<string> {
  const entries = await openArchive(path);
  const manifest = JSON.parse(entries.get("manifest.json")?.toString("utf8") ?? "") as Altered["manifest"];
  const tables = new Map<string, Row[]>();
  for (const { name, columns } of manifest.tables) {
    const text = Buffer.concat([...entries].filter(([entry]) => entry.startsWith(`tables/${name}/`)).map(([, bytes]) => bytes)).toString("utf8");
    tables.set(name, text.split("\n").filter(Boolean).map((line) => Object.fromEntries(line.split("\t").map((value, index) => [bare(columns[index] ?? ""), read(value)]))));
  }
  const rows = (table: string) => {
    const found = tables.get(table) ?? [];
    tables.set(table, found);
    return found;
  };
  const files = new Map([...entries].filter(([name]) => name.startsWith("files/")));
  const strange: Altered["strange"] = [];
  change({ manifest, rows, add: (table, row) => void rows(table).push({ ...rows(table)[0], ...row }), files, strange });

  const pack = tar.pack();
  const packed = buffer(pack);
  const add = (header: Partial<tar.Header> & { name: string }, bytes: Buffer) => new Promise<void>((resolve, reject) => pack.entry({ ...header, size: bytes.length }, bytes, (error) => (error ? reject(error) : resolve())));
  const end: { tables: Record<string, { rows: number; digest: string }>; files: Record<string, string> } = { tables: {}, files: {} };
  await add({ name: "manifest.json" }, Buffer.from(JSON.stringify(manifest)));
  for (const { name, columns } of manifest.tables) {
    const bytes = Buffer.from(rows(name).map((row) => `${columns.map((column) => write(row[bare(column)] ?? null)).join("\t")}\n`).join(""));
    end.tables[name] = { rows: rows(name).length, digest: digestOf(bytes) };
    if (bytes.length > 0) await add({ name: `tables/${name}/000001` }, bytes);
  }
  for (const [name, bytes] of files) {
    await add({ name }, bytes);
    end.files[name.slice("files/".length)] = digestOf(bytes);
  }
  for (const { header, bytes } of strange) await add(header, bytes ?? Buffer.alloc(0));
  await add({ name: "end.json" }, Buffer.from(JSON.stringify(end)));
  pack.finalize();
  const target = `${path}.${Math.random().toString(36).slice(2)}`;
  await writeFile(target, gzipSync(await packed));
  return target;
}

/** An archive that says more than it is: `header` with so many zeros behind it, after the manifest. */
export async function swollenArchive(path: string, name: string, megabytes: number): Promise<string> {
  const whole = gunzipSync(await readFile(path));
  const manifestBytes = 512 + Math.ceil(Number.parseInt(whole.toString("latin1", 124, 135), 8) / 512) * 512;
  const pack = tar.pack();
  const gzip = createGzip({ level: 9 });
  const zipped = buffer(pack.pipe(gzip));
  const entry = pack.entry({ name, size: megabytes * 1_000_000 });
  const zeros = Buffer.alloc(1_000_000);
  for (let sent = 0; sent < megabytes; sent += 1) if (!entry.write(zeros)) await once(entry, "drain");
  entry.end(Buffer.alloc(0));
  pack.finalize();
  const target = `${path}.swollen-${megabytes}`;
  await writeFile(target, Buffer.concat([gzipSync(whole.subarray(0, manifestBytes)), await zipped]));
  return target;
}
