import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { withdraw } from "../../src/features/contents/change-state.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import { renderText } from "../../src/platform/text/render.ts";
import type { TestServer } from "../support/server.ts";
import { testServer } from "../support/server.ts";
import { articleForm, multipart, png, signedIn, upload } from "../support/hostile.ts";
import { stopwatch } from "../support/stopwatch.ts";

let server: TestServer;
let here: Territory;
let who: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  server = await testServer();
  here = await server.world.territory();
  await server.reload();
  who = await signedIn(server, here);
});

/** A PNG that says it is this large, with almost nothing behind it. */
function hollowPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", head), chunk("IDAT", deflateSync(Buffer.alloc(2_000_000))), chunk("IEND", Buffer.alloc(0))]);
}

describe("C9 a picture that isn't one", () => {
  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ["a page", "image/png", () => Buffer.from("<!doctype html><script>alert(1)</script>")],
    ["a drawing with a script", "image/svg+xml", () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>')],
    ["a drawing under another name", "image/png", () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ["an actor of the Fediverse", "image/png", () => Buffer.from('{"@context":"https://www.w3.org/ns/activitystreams","type":"Person","id":"https://echo.test/media/x"}')],
    ["a program", "image/jpeg", () => Buffer.concat([Buffer.from("MZ"), Buffer.alloc(4000)])],
    ["the head of a PNG alone", "image/png", () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ["half a picture", "image/png", async () => (await png(800, 800)).subarray(0, 900)],
    ["a bomb of 2,500 million points", "image/png", () => hollowPng(50_000, 50_000)],
    ["a bomb of one line", "image/png", () => hollowPng(1, 2_000_000_000)],
    ["a PDF", "image/png", () => Buffer.from("%PDF-1.7\n")],
    ["nothing", "image/png", () => Buffer.alloc(0)],
    ["10 MB of noise", "image/jpeg", () => Buffer.alloc(10_000_000, 0xd8)],
    ["more than 10 MB", "image/png", async () => Buffer.concat([await png(), Buffer.alloc(10_100_000)])],
  ])("%s is refused at once, in the editor and in the form, and leaves no file", async (_name, type, make) => {
    const bytes = await make();
    const spent = stopwatch();
    const sent = await upload(server, who, { filename: "x.png", type, bytes });
    expect([413, 422]).toContain(sent.status);
    const { body, headers } = multipart({ ...articleForm, title: "Avec une fausse image", summary: "Ce qui reste" }, { name: "picture", filename: "../../etc/passwd\u0000.png", type, bytes });
    const form = await server.ask(who.host, "/contribuer/article", { method: "POST", cookie: who.cookie, body, headers });
    if (bytes.length > 0) expect([413, 422]).toContain(form.status);
    if (form.status === 422) expect(form.text).toContain("Ce qui reste");
    expect(spent()).toBeLessThan(8000);
    const { rows } = await sql`select from media`.execute(server.world.db);
    expect(rows).toEqual([]);
  });

  test("a picture with a page, a script or a place hidden in it is drawn again without them", async () => {
    const secret = "<script>alert('polyglot')</script>";
    const bytes = Buffer.concat([await sharp(await png(300, 200)).jpeg().withExif({ IFD0: { Copyright: secret }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "45/1 11/1 0/1" } }).toBuffer(), Buffer.from(secret)]);
    const sent = await upload(server, who, { filename: "x.html", type: "text/html", bytes });
    expect(sent.status).toBe(200);
    const { src } = JSON.parse(sent.text) as { src: string };
    for (const address of [src, src.replace(".webp", ".avif")]) {
      const served = await server.ask(who.host, address, { cookie: who.cookie });
      expect(served.status).toBe(200);
      expect(served.text).not.toContain("polyglot");
    }
    const { rows } = await sql<{ hash: string }>`select hash from media`.execute(server.world.db);
    expect(rows).toHaveLength(1);
  });
});

