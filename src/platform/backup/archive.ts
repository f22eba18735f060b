import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
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
