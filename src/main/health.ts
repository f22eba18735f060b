import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { listPendingMigrations, type Migration } from "../platform/database/migrate.ts";
import type { Database } from "../platform/database.ts";
import type { Metrics } from "./metrics.ts";

export interface HealthSources {
  readonly db: Database;
  readonly migrations: readonly Migration[];
  readonly metrics: Metrics;
  readonly metricsToken: string | null;
  /** Null when this process has none. */
  readonly workers: { running(): boolean } | null;
}

/** Answers true when the request was for it. */
export type Health = (request: IncomingMessage, response: ServerResponse) => boolean;

const patienceMillis = 2000;
export const healthAddresses = ["/livez", "/readyz", "/metrics"] as const;

/** What machines ask, whatever the host that they ask at: a probe knows an address, not a name. No page code runs here. */
export function makeHealth(sources: HealthSources): Health {
  return (request, response) => {
    const path = request.method === "GET" || request.method === "HEAD" ? (request.url ?? "").split("?")[0] : "";
    if (path === "/livez") send(response, 200, { status: "ok" });
    else if (path === "/readyz") void ready(sources).then((parts) => send(response, Object.values(parts).every((part) => part === "ok" || part === "none") ? 200 : 503, parts));
    else if (path === "/metrics") void sendMetrics(sources, request, response);
    else return false;
    return true;
  };
}

interface Parts {
  readonly database: "ok" | "unreachable";
  readonly migrations: "ok" | "pending" | "unknown";
  readonly workers: "ok" | "stopped" | "none";
}

async function ready({ db, migrations, workers }: HealthSources): Promise<Parts> {
  const working = workers ? (workers.running() ? "ok" : "stopped") : "none";
  try {
    const pending = await inTime(listPendingMigrations(db, migrations));
    return { database: "ok", migrations: pending.length === 0 ? "ok" : "pending", workers: working };
  } catch {
    return { database: "unreachable", migrations: "unknown", workers: working };
  }
}

async function inTime<T>(asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("too late")), patienceMillis);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

function send(response: ServerResponse, status: number, parts: object): void {
  const body = JSON.stringify({ status: status === 200 ? "ok" : "failing", ...parts });
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", "content-length": Buffer.byteLength(body) });
  response.end(body);
}

/** Behind a token; without one configured, to this machine only, and not through a proxy on it. */
async function sendMetrics({ metrics, metricsToken }: HealthSources, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const local = /^(::1|::ffff:127\.|127\.)/.test(request.socket.remoteAddress ?? "") && request.headers["x-forwarded-for"] === undefined && request.headers["forwarded"] === undefined;
  const allowed = metricsToken ? same(request.headers.authorization ?? "", `Bearer ${metricsToken}`) : local;
  const body = allowed ? await metrics.text() : "";
  response.writeHead(allowed ? 200 : 404, { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" });
  response.end(body);
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
