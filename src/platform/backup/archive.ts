import { Readable, type Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import tar from "tar-stream";

/** Adds one file to the archive; resolves once there is room for more. */
export type Add = (name: string, bytes: Buffer) => Promise<void>;

/** Writes a tar compressed by gzip to `target`, holding one file at a time. Whichever fails first, all stops: a full disk ends the reading too. */
export async function writeArchive<T>(target: Writable, fill: (add: Add) => Promise<T>): Promise<T> {
  const pack = tar.pack();
  const written = pipeline(pack, createGzip({ level: 6 }), target);
  const add: Add = (name, bytes) => new Promise((resolve, reject) => {
    const entry = pack.entry({ name, size: bytes.length, mode: 0o600 }, (error) => (error ? reject(error) : resolve()));
    entry.end(bytes);
  });
  try {
    const filled = fill(add).then((value) => (pack.finalize(), value));
    await Promise.all([written, filled]);
    return await filled;
  } catch (error) {
    pack.destroy();
    await written.catch(() => undefined);
    throw error;
  }
}

/** What a file of ours never holds: something that isn't a plain file, or far more than it seems. */
export class UnfitArchive extends Error {}

/** What one that somebody else wrote may hold: in each file, and beyond some megabytes, for each byte of the archive. */
export interface ArchiveLimits {
  readonly each: number;
  readonly expansion: number;
}

const atLeast = 64_000_000;

/** Counts what goes in and what comes out of it: also what tar-stream gathers by itself (long names, attributes) before it tells of a file. */
function measured(source: AsyncIterable<Buffer>, limits: ArchiveLimits | null): { bytes: AsyncIterable<Buffer>; watch: (unpacked: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>; told: () => void } {
  let [read, out, since] = [0, 0, 0];
  return {
    bytes: (async function* () {
      for await (const chunk of source) {
        read += chunk.length;
        yield chunk;
      }
    })(),
    async *watch(unpacked) {
      for await (const chunk of unpacked) {
        [out, since] = [out + chunk.length, since + chunk.length];
        if (limits && (since > limits.each + atLeast || out > atLeast + read * limits.expansion)) throw new UnfitArchive("it holds far more than it seems");
        yield chunk;
      }
    },
    told: () => void (since = 0),
  };
}

/** Reads such an archive, one file in memory at a time, each taken before the next is read. Whichever fails first, all stops, once what was being taken has ended. */
export async function readArchive(source: AsyncIterable<Buffer>, take: (name: string, bytes: Buffer) => Promise<void>, limits: ArchiveLimits | null = null): Promise<void> {
  const extract = tar.extract();
  const { bytes: counted, watch, told } = measured(source, limits);
  let taking: Promise<void> = Promise.resolve();
  try {
    await new Promise<void>((resolve, reject) => {
      // By hand: an entry that is cut while the one before is taken would throw where nobody hears it.
      extract.on("entry", (header, entry, next) => {
        entry.on("error", reject);
        told();
        if (header.type !== "file" || (limits && (header.size ?? 0) > limits.each)) {
          reject(new UnfitArchive(header.type === "file" ? `${header.name} is too large` : `${header.name} isn't a file`));
          extract.destroy();
          return;
        }
        void buffer(entry).then((bytes) => (taking = take(header.name, bytes))).then(() => next(), (error: unknown) => {
          reject(error);
          extract.destroy();
        });
      });
      pipeline(Readable.from(counted), createGunzip(), watch, extract).then(resolve, reject);
    });
  } finally {
    await taking.catch(() => undefined);
  }
}
