import type { Readable } from "node:stream";
import { ZipFile } from "yazl";

export interface Packed {
  /** A path inside, with slashes. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Left as it is: what is compressed already, and what must be readable in the archive itself. */
  readonly stored?: boolean;
}

/** A ZIP archive as a stream: one entry in memory at a time, each asked for when the one before has been written. */
export function zipOf(entries: AsyncIterable<Packed>): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const fill = async () => {
    for await (const { name, bytes, stored = false } of entries) {
      // The plain form of dates: an EPUB allows no extra field before its type.
      zip.addBuffer(Buffer.from(bytes), name, { mtime: new Date("1980-01-01T00:00:00"), forceDosTimestamp: true, compress: !stored });
      // Not further than its reader has come.
      while (output.readableLength >= output.readableHighWaterMark && !output.destroyed) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    zip.end();
  };
  fill().catch((error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error))));
  return output;
}
