import { createHash } from "node:crypto";
import { originOf, readAddress, sameOrigin } from "./guard/address.ts";

/** Tells with what is sent to followers which of them live at the host that it goes to (FEP-8fcf). */
export const synchronizationHeader = "collection-synchronization";

/** What a header says: whose followers, where those of one host are listed, and a digest of them. */
export interface Synchronization {
  readonly collection: string;
  readonly url: string;
  readonly digest: string;
}

/** The SHA-256 of each identifier, one upon the other by XOR, in hexadecimal: the same in whatever order. */
export function digestOfIds(ids: readonly string[]): string {
  const sum = Buffer.alloc(32);
  for (const id of ids) createHash("sha256").update(id).digest().forEach((byte, at) => (sum[at] = (sum[at] ?? 0) ^ byte));
  return sum.toString("hex");
}

export function writeSynchronization({ collection, url, digest }: Synchronization): string {
  return `collectionId="${collection}", url="${url}", digest="${digest}"`;
}

const longest = 5000;

/** Null when it isn't one, or leads elsewhere than to whom it is about. */
export function readSynchronization(header: string | undefined): Synchronization | null {
  if (!header || header.length > longest) return null;
  const fields = new Map([...header.matchAll(/(?:^|,)\s*([a-zA-Z]{1,20})="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]));
  const [collection, url] = [readAddress(fields.get("collectionId")), readAddress(fields.get("url"))];
  const digest = (fields.get("digest") ?? "").toLowerCase();
  return collection && url && originOf(url) !== null && sameOrigin(collection, url) && /^[0-9a-f]{64}$/.test(digest) ? { collection, url, digest } : null;
}
