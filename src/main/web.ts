import { constants, setPriority } from "node:os";
import { resolve } from "node:path";
import { foundDemonstration } from "../features/demonstration/found.ts";
import { demonstrationLogins } from "../features/demonstration/seed.ts";
import { makeDirectory } from "../features/territories/directory.ts";
import { listTerritoriesAnywhere } from "../features/territories/list-territories.ts";
import { outgoingClient } from "../platform/fetch/outgoing.ts";
import { localFiles } from "../platform/files/file-store.ts";
import { startWorkers } from "../platform/jobs.ts";
import type { Config } from "./config.ts";
import { endOnSignals, type Ending } from "./ending.ts";
import { openGround, type Ground } from "./process.ts";
import { serve } from "./serve.ts";
import { crontab, makeTasks } from "./tasks.ts";

/** Serves, or only works, until Ctrl-C or a signal; then stops everything that it started. */
export async function serveUntilStopped(config: Config, what: "serve" | "worker", ending: Ending): Promise<void> {
  endOnSignals(ending, 0, (error) => console.error(error));
  const ground = await openGround(config, ending);
  if (what === "worker") return work(ground, ending);
  await foundWhenEmpty(ground);
  const server = await serve(ground);
  ending.add(() => server.stop());
  await greet(ground, server.port);
}

async function work({ config, connections, url, log }: Ground, ending: Ending): Promise<void> {
  const tasks = makeTasks(connections, { smtpUrl: config.smtpUrl, from: config.mailFrom }, config.baseUrl, localFiles(resolve(config.dataDir, "files")), { outgoing: outgoingClient({ allowPrivateNetwork: config.allowPrivateNetwork }), httpAllowed: config.allowPrivateNetwork !== false }, () => Temporal.Now.instant());
  // Whoever reads a page waits for it; nobody waits for what is done here.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const workers = await startWorkers({ pool: connections.pool, url }, tasks, { concurrency: Math.max(1, config.workers), crontab, log });
  ending.add(() => workers.stop());
  log.info({ workers: Math.max(1, config.workers) }, "working");
}

/** The first time, on an empty database: the demonstration network. */
async function foundWhenEmpty({ config, connections }: Ground): Promise<void> {
  if (config.demo === false || (await listTerritoriesAnywhere(connections.db)).length > 0) return;
  console.log("Founding the demonstration network…");
  await foundDemonstration(connections.db, { scale: 1, today: Temporal.Now.plainDateISO("Europe/Paris"), files: localFiles(resolve(config.dataDir, "files")), progress: () => undefined });
}

async function greet({ config, connections }: Ground, port: number): Promise<void> {
  const directory = makeDirectory(await listTerritoriesAnywhere(connections.db), config.baseUrl);
  console.log(`\nEchosciences is served on port ${port}.\n\n  ${"Portal".padEnd(20)} ${config.baseUrl}`);
  for (const territory of directory.territories) console.log(`  ${territory.slug.padEnd(20)} ${directory.originOf(territory.id)}`);
  for (const login of await demonstrationLogins(connections.db)) console.log(`\n  Log in as ${login.role}: ${login.email}  ·  ${login.password}`);
  console.log("\nCtrl-C stops it.\n");
}
