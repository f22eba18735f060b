import type { IncomingMessage, ServerResponse } from "node:http";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { PageCache } from "../platform/page-cache.ts";

export interface Metrics {
  observe(request: IncomingMessage, response: ServerResponse): void;
  text(): Promise<string>;
}

/** What is counted of the server itself; never of who reads. */
export function makeMetrics(cache: PageCache): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({ name: "http_request_seconds", help: "Time to answer, by method and status", labelNames: ["method", "status"], buckets: [0.005, 0.02, 0.1, 0.5, 2], registers: [registry] });
  const pages = new Gauge({ name: "page_cache_pages", help: "Pages kept in memory", registers: [registry] });
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
    async text() {
      pages.set(cache.size);
      return registry.metrics();
    },
  };
}
