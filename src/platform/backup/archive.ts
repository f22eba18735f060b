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

/** Reads such an archive, one file in memory at a time, each taken before the next is read. Whichever fails first, all stops, once what was being taken has ended. */
export async function readArchive(source: AsyncIterable<Buffer>, take: (name: string, bytes: Buffer) => Promise<void>): Promise<void> {
  const extract = tar.extract();
  let taking: Promise<void> = Promise.resolve();
  try {
    await new Promise<void>((resolve, reject) => {
      // By hand: an entry that is cut while the one before is taken would throw where nobody hears it.
      extract.on("entry", (header, entry, next) => {
        entry.on("error", reject);
        void buffer(entry).then((bytes) => (taking = take(header.name, bytes))).then(() => next(), (error: unknown) => {
          reject(error);
          extract.destroy();
        });
      });
      pipeline(Readable.from(source), createGunzip(), extract).then(resolve, reject);
    });
  } finally {
    await taking.catch(() => undefined);
  }
}
