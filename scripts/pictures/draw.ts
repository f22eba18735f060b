// Computes the demonstration's pictures, whose photographers would be as imaginary as its places: node scripts/pictures/draw.ts
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { cells, circuit, crystals, fringes, leaf, metal, plankton } from "./close-ups.ts";
import { dunes, ridges, starfield, strata, waves } from "./landscapes.ts";
import { smooth } from "./noise.ts";

const width = 800;
const height = 500;
const folder = join(import.meta.dirname, "../../src/features/demonstration/pictures");

for (const [name, shade] of Object.entries({ starfield, ridges, waves, dunes, strata, cells, leaf, crystals, plankton, circuit, metal, fringes })) {
  const pixels = Buffer.alloc(width * height * 3);
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [x, y] = [(column / width) * 1.6, row / height];
      const darker = 0.14 * ((x / 0.8 - 1) ** 2 + (y * 2 - 1) ** 2) ** 1.3;
      const grain = (smooth(column, row, 99) - 0.5) * 9;
      for (const part of shade(x, y)) pixels[at++] = Math.max(0, Math.min(255, part * (1 - darker) + grain));
    }
  }
  writeFileSync(join(folder, `${name}.jpg`), await sharp(pixels, { raw: { width, height, channels: 3 } }).blur(0.5).jpeg({ quality: 80, mozjpeg: true }).toBuffer());
  console.log(name);
}
