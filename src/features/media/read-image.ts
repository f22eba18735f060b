import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { done, refused, type Outcome } from "../../platform/outcome.ts";

export const largestImage = 10_000_000;
const mostPixels = 50_000_000;
const widths = [400, 800, 1600] as const;
const accepted = new Set(["image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"]);

export type ImageRefusal = "too-large" | "not-an-image" | "too-many-pixels" | "broken";

export interface ReadImage {
  /** SHA-256 of the bytes that came, in hexadecimal: the beginning of every file's name. */
  readonly hash: string;
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
  /** `#rrggbb`, shown until the picture is there. */
  readonly colour: string;
  readonly files: readonly { readonly key: string; readonly bytes: Uint8Array }[];
}

sharp.concurrency(1);
sharp.cache(false);

/**
 * Reads what somebody uploaded. What counts is what the bytes are, not what they are called. The picture is drawn
 * again in AVIF and WebP at several widths: nothing else of the file survives, neither EXIF nor what hides behind it.
 */
export async function readImage(bytes: Uint8Array): Promise<Outcome<ReadImage, ImageRefusal>> {
  if (bytes.length > largestImage) return refused("too-large" as const);
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !accepted.has(type.mime)) return refused("not-an-image" as const);
  try {
    const source = () => sharp(bytes, { limitInputPixels: mostPixels, failOn: "error", pages: 1, sequentialRead: true }).autoOrient();
    const meta = await sharp(bytes, { limitInputPixels: mostPixels, pages: 1 }).metadata();
    if (meta.width * meta.height > mostPixels) return refused("too-many-pixels" as const);
    const { width, height } = meta.autoOrient;
    const hash = createHash("sha256").update(bytes).digest("hex");
    const kept = [...new Set(widths.map((each) => Math.min(each, width)))];
    const files: { key: string; bytes: Uint8Array }[] = [];
    for (const each of kept) {
      const sized = await source().resize({ width: each, withoutEnlargement: true }).toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
      const again = () => sharp(sized.data, { raw: sized.info });
      files.push({ key: `${hash}-${each}.webp`, bytes: await again().webp({ quality: 76, effort: 3 }).toBuffer() });
      files.push({ key: `${hash}-${each}.avif`, bytes: await again().avif({ quality: 52, effort: 2 }).toBuffer() });
    }
    const { dominant } = await source().resize(64, 64, { fit: "inside" }).stats();
    const colour = `#${[dominant.r, dominant.g, dominant.b].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
    return done({ hash, width, height, widths: kept, colour, files });
  } catch (error) {
    return refused(/pixel limit/i.test((error as Error).message) ? ("too-many-pixels" as const) : ("broken" as const));
  }
}
