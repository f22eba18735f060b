import type { Server } from "node:http";
import { once } from "node:events";
import { resolve } from "node:path";
import { makeApp } from "../edge/web/app.ts";
import { readAssets } from "../edge/assets.ts";
import type { Services } from "../edge/env.ts";
import { makeServer } from "../edge/web/server.ts";
import { listTerritoriesAnywhere } from "../features/territories/list-territories.ts";
import { makeDirectory, type Directory } from "../features/territories/directory.ts";
import { localFiles } from "../platform/files/file-store.ts";
import { startWorkers, type Workers } from "../platform/jobs.ts";
import { makeThrottle } from "../platform/limits.ts";
import { PageCache } from "../platform/page-cache.ts";
import { listenForTouches } from "../platform/touch-listener.ts";
import { makeMetrics } from "./metrics.ts";
import { allRoutes } from "./doors.ts";
import { root, type Ground } from "./process.ts";
import { crontab, makeTasks } from "./tasks.ts";

export interface RunningServer {
  readonly port: number;
  readonly directory: () => Directory;
  stop(): Promise<void>;
}

const cacheBytes = 48_000_000;
// A page is forgotten when what it shows changes; this bounds only how late "today" may be.
const cacheMillis = 60_000;

/** Serves the network: pages, API, feeds, and the workers of this process. */
export async function serve(ground: Ground): Promise<RunningServer> {
  const { config, log, connections, url } = ground;
  let directory = makeDirectory(await listTerritoriesAnywhere(connections.db), config.baseUrl);
  const cache = new PageCache(cacheBytes, cacheMillis);
  const reload = async () => {
    directory = makeDirectory(await listTerritoriesAnywhere(connections.db), config.baseUrl);
    // Every page shows the network's names and colours, so none made with the former directory is kept.
    cache.empty();
  };
  const listener = listenForTouches(url, {
    onTouch(touch) {
      cache.forget(touch);
      if (touch === "territories") void reload().catch((error: unknown) => log.error({ err: error }, "the territories could not be read again"));
    },
    onUp() {
      void reload().catch(() => undefined);
      cache.resume();
    },
    onDown: () => cache.suspend(),
  });
  const services: Services = {
    db: connections.db,
    reader: connections.reader,
    directory: () => directory,
    files: localFiles(resolve(config.dataDir, "files")),
    throttle: (name, points, seconds) => makeThrottle(connections.pool, name, points, seconds),
    assets: await readAssets(resolve(root, "dist/client")),
    log,
    now: () => Temporal.Now.instant(),
    tilesUrl: config.tilesUrl,
    development: config.development,
    trustedProxy: config.trustedProxy,
    metricsToken: config.metricsToken,
  };
  const metrics = makeMetrics(cache);
  const app = makeApp(services, allRoutes(services, metrics, connections));
  const workers: Workers | null = config.workers > 0 ? await startWorkers(connections.pool, makeTasks(connections.db, { smtpUrl: config.smtpUrl, from: config.mailFrom }, services.now), { concurrency: config.workers, crontab, log }) : null;
  const server = makeServer(app, cache, metrics.observe);
  const port = await listen(server, config.port, config.host);
  return {
    port,
    directory: () => directory,
    async stop() {
      server.close();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 3000).unref();
      await Promise.all([once(server, "close").catch(() => undefined), workers?.stop(), listener.stop()]);
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host);
  await Promise.race([once(server, "listening"), once(server, "error").then(([error]) => Promise.reject(error as Error))]);
  const address = server.address();
  return typeof address === "object" && address ? address.port : port;
}
