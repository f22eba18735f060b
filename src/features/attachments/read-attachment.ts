import { fileTypeFromBuffer } from "file-type";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { acceptedTypes, largestAttachment } from "./attachment.ts";

export type AttachmentRefusal = "too-large" | "empty" | "not-accepted";

/** What a file is, by its bytes: what it is called counts only between kinds of plain text. */
export async function readAttachment(bytes: Uint8Array, called: string): Promise<Outcome<{ readonly type: string; readonly name: string }, AttachmentRefusal>> {
  if (bytes.length === 0) return refused("empty" as const);
  if (bytes.length > largestAttachment) return refused("too-large" as const);
  const found = await fileTypeFromBuffer(bytes);
  const type = found ? found.mime : textType(bytes, called);
  const ending = type ? acceptedTypes[type] : undefined;
  if (!type || !ending) return refused("not-accepted" as const);
  return done({ type, name: `${stem(called)}.${ending}` });
}

/** Words and nothing else: no control characters, and nothing that a browser could take for a page. */
function textType(bytes: Uint8Array, called: string): string | null {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
  if (/[^\P{Cc}\t\n\r]/u.test(text) || /^\s*<(?:!doctype|html|svg|\?xml|script)/i.test(text)) return null;
  return /\.csv$/i.test(called) ? "text/csv" : "text/plain";
}

/** The name without its ending, fit for a header and a disk. */
function stem(called: string): string {
  return called.replace(/\.[^.]{1,8}$/, "").replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, " ").replace(/\s+/g, " ").trim().slice(0, 120) || "fichier";
}
