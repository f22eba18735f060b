import { randomBytes } from "node:crypto";
import { mkdir, open as openFile, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";

/** Files by key, on the disk of the server. A key is what its file holds, so a file never changes. */
export interface FileStore {
  /** `bytes` may come in pieces: a large file is never whole in memory. */
  put(key: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>;
  /** Null when there is none. */
  get(key: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The same in pieces; null when there is none. */
  open(key: string): Promise<ReadableStream<Uint8Array> | null>;
  remove(key: string): Promise<void>;
  /** Every key, in no order. */
  list(): AsyncIterable<string>;
}

const keyForm = /^[a-z0-9]{2,64}(-[a-z0-9]+)*\.[a-z0-9]{2,5}$/;

export function localFiles(folder: string): FileStore {
  const pathOf = (key: string) => {
    if (!keyForm.test(key)) throw new Error("Not a key of a file");
    return join(folder, key.slice(0, 2), key);
  };
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      // Written aside, then renamed: a reader never meets half a file.
      const partial = `${path}.${randomBytes(4).toString("hex")}`;
      await writeFile(partial, bytes);
      await rename(partial, path);
    },
    async get(key) {
      if (!keyForm.test(key)) return null;
      try {
        return new Uint8Array(await readFile(pathOf(key)));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw error;
      }
    },
    async open(key) {
      if (!keyForm.test(key)) return null;
      const file = await openFile(pathOf(key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return null;
        throw error;
      });
      return file && (Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>);
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
    async *list() {
      for (const part of await entries(folder)) for (const name of await entries(join(folder, part))) if (keyForm.test(name)) yield name;
    },
  };
}

async function entries(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
}
