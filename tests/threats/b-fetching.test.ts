import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { LookupAddress } from "node:dns";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../src/edge/cli/commands.ts";
import { readConfig } from "../../src/main/config.ts";
import { outgoingClient, type FetchPolicy } from "../../src/platform/fetch/outgoing.ts";
import { localFiles } from "../../src/platform/files/file-store.ts";
import { newWorld } from "../support/world.ts";

let server: Server;
let port = 0;
let answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end();
const asked: { url: string; headers: IncomingMessage["headers"] }[] = [];

/** A real server on this machine: what an attacker runs, and what an attacker wants to reach. */
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ url: request.url ?? "", headers: request.headers });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** A name server that answers what a test wants, one answer after the other. */
function names(...answers: readonly string[]): NonNullable<FetchPolicy["lookup"]> {
  let at = 0;
  const lookup = (_name: string, _options: object, callback: (error: Error | null, addresses: LookupAddress[]) => void) => {
    const address = answers[Math.min(at++, answers.length - 1)] ?? "";
    callback(null, address.split(" ").map((each) => ({ address: each, family: each.includes(":") ? 6 : 4 })));
  };
  return lookup as unknown as NonNullable<FetchPolicy["lookup"]>;
}

const strict = () => outgoingClient({ allowPrivateNetwork: false });
const open = () => outgoingClient({ allowPrivateNetwork: true });
const here = () => `http://127.0.0.1:${port}`;

async function refusal(outcome: Promise<{ done: true } | { done: false; refusal: string }>): Promise<string> {
  const settled = await outcome;
  return settled.done ? "fetched" : settled.refusal;
}

