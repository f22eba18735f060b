import { lookup as systemLookup } from "node:dns";
import { isIP } from "node:net";
import { Agent, request, type Dispatcher } from "undici";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { Duplex, Readable } from "node:stream";
import { done, refused, type Outcome } from "../outcome.ts";
import { isPublicAddress } from "./address.ts";

export type FetchRefusal = "bad-url" | "forbidden-scheme" | "forbidden-port" | "forbidden-address" | "too-many-redirects" | "left-origin" | "too-large" | "too-slow" | "wrong-type" | "unreachable";

export interface FetchPolicy {
  /** True: private addresses too, for tests and closed networks; a list: only these hosts. */
  readonly allowPrivateNetwork: boolean | readonly string[];
  /** How names become addresses; the system's way unless a test says otherwise. */
  readonly lookup?: typeof systemLookup;
}

export interface FetchOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
  /** Media types that may come back, `text/calendar`; any unless said. */
  readonly accept?: readonly string[];
  /** Most redirects that are followed; 5 unless said. */
  readonly redirects?: number;
  /** `same-origin`: a redirect to another scheme, host or port isn't followed; `https`: none to what anybody may read on its way. */
  readonly stay?: "same-origin" | "https";
}

export interface PostOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  /** How much of the answer is read; the rest is let go. A thousand bytes unless said. */
  readonly maxBytes?: number;
}

export interface Fetched {
  readonly status: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface OutgoingClient {
  get(address: string, options?: FetchOptions): Promise<Outcome<Fetched, FetchRefusal>>;
  /** Sends bytes to an address. A redirect isn't followed, and of the answer the first bytes are read at most. */
  post(address: string, body: string | Uint8Array, options: PostOptions): Promise<Outcome<Fetched, FetchRefusal>>;
}

const mostRedirects = 5;
const answerBytes = 1000;
const ports = new Set(["", "80", "443", "8080", "8443"]);

class Refused extends Error {
  readonly refusal: FetchRefusal;
  constructor(refusal: FetchRefusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

/**
 * The only way out of this server. Addresses are checked when connecting, each redirect again, and what comes back is
 * bounded in size, in time and after decompression.
 */
export function outgoingClient(policy: FetchPolicy): OutgoingClient {
  const isAllowedHost = (host: string) => policy.allowPrivateNetwork === true || (Array.isArray(policy.allowPrivateNetwork) && policy.allowPrivateNetwork.includes(host.toLowerCase()));
  const lookup = policy.lookup ?? lookupLoopback;
  const agent = new Agent({
    connections: 32,
    pipelining: 0,
    connect: {
      timeout: 10_000,
      // The address that is checked is the address that is connected to: a name that changes in between gains nothing.
      lookup: (hostname, options, callback) => {
        lookup(hostname, { ...options, all: true }, (error, addresses) => {
          if (error) return callback(error, "", 0);
          const fine = addresses.filter((each) => isAllowedHost(hostname) || isPublicAddress(each.address));
          const first = fine[0];
          if (!first) return callback(new Refused("forbidden-address"), "", 0);
          if (options.all) return callback(null, fine);
          callback(null, first.address, first.family);
        });
      },
    },
  });

  function check(url: URL): void {
    if (url.protocol !== "http:" && url.protocol !== "https:") throw new Refused("forbidden-scheme");
    if (url.username || url.password) throw new Refused("bad-url");
    const host = url.hostname.replace(/^\[|\]$/g, "");
    if (isAllowedHost(host)) return;
    if (!ports.has(url.port)) throw new Refused("forbidden-port");
    if (isIP(host) && !isPublicAddress(host)) throw new Refused("forbidden-address");
  }

  async function get(address: string, options: FetchOptions = {}): Promise<Fetched> {
    const deadline = AbortSignal.timeout(options.timeoutMs ?? 20_000);
    let url = parse(address, undefined);
    const headers: Record<string, string> = { "user-agent": "Echosciences/1 (+reads public calendars and feeds)", "accept-encoding": "gzip, deflate, br", ...options.headers };
    for (let hop = 0; hop <= (options.redirects ?? mostRedirects); hop++) {
      check(url);
      const response = await request(url, { dispatcher: agent, headers, signal: deadline, headersTimeout: 10_000, bodyTimeout: 10_000 });
      const location = response.headers["location"];
      if (response.statusCode >= 300 && response.statusCode < 400 && typeof location === "string") {
        await response.body.dump({ limit: 16_384 }).catch(() => undefined);
        const next = parse(location, url);
        if (options.stay === "same-origin" && next.origin !== url.origin) throw new Refused("left-origin");
        if (options.stay === "https" && next.protocol !== "https:") throw new Refused("forbidden-scheme");
        if (next.origin !== url.origin) for (const name of Object.keys(headers)) if (/^(authorization|cookie|x-api-key)$/i.test(name)) delete headers[name];
        url = next;
        continue;
      }
      return await read(response, url, options, deadline);
    }
    throw new Refused("too-many-redirects");
  }

  async function post(address: string, body: string | Uint8Array, options: PostOptions): Promise<Fetched> {
    const deadline = AbortSignal.timeout(options.timeoutMs ?? 10_000);
    const url = parse(address, undefined);
    check(url);
    const response = await request(url, { dispatcher: agent, method: "POST", headers: options.headers, body, signal: deadline, headersTimeout: 10_000, bodyTimeout: 10_000 });
    const chunks: Buffer[] = [];
    const most = options.maxBytes ?? answerBytes;
    let size = 0;
    for await (const chunk of response.body) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size > most) break;
    }
    return { status: response.statusCode, url: url.href, headers: plainHeaders(response), body: new Uint8Array(Buffer.concat(chunks).subarray(0, most)) };
  }

