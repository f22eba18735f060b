import { createHash } from "node:crypto";
import { once } from "node:events";
import type pg from "pg";
import { from as copyFrom, to as copyTo, type CopyStreamQuery } from "pg-copy-streams";
import type { Add } from "./archive.ts";

const pieceBytes = 4_000_000;

/** Adds the rows of `source` (what stands after COPY) under `tables/<name>/`, one piece in memory at a time. */
export async function addRows(client: pg.Client, add: Add, name: string, source: string): Promise<{ rows: number; digest: string }> {
  const stream = client.query(copyTo(`copy ${source} to stdout`));
  const digest = createHash("sha256");
  let [held, size, piece]: [Buffer[], number, number] = [[], 0, 0];
  const flush = async () => {
    if (size > 0) await add(`tables/${name}/${String(++piece).padStart(6, "0")}`, Buffer.concat(held));
    [held, size] = [[], 0];
  };
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    digest.update(chunk);
    held.push(chunk);
    size += chunk.length;
    if (size >= pieceBytes) await flush();
  }
  await flush();
  return { rows: stream.rowCount, digest: digest.digest("hex") };
}

/** The rows of one table on their way in. */
export interface Loading {
  write(bytes: Buffer): Promise<void>;
  finish(): Promise<{ rows: number; digest: string }>;
  /** Those that came so far don't count; the connection is free again. */
  abandon(): Promise<void>;
}

export function loadRows(client: pg.Client, target: string): Loading {
  const stream: CopyStreamQuery = client.query(copyFrom(`copy ${target} from stdin`));
  const digest = createHash("sha256");
  const ended = once(stream, "finish");
  ended.catch(() => undefined);
  return {
    async write(bytes) {
      digest.update(bytes);
      if (!stream.write(bytes)) await Promise.race([once(stream, "drain"), ended]);
    },
    async finish() {
      stream.end();
      await ended;
      return { rows: stream.rowCount ?? 0, digest: digest.digest("hex") };
    },
    async abandon() {
      stream.destroy();
      await new Promise((resolve) => (stream.closed ? resolve(null) : stream.once("close", resolve)));
    },
  };
}
