/** What may be sent with an answer: documents and pictures, each known by how its bytes begin, never by what it says of itself. */
export interface FileForm {
  readonly extension: string;
  readonly type: string;
}

export const largestFile = 5_000_000;

const zipped: Readonly<Record<string, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  odp: "application/vnd.oasis.opendocument.presentation",
};

/** What a browser's file chooser offers. */
export const fileExtensions = ["pdf", "png", "jpg", "jpeg", "webp", "txt", ...Object.keys(zipped)] as const;

/** The form of a file by its first bytes and, for what is zipped or plain text, its extension; null for any other. */
export function formOfFile(name: string, bytes: Uint8Array): FileForm | null {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const begins = (...head: readonly number[]) => head.every((byte, index) => bytes[index] === byte);
  if (begins(0x25, 0x50, 0x44, 0x46, 0x2d)) return { extension: "pdf", type: "application/pdf" };
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return { extension: "png", type: "image/png" };
  if (begins(0xff, 0xd8, 0xff)) return { extension: "jpg", type: "image/jpeg" };
  if (begins(0x52, 0x49, 0x46, 0x46) && String.fromCharCode(...bytes.subarray(8, 12)) === "WEBP") return { extension: "webp", type: "image/webp" };
  const office = begins(0x50, 0x4b, 0x03, 0x04) && Object.hasOwn(zipped, extension) ? zipped[extension] : undefined;
  if (office) return { extension, type: office };
  return extension === "txt" && isText(bytes) ? { extension, type: "text/plain; charset=utf-8" } : null;
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder("utf-8", { fatal: true }).decode(bytes).includes("\0");
  } catch {
    return false;
  }
}

/** The name to keep a file under: its own, without a path or what a header can't hold, ending as it is. */
export function nameOfFile(name: string, { extension }: FileForm): string {
  const own = (name.split(/[\\/]/).at(-1) ?? "").replace(/[\p{Cc}\p{Cf}"<>|:*?\s]+/gu, " ").trim().replace(/\.[a-z0-9]{1,5}$/i, "").slice(0, 120).trim();
  return `${own || "document"}.${extension}`;
}
