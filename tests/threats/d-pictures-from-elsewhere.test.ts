import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { sql } from "kysely";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { stopwatch } from "../support/stopwatch.ts";
import { localFiles } from "../../src/platform/files/file-store.ts";
import { makeDoor, type Door } from "../federation/door.ts";
import { personOf, type Person } from "../federation/servers.ts";

let door: Door;
let lea: Person;

beforeAll(async () => {
  door = await makeDoor("image");
  lea = await personOf(door.server, door.here, "Léa");
});

/** A PNG that says it is this large, with almost nothing behind it. */
function hollowPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const [body, length, sum] = [Buffer.concat([Buffer.from(type), data]), Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", head), chunk("IDAT", deflateSync(Buffer.alloc(500_000))), chunk("IEND", Buffer.alloc(0))]);
}

/** A GIF of this many frames of one point each. */
function longGif(frames: number): Buffer {
  const head = Buffer.from([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
  const frame = Buffer.from([0x21, 0xf9, 4, 0, 1, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
}

const point = () => sharp({ create: { width: 640, height: 400, channels: 3, background: "#283" } });

/** An article of another server with this picture, looked up here: what shows of it. */
async function brought(name: string, bytes: Buffer, type: string): Promise<{ hash: string; widths: number[] } | null> {
  const url = door.victim.serve(`/files/${encodeURIComponent(name)}`, bytes, { type });
  const id = `${door.victim.origin}/articles/${encodeURIComponent(name)}`;
  door.victim.serve(new URL(id).pathname, { "@context": "https://www.w3.org/ns/activitystreams", id, type: "Article", attributedTo: door.alice.id, name, content: "<p>Des mots.</p>", to: ["https://www.w3.org/ns/activitystreams#Public"], published: "2026-11-24T10:00:00Z", image: { type: "Image", mediaType: type, url, name: "Une image" } });
  expect(await lea.lookUp(id), name).toContain("/articles/");
  // A drawing isn't even asked for.
  expect(door.victim.asked.get(new URL(url).pathname) ?? 0, name).toBe(type === "image/svg+xml" ? 0 : 1);
  return (await sql<{ hash: string; widths: number[] }>`select m.hash, m.widths from contents c join media m on m.id = c.lead_id where c.title = ${name}`.execute(door.server.world.db)).rows[0] ?? null;
}

test.each<[string, string, () => Buffer]>([
  ["a drawing with a script", "image/svg+xml", () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>')],
  ["a drawing that calls itself a photograph", "image/png", () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
  ["a page that calls itself a photograph", "image/jpeg", () => Buffer.from("<!doctype html><script>alert(1)</script>")],
  ["an actor that calls itself a photograph", "image/png", () => Buffer.from('{"@context":"https://www.w3.org/ns/activitystreams","type":"Person"}')],
  ["3,600 million points", "image/png", () => hollowPng(60_000, 60_000)],
  ["six million bytes", "image/png", () => Buffer.alloc(6_000_000, 0x89)],
  ["nothing", "image/png", () => Buffer.alloc(0)],
])("X3: %s isn't shown: the words come without it, and nothing is kept", async (name, type, make) => {
  const media = async () => (await sql<{ n: number }>`select count(*)::int as n from media`.execute(door.server.world.db)).rows[0]?.n;
  const before = await media();
  const spent = stopwatch();
  expect(await brought(name, make(), type)).toBeNull();
  expect(spent()).toBeLessThan(10_000);
  expect(await media()).toBe(before);
});

test("X3: what is a picture is made anew: no script behind it, no place where it was taken, one frame of ten thousand, served as what it is", async () => {
  const script = "<script>alert(document.cookie)</script>";
  const polyglot = Buffer.concat([await point().png().toBuffer(), Buffer.from(script)]);
  const located = await point().withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: "45/1 11/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "5/1 43/1 0/1" }, IFD0: { Artist: script } }).jpeg().toBuffer();
  expect((await sharp(located).metadata()).exif).toBeDefined();
  for (const [name, type, bytes] of [["Un polyglotte", "image/png", polyglot], ["Un lieu", "image/jpeg", located], ["Dix mille images", "image/gif", longGif(10_000)]] as const) {
    const spent = stopwatch();
    const shown = await brought(name, bytes, type);
    expect(spent(), name).toBeLessThan(10_000);
    if (!shown) throw new Error(`${name} isn't shown`);
    const answer = await door.server.ask(door.server.portal, `/media/${shown.hash}-${String(shown.widths.at(-1))}.webp`);
    expect([answer.status, answer.headers["content-type"], answer.headers["x-content-type-options"]], name).toEqual([200, "image/webp", "nosniff"]);
    expect(String(answer.headers["content-security-policy"] ?? ""), name).toMatch(/default-src 'none'|sandbox/);
    expect(answer.text.includes("alert("), name).toBe(false);
    const kept = await localFiles(join(door.server.dataDir, "files")).get(`${shown.hash}-${String(shown.widths.at(-1))}.webp`);
    if (!kept) throw new Error(`${name} isn't kept`);
    const meta = await sharp(kept).metadata();
    expect([meta.format, meta.exif, meta.pages ?? 1], name).toEqual(["webp", undefined, 1]);
  }
});
