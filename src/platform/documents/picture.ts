import sharp from "sharp";

/** Draws a picture again as JPEG, the one form that paper and every reader of books know, on white. Null for what isn't a picture. */
export async function forDocument(bytes: Uint8Array, widest: number): Promise<{ bytes: Uint8Array; width: number; height: number } | null> {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: 50_000_000, pages: 1 }).resize({ width: widest, withoutEnlargement: true }).flatten({ background: "#ffffff" }).toColourspace("srgb").jpeg({ quality: 78 }).toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch {
    return null;
  }
}
