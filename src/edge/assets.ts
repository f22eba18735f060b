import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const brotli = promisify(brotliCompress);

export interface Asset {
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
  /** The same in Brotli, made once when first asked for; null for what is small already. */
  packed(): Promise<Uint8Array<ArrayBuffer> | null>;
}

/** The files that the browser loads, named by what they hold, so that they can be kept for ever. */
export interface Assets {
  /** Address of an entry: `styles`, `font_text`, or the name of an island. */
  href(entry: string): string;
  file(name: string): Asset | null;
}

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
};

interface ManifestEntry {
  readonly file: string;
  readonly src?: string;
  readonly name?: string;
}

/** Reads the built files of a folder into memory: there are a few dozen, all small. */
export async function readAssets(folder: string): Promise<Assets> {
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Record<string, ManifestEntry>;
  const files = new Map<string, Asset>();
  for (const name of await readdir(folder)) {
    const type = types[extname(name)];
    if (type && name !== "manifest.json") files.set(name, assetOf(type, new Uint8Array(await readFile(join(folder, name)))));
  }
  const entries = new Map<string, string>();
  for (const [source, entry] of Object.entries(manifest)) {
    const name = entryName(source);
    if (name) entries.set(name, `/assets/${entry.file}`);
  }
  for (const name of files.keys()) {
    if (name.startsWith("bricolage")) entries.set("font_titles", `/assets/${name}`);
    if (name.startsWith("source-sans")) entries.set("font_text", `/assets/${name}`);
  }
  return {
    href(entry) {
      const address = entries.get(entry);
      if (!address) throw new Error(`No built file for ${entry}`);
      return address;
    },
    file: (name) => files.get(name) ?? null,
  };
}

function assetOf(type: string, body: Uint8Array<ArrayBuffer>): Asset {
  let small: Promise<Uint8Array<ArrayBuffer>> | null = null;
  return { type, body, packed: async () => (/^(text|application|image\/svg)/.test(type) ? (small ??= compress(body)) : null) };
}

async function compress(body: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
}

function entryName(source: string): string | null {
  const island = /^src\/edge\/web\/client\/([a-z-]+)\.ts$/.exec(source)?.[1];
  if (island) return island;
  const style = /^src\/ui\/styles\/([a-z-]+)\.css$/.exec(source)?.[1];
  return style ? (style === "main" ? "styles" : `${style}_styles`) : null;
}