describe("what we fetch", () => {
  const four = ["0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"];
  const six = ["::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:7f00:1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::1", "2002:a00:1::", "3fff::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "5f00::1"];

  test.each(four)("B1 is never %s, whether said so or by a name", async (address) => {
    expect(await refusal(strict().get(`http://${address}/`))).toBe("forbidden-address");
    expect(await refusal(outgoingClient({ allowPrivateNetwork: false, lookup: names(address) }).get("http://calendar.example/"))).toBe("forbidden-address");
  });

  test.each(six)("B2 is never %s, whether said so or by a name", async (address) => {
    expect(await refusal(strict().get(`http://[${address}]/`))).toBe("forbidden-address");
    expect(await refusal(outgoingClient({ allowPrivateNetwork: false, lookup: names(address) }).get("http://calendar.example/"))).toBe("forbidden-address");
  });

  test("B1 is never this machine under another spelling of it", async () => {
    for (const host of ["localhost", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.0.0.1.", "[::]", "①②⑦.0.0.1", "%31%32%37.0.0.1", "LOCALHOST"]) {
      expect(["forbidden-address", "bad-url", "unreachable"], host).toContain(await refusal(strict().get(`http://${host}/`)));
    }
    expect(asked).toEqual([]);
  });

  test("B3 a name whose address changes between check and use gains nothing", async () => {
    answer = (_, response) => response.end("secret");
    // Asked again it would answer this machine; it is asked once, and what was checked is what is called.
    const first = outgoingClient({ allowPrivateNetwork: false, lookup: names("127.0.0.1", "93.184.216.34") });
    expect(await refusal(first.get("http://calendar.example:8080/"))).toBe("forbidden-address");
    const mixed = outgoingClient({ allowPrivateNetwork: false, lookup: names("10.0.0.1 127.0.0.1 ::1") });
    expect(await refusal(mixed.get("http://calendar.example:8080/"))).toBe("forbidden-address");
    expect(asked).toEqual([]);
  });

  test("B4 a public address that redirects to a private one is followed no further, at any hop", async () => {
    // The named host is public here; only the address it redirects to is not.
    const client = outgoingClient({ allowPrivateNetwork: ["calendar.example"], lookup: names("127.0.0.1") });
    for (const target of ["http://127.0.0.1:80/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/", "http://internal.example/", "//10.0.0.1/"]) {
      asked.length = 0;
      answer = (request, response) => response.writeHead(302, { location: request.url === "/1" ? "/2" : target }).end();
      expect(["forbidden-address", "forbidden-port"], target).toContain(await refusal(client.get(`http://calendar.example:${port}/1`)));
      expect(asked.map((each) => each.url), target).toEqual(["/1", "/2"]);
    }
  });

  test("B6 is http or https, on a port of the web, and carries nobody's password", async () => {
    for (const [address, expected] of [["ftp://a.example/", "forbidden-scheme"], ["file:///etc/passwd", "forbidden-scheme"], ["data:text/calendar,x", "forbidden-scheme"], ["gopher://a.example/", "forbidden-scheme"], ["javascript:1", "forbidden-scheme"], ["http://a.example:22/", "forbidden-port"], ["http://a.example:5432/", "forbidden-port"], ["http://a.example:6379/", "forbidden-port"], ["http://user:password@a.example/", "bad-url"], ["http://", "bad-url"], ["x".repeat(5000), "bad-url"]]) {
      expect(await refusal(strict().get(address ?? "")), address).toBe(expected);
    }
    answer = (_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end();
    expect(await refusal(open().get(here()))).toBe("forbidden-scheme");
    asked.length = 0;
    answer = (_, response) => response.end("fine");
    expect(await refusal(open().get(`${here()}/a\r\nX-Injected: 1\r\n\r\nGET /admin`))).toBe("fetched");
    expect(asked).toHaveLength(1);
    expect(Object.keys(asked[0]?.headers ?? {})).not.toContain("x-injected");
  });

  test("B4 a key for one host isn't shown to the one it redirects to", async () => {
    asked.length = 0;
    answer = (request, response) => (request.url === "/" ? response.writeHead(302, { location: `http://localhost:${port}/next` }).end() : response.end("x"));
    expect(await refusal(open().get(`${here()}/`, { headers: { authorization: "Bearer secret", cookie: "a=b" } }))).toBe("fetched");
    expect([asked[1]?.url, asked[1]?.headers.authorization, asked[1]?.headers.cookie]).toEqual(["/next", undefined, undefined]);
  });

  test("B5 the importer of calendars and feeds goes through the same door, and says why it refuses", async () => {
    const world = await newWorld();
    const territory = await world.territory();
    const said: string[] = [];
    const run = (address: string, allowPrivateNetwork: boolean | readonly string[]) => commands["import"]?.run({ db: world.db, reader: world.connections.reader, url: world.url, smtpUrl: null, files: localFiles("/tmp"), migrations: [], pendingMigrations: async () => [], lookAtPeer: async () => undefined, naming: () => Promise.reject(new Error("nothing leaves")), nameEverything: () => Promise.reject(new Error("nothing leaves")), baseUrl: "http://echo.test", dataDir: "/tmp", allowPrivateNetwork, now: () => Temporal.Now.instant(), print: (line) => said.push(line), complain: (line) => said.push(line) }, [address, "--territory", territory.slug]);
    asked.length = 0;
    expect(await run(`${here()}/a.ics`, false)).toBe(1);
    expect(asked).toEqual([]);
    answer = (_, response) => response.writeHead(302, { location: "http://169.254.169.254/" }).end();
    expect(await run(`http://localhost:${port}/a.ics`, ["localhost"])).toBe(1);
    answer = (_, response) => response.end("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20271202T140000\r\nSUMMARY:Une soirée\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    expect(await run(`http://localhost:${port}/a.ics`, ["localhost"])).toBe(0);
    expect(said.join("\n")).toMatch(/forbidden/);
  });

  test("B5 production refuses a private network that isn't named host by host", () => {
    const production = { NODE_ENV: "production", BASE_URL: "https://echo.example", SMTP_URL: "smtp://mail.example", DATA_DIR: "/tmp/x" };
    for (const value of ["1", "true"]) expect(JSON.stringify(readConfig({ ...production, ALLOW_PRIVATE_NETWORK: value }))).toContain("ALLOW_PRIVATE_NETWORK");
    expect(readConfig({ ...production, ALLOW_PRIVATE_NETWORK: "intranet.example" })).toMatchObject({ config: { allowPrivateNetwork: ["intranet.example"] } });
    expect(readConfig(production)).toMatchObject({ config: { allowPrivateNetwork: false } });
  });
});

describe("C1 an answer made to exhaust us", () => {
  test("that goes round in circles is left after five hops", async () => {
    asked.length = 0;
    answer = (request, response) => response.writeHead(302, { location: `${request.url}x` }).end();
    expect(await refusal(open().get(`${here()}/`))).toBe("too-many-redirects");
    expect(asked.length).toBeLessThanOrEqual(6);
  });

  test("that is larger than said, or never ends, is cut", async () => {
    answer = (_, response) => void response.writeHead(200).end(Buffer.alloc(3_000_000));
    expect(await refusal(open().get(here(), { maxBytes: 1_000_000 }))).toBe("too-large");
    answer = (_, response) => {
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        if (!response.destroyed) response.once("drain", pour);
      };
      pour();
    };
    expect(await refusal(open().get(here(), { maxBytes: 2_000_000 }))).toBe("too-large");
  });

  test.each([["gzip", gzipSync], ["br", (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } })]] as const)("that grows a thousand times when unpacked (%s) is cut where it is too large", async (encoding, pack) => {
    const bomb = pack(Buffer.alloc(60_000_000));
    answer = (_, response) => response.writeHead(200, { "content-encoding": encoding }).end(bomb);
    const before = process.memoryUsage().rss;
    expect(await refusal(open().get(here(), { maxBytes: 1_000_000 }))).toBe("too-large");
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test("that comes a byte at a time, never begins, or hides behind a redirect without end, is left in time", async () => {
    const timers: NodeJS.Timeout[] = [];
    const slowly = (response: ServerResponse) => timers.push(setInterval(() => response.write("x"), 20));
    const late: ((request: IncomingMessage, response: ServerResponse) => void)[] = [
      (_, response) => void slowly(response.writeHead(200)),
      () => undefined,
      (_, response) => void slowly(response.writeHead(302, { location: "/next" })),
      (request) => void request.socket.write("HTTP/1.1 200 OK\r\nX-A: "),
    ];
    for (const way of late) {
      answer = way;
      const started = performance.now();
      expect(await refusal(open().get(here(), { timeoutMs: 400 }))).toBe("too-slow");
      expect(performance.now() - started).toBeLessThan(20_000);
    }
    for (const timer of timers) clearInterval(timer);
  });

  test("of endless headers, broken compression or half an answer is an outcome, not an accident", async () => {
    const ways: ((request: IncomingMessage, response: ServerResponse) => void)[] = [
      (request) => void request.socket.write(`HTTP/1.1 200 OK\r\n${"X-A: b\r\n".repeat(20_000)}\r\n`),
      (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end("not gzip"),
      (request) => void request.socket.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"),
      (request) => void request.socket.end("noise\r\n\r\n"),
      (_, response) => response.writeHead(302, { location: "http://[" }).end(),
    ];
    for (const way of ways) {
      answer = way;
      expect(["unreachable", "too-slow", "too-large", "bad-url"]).toContain(await refusal(open().get(here(), { timeoutMs: 2000 })));
    }
  });
});
