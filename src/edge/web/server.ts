import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { brotliCompress, constants } from "node:zlib";
import { promisify } from "node:util";
import type { CachedForm, CachedPage, PageCache } from "../../platform/page-cache.ts";
import type { Bindings, Env } from "../env.ts";

const compress = promisify(brotliCompress);

/** The HTTP server. Visitors without a cookie get whole pages from memory; everything else goes to the application. */
export function makeServer(app: Hono<Env>, cache: PageCache, observe: (request: IncomingMessage, response: ServerResponse) => void, health: (request: IncomingMessage, response: ServerResponse) => boolean): Server {
  const listener = getRequestListener(async (request, bindings) => {
    const incoming = (bindings as { incoming: IncomingMessage }).incoming;
    const readAt = cache.now();
    const held: Bindings["held"] = { touches: null };
    const response = await app.fetch(request, { clientAddress: incoming.socket.remoteAddress ?? "", held });
    const key = cacheKey(incoming);
    if (!key || !held.touches || response.status !== 200) return acceptsBrotli(incoming) ? packed(response) : response;
    const page = await makePage(response);
    cache.keep(key, page, held.touches, readAt);
    const form = formFor(page, incoming);
    return new Response(form.body as Uint8Array<ArrayBuffer>, { status: 200, headers: [...pairsOf(form.headers), ...counted(response)] });
  });
  const server = createServer((request, response) => {
    if (health(request, response)) return;
    observe(request, response);
    const key = cacheKey(request);
    const page = key ? cache.get(key) : undefined;
    if (page) serve(page, request, response);
    else void listener(request, response);
  });
  server.requestTimeout = 60_000;
  server.headersTimeout = 15_000;
  server.maxRequestsPerSocket = 10_000;
  return server;
}

const texts = /^(text\/|application\/(json|[a-z.+-]*\+(json|xml)|xml))|^image\/svg/;

/** What isn't shared is made small too: a member's pages, the feeds. Built files come packed. */
async function packed(response: Response): Promise<Response> {
  if (response.body === null || response.headers.has("content-encoding") || !texts.test(response.headers.get("content-type") ?? "")) return response;
  const body = Buffer.from(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  headers.append("vary", "Accept-Encoding");
  if (body.length <= 1000) return new Response(body, { status: response.status, headers });
  headers.set("content-encoding", "br");
  headers.delete("content-length");
  return new Response((await compress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })) as Uint8Array<ArrayBuffer>, { status: response.status, headers });
}

/** Null when the answer may depend on who asks. The host and the language are part of the key. */
function cacheKey(request: IncomingMessage): string | null {
  const { method, url, headers } = request;
  if (method !== "GET" || headers.cookie !== undefined || headers.authorization !== undefined || !url || url.length > 1000) return null;
  return `${headers.host ?? ""} ${url} ${(headers["accept-language"] ?? "").slice(0, 60)} ${/(?:activity|ld)\+json/i.test(headers.accept ?? "") ? "ap" : ""}`;
}

function serve(page: CachedPage, request: IncomingMessage, response: ServerResponse): void {
  if (request.headers["if-none-match"] === page.etag) {
    response.writeHead(304, { etag: page.etag, "cache-control": "no-cache" });
    response.end();
    return;
  }
  const form = formFor(page, request);
  response.writeHead(200, form.headers);
  response.end(form.body);
}

function formFor(page: CachedPage, request: IncomingMessage): CachedForm {
  return page.brotli !== null && acceptsBrotli(request) ? page.brotli : page.plain;
}

function pairsOf(headers: readonly string[]): [string, string][] {
  return headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1] ?? ""] as [string, string]] : []));
}

function acceptsBrotli(request: IncomingMessage): boolean {
  return /\bbr\b/.test(String(request.headers["accept-encoding"] ?? ""));
}

// What is left of a reader's quota is said to that reader alone; an answer from memory costs none.
const quotaHeader = "ratelimit";

function counted(response: Response): [string, string][] {
  const left = response.headers.get(quotaHeader);
  return left === null ? [] : [[quotaHeader, left]];
}

async function makePage(response: Response): Promise<CachedPage> {
  const body = Buffer.from(await response.arrayBuffer());
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const own = new Set(["etag", "cache-control", "vary", "content-length", quotaHeader]);
  const headers = [...response.headers].filter(([name]) => !own.has(name)).flat();
  headers.push("etag", etag, "cache-control", "no-cache", "vary", "Accept, Accept-Language, Accept-Encoding, Cookie");
  const formOf = (bytes: Buffer, encoding: readonly string[]): CachedForm => ({ headers: [...headers, ...encoding, "content-length", String(bytes.length)], body: bytes });
  const brotli = body.length > 1000 ? await compress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : null;
  return { plain: formOf(body, []), brotli: brotli && formOf(brotli, ["content-encoding", "br"]), etag };
}