describe("A12, B7 what is uploaded", () => {
  let src = "";
  let draft: ContentId;

  beforeAll(async () => {
    const sent = JSON.parse((await upload(server, who, { filename: "a.png", type: "application/activity+json", bytes: await png(50, 50) })).text) as { id: string; src: string };
    src = sent.src;
    draft = await server.world.article(who.member, here, { title: "Illustré", intent: "draft", body: `![Un carré](media:${sent.id})` });
  });

  test.each(["application/activity+json", "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"", "application/json", "text/html", "image/svg+xml"])("is served as a picture and nothing else, even to who asks for %s", async (accept) => {
    const served = await server.ask(who.host, src, { cookie: who.cookie, headers: { accept } });
    expect([served.status, served.headers["content-type"], served.headers["x-content-type-options"], served.headers["content-security-policy"]]).toEqual([200, "image/webp", "nosniff", "default-src 'none'; sandbox"]);
  });

  test("has no other address: neither another ending, nor a way out of its folder", async () => {
    const name = src.slice("/media/".length);
    for (const other of [name.replace(".webp", ".svg"), name.replace(".webp", ".html"), name.replace(".webp", ".json"), name.replace(".webp", ""), `${name}.html`, name.toUpperCase(), "..%2f..%2fpostgres.password", "..%5c..%5cpostgres.password", `%2e%2e/${name}`, `${name}%00.html`, name.replace(/-\d+/, "-99999"), name.replace(/-\d+/, "-1")]) {
      expect([400, 404], other).toContain((await server.ask(who.host, `/media/${other}`, { cookie: who.cookie })).status);
    }
    for (const asset of ["..%2fstamp", "..%2f..%2fpackage.json", "manifest.json", "constructor", "__proto__", "hue-1.svg", "sign-1.css"]) {
      const answer = await server.ask(who.host, `/assets/${asset}`);
      expect([answer.status, answer.headers["cache-control"]], asset).toEqual([404, undefined]);
    }
  });

  test("fetches nothing from elsewhere: there is no proxy of pictures to abuse", async () => {
    for (const path of ["/media/http:%2f%2f127.0.0.1%2f", "/proxy?url=http://127.0.0.1", "/media?url=http://127.0.0.1/", `${src}?url=http://127.0.0.1/`]) {
      expect([404], path).toContain((await server.ask(who.host, path)).status);
    }
  });

  test("E1 of a draft is as private as the draft, is public with it, and is private again after it", async () => {
    const stranger = await signedIn(server, here);
    const seen = async () => [(await server.ask(who.host, src)).status, (await server.ask(who.host, src, { cookie: stranger.cookie })).status];
    expect(await seen()).toEqual([404, 404]);
    expect((await server.ask(who.host, src, { cookie: who.cookie })).status).toBe(200);
    await server.ask(who.host, `/contenus/${draft}/retirer`, { method: "POST", cookie: who.cookie });
    await server.ask(who.host, `/contenus/${draft}/republier`, { method: "POST", cookie: who.cookie });
    expect(await seen()).toEqual([200, 200]);
    await withdraw(server.world.as(who.member), draft);
    expect(await seen()).toEqual([404, 404]);
  });
});

describe("A14 a link", () => {
  const shown = (markdown: string) => renderText(fromMarkdown(markdown), { image: () => "", tableLabel: "" });

  test("that names one address and leads to another says where it leads", () => {
    expect(shown("[https://banque.example/compte](https://evil.example/x)")).toContain('<a href="https://evil.example/x" rel="nofollow ugc noopener">https://banque.example/compte</a> <span class="soft">(evil.example)</span>');
    for (const words of ["www.banque.example", "@inrae@banque.example", "**banque**.example", "banque.example@x", "ban\u200bque.example", "Rendez-vous sur banque.example ici"]) expect(shown(`[${words}](https://evil.example/)`), words).toContain("(evil.example)");
    expect(shown("[banque.example](https://banque.example.evil.example/)")).toContain("(banque.example.evil.example)");
    expect(shown("[https://bank.example@evil.example](https://bank.example@evil.example/)")).toContain("(evil.example)");
  });

  test("that says what it is, or nothing of the kind, is left as it is", () => {
    for (const markdown of ["[le programme](https://a.example/x)", "https://a.example/x", "[www.a.example](https://a.example/)", "[écrire](mailto:a@a.example)", "[la suite](/articles)"]) expect(shown(markdown), markdown).not.toContain("<span");
    expect(shown("[x](https://a.example)")).toContain('rel="nofollow ugc noopener"');
  });
});