  return {
    async post(address, body, options) {
      try {
        return done(await post(address, body, options));
      } catch (error) {
        return refused(refusalOf(error));
      }
    },
    async get(address, options) {
      try {
        return done(await get(address, options));
      } catch (error) {
        return refused(refusalOf(error));
      }
    },
  };
}

/** Names under `localhost` are this machine's own (RFC 6761, section 6.3), whatever the system's resolver knows of them. */
const lookupLoopback: typeof systemLookup = ((hostname: string, options: object, callback: (error: null, addresses: { address: string; family: number }[]) => void) => {
  if (/(^|\.)localhost$/i.test(hostname)) callback(null, [{ address: "127.0.0.1", family: 4 }]);
  else systemLookup(hostname, options as never, callback as never);
}) as never;

function plainHeaders(response: Dispatcher.ResponseData): Record<string, string> {
  return Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
}

function parse(address: string, base: URL | undefined): URL {
  if (address.length > 4000 || !URL.canParse(address, base)) throw new Refused("bad-url");
  return new URL(address, base);
}

async function read(response: Dispatcher.ResponseData, url: URL, options: FetchOptions, deadline: AbortSignal): Promise<Fetched> {
  const headers = plainHeaders(response);
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (options.accept && !options.accept.includes(type)) {
    response.body.destroy();
    throw new Refused("wrong-type");
  }
  const most = options.maxBytes ?? 10_000_000;
  const chunks: Buffer[] = [];
  let size = 0;
  const stream = inflated(response.body, headers["content-encoding"] ?? "");
  deadline.addEventListener("abort", () => stream.destroy(new Refused("too-slow")), { once: true });
  for await (const chunk of stream) {
    size += (chunk as Buffer).length;
    if (size > most) {
      stream.destroy();
      response.body.destroy();
      throw new Refused("too-large");
    }
    chunks.push(chunk as Buffer);
  }
  return { status: response.statusCode, url: url.href, headers, body: new Uint8Array(Buffer.concat(chunks)) };
}

const inflaters = new Map<string, () => Duplex>([["gzip", createGunzip], ["x-gzip", createGunzip], ["deflate", createInflate], ["br", createBrotliDecompress]]);

function inflated(body: Readable, encoding: string): Readable {
  const inflater = inflaters.get(encoding.trim().toLowerCase())?.();
  if (!inflater) return body;
  body.on("error", (error) => inflater.destroy(error));
  return body.pipe(inflater);
}

function refusalOf(error: unknown): FetchRefusal {
  for (let at = error as (Error & { cause?: unknown; refusal?: FetchRefusal; code?: string; errors?: unknown[] }) | undefined; at; at = (at.cause ?? at.errors?.[0]) as typeof at) {
    if (at instanceof Refused) return at.refusal;
    if (at.name === "TimeoutError" || at.name === "AbortError" || /TIMEOUT/.test(at.code ?? "")) return "too-slow";
  }
  return "unreachable";
}
