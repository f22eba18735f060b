import type { Server } from "node:http";
import { once } from "node:events";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { makeApp } from "../edge/web/app.ts";
import { documentOfPage } from "../edge/activitypub/alternates.ts";
import { readAssets } from "../edge/assets.ts";
import type { Services } from "../edge/env.ts";
import { makeServer } from "../edge/web/server.ts";
import { makeLetterbox } from "../features/federation/receive.ts";
import type { Directory } from "../features/territories/directory.ts";
import { readMigrations } from "../platform/database/migration-files.ts";
import { outgoingClient } from "../platform/fetch/outgoing.ts";
import { localFiles } from "../platform/files/file-store.ts";
import { startWorkers, type Workers } from "../platform/jobs.ts";
import { makeQuotas, makeThrottle } from "../platform/limits.ts";
import { PageCache } from "../platform/page-cache.ts";
import { hearOwnTouches } from "../platform/facts.ts";
import { listenForTouches } from "../platform/touch-listener.ts";
import { makeHealth } from "./health.ts";
import { makeMetrics } from "./metrics.ts";
import { allRoutes } from "./doors.ts";
import { keepDirectory } from "./keep-directory.ts";
import { GroundProblem, root, type Ground } from "./process.ts";
import { crontab, makeTasks } from "./tasks.ts";

export interface RunningServer {
  readonly port: number;
  readonly directory: () => Directory;
  stop(): Promise<void>;
}

const cacheBytes = 48_000_000;
// A page is forgotten when what it shows changes; this bounds only how late "today" may be.
const cacheMillis = 60_000;
const graceMillis = 10_000;
// An instance that is being replaced gives its port back within this time.
const portPatienceMillis = 5000;

/** Serves the network: pages, API, feeds, and the workers of this process, which also do by `clock` what is done each minute, hour and night. */
export async function serve(ground: Ground, clock = crontab): Promise<RunningServer> {
  const { config, log, connections, url } = ground;
  const cache = new PageCache(cacheBytes, cacheMillis);
  const kept = await keepDirectory(connections.db, config.baseUrl, cache, log);
  hearOwnTouches(connections.db, (touch) => cache.forget(touch));
  const listener = listenForTouches(url, {
    onTouch(touch) {
      cache.forget(touch);
      if (touch === "territories") void kept.read();
    },
    onUp: () => kept.up(),
    onDown: () => kept.down(),
  });
  const outgoing = outgoingClient({ allowPrivateNetwork: config.allowPrivateNetwork });
  const metrics = makeMetrics(cache, connections.db);
  const services: Services = {
    db: connections.db,
    reader: connections.reader,
    directory: kept.directory,
    readDirectory: kept.read,
    documentOf: (thing) => documentOfPage({ db: connections.db, directory: kept.directory, now: () => Temporal.Now.instant() }, thing),
    files: localFiles(resolve(config.dataDir, "files")),
    outgoing,
    httpAllowed: config.allowPrivateNetwork !== false,
    throttle: (name, points, seconds) => makeThrottle(connections.pool, name, points, seconds),
    quota: makeQuotas(),
    assets: await readAssets(resolve(root, "dist/client")),
    log,
    letterbox: makeLetterbox(connections.db),
    posted: metrics.posted,
    now: () => Temporal.Now.instant(),
    tilesUrl: config.tilesUrl,
    development: config.development,
    trustedProxy: config.trustedProxy,
  };
  const app = makeApp(services, allRoutes(services));
  const workers: Workers | null = config.workers > 0 ? await startWorkers({ pool: connections.pool, url }, makeTasks(connections, { smtpUrl: config.smtpUrl, from: config.mailFrom }, config.baseUrl, services.files, { outgoing, httpAllowed: services.httpAllowed }, services.now), { concurrency: config.workers, crontab: clock, log }) : null;
  const health = makeHealth({ db: connections.db, migrations: await readMigrations(resolve(root, "migrations")), metrics, metricsToken: config.metricsToken, workers });
  const server = makeServer(app, cache, metrics.observe, health);
  const port = await listen(server, config.port, config.host);
  return {
    port,
    directory: kept.directory,
    async stop() {
      server.close();
      server.closeIdleConnections();
      // Requests that run are finished; what lasts longer than this is cut.
      setTimeout(() => server.closeAllConnections(), graceMillis).unref();
      await Promise.all([once(server, "close").catch(() => undefined), workers?.stop(), listener.stop()]);
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  const deadline = Date.now() + portPatienceMillis;
  for (;;) {
    const problem = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once("error", resolve);
      server.listen(port, host, () => {
        server.removeListener("error", resolve);
        resolve(null);
      });
    });
    if (!problem) break;
    if (problem.code !== "EADDRINUSE" || Date.now() > deadline) throw new GroundProblem(plainly(problem, port, host), { cause: problem });
    await wait(200);
  }
  const address = server.address();
  return typeof address === "object" && address ? address.port : port;
}

function plainly(problem: NodeJS.ErrnoException, port: number, host: string): string {
  if (problem.code === "EADDRINUSE") return `PORT: ${port} is used by another program on ${host}; say another one, as in PORT=${port + 1} npm start`;
  if (problem.code === "EACCES") return `PORT: this user may not listen on ${port}; say one above 1023`;
  return `HOST: it isn't possible to listen on ${host}:${port} (${problem.code ?? problem.message})`;
}
