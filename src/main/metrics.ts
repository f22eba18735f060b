import type { IncomingMessage, ServerResponse } from "node:http";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { countByHostAnywhere, countReceivedAnywhere } from "../features/federation/count-traffic.ts";
import { listPeersAnywhere } from "../features/network/list-peers.ts";
import type { Database } from "../platform/database.ts";
import type { PageCache } from "../platform/page-cache.ts";

export interface Metrics {
  observe(request: IncomingMessage, response: ServerResponse): void;
  /** Something that another server posted, by what it was answered: `taken`, or why it wasn't. */
  posted(answer: string): void;
  text(): Promise<string>;
}

/** Other servers that are told by name: those with most to send, or most that failed. */
const mostHosts = 100;

/** What is counted of the server itself; never of who reads. */
export function makeMetrics(cache: PageCache, db: Database): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({ name: "http_request_seconds", help: "Time to answer, by method and status", labelNames: ["method", "status"], buckets: [0.005, 0.02, 0.1, 0.5, 2], registers: [registry] });
  const pages = new Gauge({ name: "page_cache_pages", help: "Pages kept in memory", registers: [registry] });
  const gauge = (name: string, help: string, ...labelNames: string[]) => new Gauge({ name, help, labelNames, registers: [registry] });
  const toHost = {
    waiting: gauge("federation_deliveries_waiting", "Deliveries that wait, by host", "host"),
    failed: gauge("federation_deliveries_failed_day", "Deliveries refused or given up in the last day, by host", "host"),
    oldestSeconds: gauge("federation_delivery_oldest_seconds", "Age of the oldest delivery that waits, by host", "host"),
  };
  const received = gauge("federation_received_hour", "What other servers said in the last hour, by what came of it", "state");
  const oldestReceived = gauge("federation_received_oldest_seconds", "Age of the oldest that wasn't read yet");
  const peers = gauge("network_servers", "Servers of our network, invited or inviting, by what stands between us", "state");
  const oldestList = gauge("network_list_oldest_seconds", "Age of the oldest list of a server of our network");
  const posts = new Counter({ name: "federation_posts_total", help: "What other servers posted to this process, by what it was answered", labelNames: ["answer"], registers: [registry] });
  async function countFederation(): Promise<void> {
    const now = Temporal.Now.instant();
    const [hosts, heard, known] = await Promise.all([countByHostAnywhere(db, now, mostHosts), countReceivedAnywhere(db, now), listPeersAnywhere(db)]);
    for (const each of [...Object.values(toHost), received, peers]) each.reset();
    for (const { host, ...counts } of hosts) for (const [name, of] of Object.entries(toHost)) of.set({ host }, counts[name as keyof typeof toHost]);
    for (const { state, n } of heard.byState) received.set({ state }, n);
    oldestReceived.set(heard.oldestSeconds);
    for (const { state } of known) peers.inc({ state });
    oldestList.set(known.reduce((oldest, { state, issuedAt }) => (state === "member" && issuedAt ? Math.max(oldest, issuedAt.until(now).total("seconds")) : oldest), 0));
  }
  // Looked up by its labels once: a page from memory takes less time than that.
  const lines = new Map<string, ReturnType<typeof durations.labels>>();
  const lineOf = (method: string, status: number) => {
    const key = `${method} ${status}`;
    let line = lines.get(key);
    if (!line) lines.set(key, (line = durations.labels(method, String(status))));
    return line;
  };
  return {
    observe(request, response) {
      const started = performance.now();
      response.once("finish", () => lineOf(request.method ?? "", response.statusCode).observe((performance.now() - started) / 1000));
    },
    posted(answer) {
      posts.inc({ answer });
    },
    async text() {
      pages.set(cache.size);
      // Without the database the rest is told all the same.
      await countFederation().catch(() => undefined);
      return registry.metrics();
    },
  };
}
