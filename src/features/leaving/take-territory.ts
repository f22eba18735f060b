import { z } from "zod";
import { readArchive, UnfitArchive } from "../../platform/backup/archive.ts";
import { loadRows, type Loading } from "../../platform/backup/rows.ts";
import { unseal, WrongPassphrase } from "../../platform/backup/sealing.ts";
import { inTransaction, openOne, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { FileStore } from "../../platform/files/file-store.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { ensureElsewhere, meetServerAt } from "../federation/meet-server.ts";
import type { TerritoryEdited } from "../territories/facts.ts";
import { digestOf, endShape, luggageOf, manifestShape } from "./archive-store.ts";
import { findStray, findTaken, makeRoom, readHosts, readLevel, sendAgain, settleHosts, settleMembers, takeRows } from "./arrival-store.ts";
import { cleanTexts } from "./cleaning-store.ts";
import { runIn } from "./departed-store.ts";
import { findFalse, findPortalHost, findStanding, findWrongKey, forgetForged } from "./fair-store.ts";
import { becomeOwn, recognise, renameKnown } from "./known-store.ts";
import { giveWay } from "./give-way-store.ts";
import type { ArrivalRefusal, Departure, Luggage, Naming } from "./leaving.ts";
import { findUnruly } from "./rules-store.ts";
import { readColumns, readTies } from "./sets-store.ts";
import { travelling, waitingTable } from "./tables.ts";

export interface Arrival extends Luggage {
  readonly departure: Departure;
  /** Members whose handle is somebody's here, and what they are called now. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  /** Members whose mail address has an account here: theirs waits for another address. By handle. */
  readonly waiting: readonly string[];
  /** Texts that held what nobody can write here: it was left out. */
  readonly cleaned: number;
}

/** Into what is taken in. */
export interface ArrivingAt {
  readonly url: string;
  readonly files: FileStore;
  readonly naming: Naming;
  readonly now: () => Temporal.Instant;
}

const fileForm = /^[0-9a-f]{64}(-\d{1,5}\.(webp|avif)|\.bin)$/;
/** No piece of rows and no file that a territory writes is larger, and none of it compresses better. */
const limits = { each: 256_000_000, expansion: 100 };

class Refused extends Error {
  readonly refusal: ArrivalRefusal;
  constructor(refusal: ArrivalRefusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

/** Takes in a territory that left another server, with its addresses and keys: all or nothing. */
export async function takeTerritory(at: ArrivingAt, archive: AsyncIterable<Buffer>, passphrase: string | null): Promise<Outcome<Arrival, ArrivalRefusal>> {
  const { client, db, close } = await openOne(at.url, "echosciences arriving");
  const put: string[] = [];
  try {
    return done(await inTransaction(db, async (tx) => {
      const load = (target: string) => loadRows(client, target);
      const unpacked = await unpack(tx, at, unseal(archive, passphrase), load, put);
      return { ...unpacked.luggage, departure: unpacked.departure, ...(await settle(tx, at, unpacked.departure)) };
    }));
  } catch (error) {
    for (const key of put) await at.files.remove(key);
    const refusal = refusalOf(error);
    if (refusal) return refused(refusal);
    throw error;
  } finally {
    await close();
  }
}

function refusalOf(error: unknown): ArrivalRefusal | null {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof WrongPassphrase) return { kind: "passphrase" };
  if (error instanceof UnfitArchive) return { kind: "damaged", detail: error.message };
  const told = error instanceof Error ? error : new Error("unknown");
  if (told.message === "incorrect header check") return { kind: "not-an-archive" };
  const { code, constraint, table } = told as NodeJS.ErrnoException & { readonly constraint?: string; readonly table?: string };
  // What the database itself doesn't take: the form of a value, or a rule of the table.
  if (code === "23505") return { kind: "clash", detail: constraint ?? told.message };
  if (code && /^2[23]/.test(code)) return { kind: "damaged", detail: constraint ?? (table ? `${table}: ${told.message}` : told.message) };
  if (error instanceof SyntaxError || error instanceof z.ZodError || code?.startsWith("Z_") || /tar|Unexpected end|premature|unsupported state|authenticate/i.test(told.message)) return { kind: "damaged", detail: told.message };
  return null;
}

async function unpack(tx: Transaction, { files, naming }: ArrivingAt, bytesOf: AsyncIterable<Buffer>, load: (target: string) => Loading, put: string[]): Promise<{ departure: Departure; luggage: Luggage }> {
  const run = runIn(tx);
  const read: { manifest: z.output<typeof manifestShape> | null; end: z.output<typeof endShape> | null; table: string; loading: Loading | null } = { manifest: null, end: null, table: "", loading: null };
  const found: z.output<typeof endShape> = { tables: {}, files: {} };
  const finish = async () => {
    if (read.loading) found.tables[read.table] = await read.loading.finish();
    read.loading = null;
  };
  try {
    await readArchive(bytesOf, async (name, bytes) => {
      const [, table] = /^tables\/([^/]+)\/\d+$/.exec(name) ?? [];
      if (!read.manifest) {
        read.manifest = readManifest(name, bytes);
        const level = await readLevel(run);
        if (read.manifest.migrations.join() !== level.join()) throw new Refused({ kind: "other-version", detail: `the archive's last is ${read.manifest.migrations.at(-1)}, this server's ${level.at(-1)}` });
        const strange = read.manifest.tables.find(({ name: each }) => !travelling.some(({ table: known }) => known === each));
        if (strange) throw new Refused({ kind: "damaged", detail: strange.name });
        await makeRoom(run, naming);
      } else if (table) {
        if (read.table !== table || !read.loading) {
          await finish();
          if (found.tables[table]) throw new Refused({ kind: "damaged", detail: name });
          const said = read.manifest.tables.find((each) => each.name === table)?.columns.join(", ");
          const columns = travelling.some((each) => each.table === table) ? (await readColumns(run, table)).join(", ") : null;
          if (said === undefined || said !== columns) throw new Refused({ kind: "damaged", detail: name });
          [read.table, read.loading] = [table, load(`${waitingTable(table)} (${columns})`)];
        }
        await read.loading.write(bytes);
      } else {
        await finish();
        if (name.startsWith("files/")) {
          const key = name.slice("files/".length);
          if (!fileForm.test(key) || !isPicture(key, bytes)) throw new Refused({ kind: "damaged", detail: name });
          found.files[key] = digestOf(bytes);
          if (!(await files.get(key))) {
            put.push(key);
            await files.put(key, bytes);
          }
        } else if (name === "end.json" && !read.end) read.end = endShape.parse(JSON.parse(bytes.toString("utf8")));
        else throw new Refused({ kind: "damaged", detail: name });
      }
    }, limits);
  } catch (error) {
    await read.loading?.abandon();
    throw error;
  }
  await finish();
  if (!read.manifest) throw new Refused({ kind: "not-an-archive" });
  if (!read.end) throw new Refused({ kind: "damaged", detail: "its end is missing" });
  compare(read.end, found);
  return { departure: { ...read.manifest.departure, territory: read.manifest.departure.territory as TerritoryId }, luggage: luggageOf(read.end) };
}

/** What is served as a picture is one; what is taken away as a file is what its name says. */
function isPicture(key: string, bytes: Buffer): boolean {
  if (key.endsWith(".bin")) return digestOf(bytes) === key.slice(0, 64);
  const [head, kind] = key.endsWith(".webp") ? [bytes.toString("latin1", 0, 4), bytes.toString("latin1", 8, 12)] : [bytes.toString("latin1", 4, 8), bytes.toString("latin1", 8, 12)];
  return key.endsWith(".webp") ? head === "RIFF" && kind === "WEBP" : head === "ftyp" && /^(avif|avis|mif1)$/.test(kind);
}

function readManifest(name: string, bytes: Buffer): z.output<typeof manifestShape> {
  const said: unknown = name === "manifest.json" ? JSON.parse(bytes.toString("utf8")) : null;
  const later = z.object({ format: z.literal("echosciences-territory"), version: z.number().gt(1) }).safeParse(said);
  if (later.success) throw new Refused({ kind: "other-version", detail: `the archive is of form ${later.data.version}, this server reads form 1` });
  const read = name === "manifest.json" ? manifestShape.safeParse(said) : null;
  if (!read?.success) throw new Refused({ kind: "not-an-archive" });
  return read.data;
}

/** Every row and every byte is what was written. */
function compare(expected: z.output<typeof endShape>, found: z.output<typeof endShape>): void {
  const nothing = { rows: 0, digest: digestOf(new Uint8Array()) };
  for (const [table, { rows, digest }] of Object.entries(expected.tables)) {
    const is = found.tables[table] ?? nothing;
    if (is.rows !== rows || is.digest !== digest) throw new Refused({ kind: "damaged", detail: table });
  }
  for (const key of new Set([...Object.keys(expected.files), ...Object.keys(found.files)])) if (expected.files[key] !== found.files[key]) throw new Refused({ kind: "damaged", detail: key });
}

async function settle(tx: Transaction, { naming, now }: ArrivingAt, departure: Departure): Promise<Pick<Arrival, "renamed" | "waiting" | "cleaned">> {
  const run = runIn(tx);
  const [here, there] = [new URL(naming.portal), new URL(departure.origin)];
  // An address is a scheme, a host and a port: it can only last where this server answers by the same.
  if (here.protocol !== there.protocol || here.port !== there.port) throw new Refused({ kind: "other-origin", detail: `it answers at ${departure.origin}, this server at ${naming.portal}` });
  const taken = await findTaken(run, departure);
  if (taken) throw new Refused({ kind: taken });
  const portalHost = await findPortalHost(run, departure, naming);
  if (portalHost) throw new Refused({ kind: "domain-taken", detail: portalHost });
  const at = now();
  await ensureElsewhere(tx, at);
  const ties = await readTies(run);
  const stray = (await findStray(run, ties, departure)) ?? (await findUnruly(run, departure)) ?? (await findFalse(run, departure));
  if (stray) throw new Refused({ kind: "not-its-own", detail: stray });
  const key = await findWrongKey(run, departure);
  if (key) throw new Refused({ kind: "wrong-keys", detail: key });
  const cleaned = await cleanTexts(run);
  await recognise(run);
  await forgetForged(run, ties, naming);
  await giveWay(run, departure);
  const standing = await findStanding(run);
  if (standing) throw new Refused({ kind: "clash", detail: standing });
  const servers: { from: string; to: string }[] = [];
  for (const { id, host } of await readHosts(run)) servers.push({ from: id, to: await meetServerAt(tx, host, at) });
  await renameKnown(run, ties, servers);
  await settleHosts(run, departure);
  const members = await settleMembers(run, departure.slug);
  await takeRows(run, ties);
  await becomeOwn(run, ties);
  await sendAgain(run);
  await sendJob(tx, "deliver", {}, { key: "deliver-0" });
  await record<TerritoryEdited>(tx, { kind: "territory.edited", territory: departure.territory, subject: departure.territory }, ["territories", "network"]);
  return { ...members, cleaned };
}
