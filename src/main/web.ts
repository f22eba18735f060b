import { seedDemonstration, demonstrationLogins } from "../features/demonstration/seed.ts";
import { makeDirectory } from "../features/territories/directory.ts";
import { listTerritoriesAnywhere } from "../features/territories/list-territories.ts";
import { recount } from "../features/territories/recount.ts";
import { startWorkers } from "../platform/jobs.ts";
import type { Config } from "./config.ts";
import { openGround, type Ground } from "./process.ts";
import { serve } from "./serve.ts";
import { crontab, makeTasks } from "./tasks.ts";

/** Serves, or only works, until Ctrl-C or a signal; then stops everything that it started. */
export async function serveUntilStopped(config: Config, what: "serve" | "worker"): Promise<void> {
  const ground = await openGround(config);
  if (what === "serve") await foundWhenEmpty(ground);
  let running: { stop(): Promise<void> };
  if (what === "serve") {
    const server = await serve(ground);
    await greet(ground, server.port);
    running = server;
  } else running = await work(ground);
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await running.stop();
    await ground.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());
}

async function work({ config, connections, log }: Ground) {
  const tasks = makeTasks(connections.db, { smtpUrl: config.smtpUrl, from: config.mailFrom }, () => Temporal.Now.instant());
  return startWorkers(connections.pool, tasks, { concurrency: Math.max(1, config.workers), crontab, log });
}

/** The first time, on an empty database: the demonstration network. */
async function foundWhenEmpty({ config, connections }: Ground): Promise<void> {
  if (config.demo === false) return;
  const territories = await listTerritoriesAnywhere(connections.db);
  if (territories.length > 0) return;
  console.log("Founding the demonstration network…");
  await seedDemonstration(connections.db, { scale: 1, today: Temporal.Now.plainDateISO("Europe/Paris"), progress: () => undefined });
  await recount(connections.db);
}

async function greet({ config, connections }: Ground, port: number): Promise<void> {
  const directory = makeDirectory(await listTerritoriesAnywhere(connections.db), config.baseUrl);
  console.log(`\nEchosciences is served on port ${port}.\n\n  Portal          ${config.baseUrl}`);
  for (const territory of directory.territories) console.log(`  ${territory.slug.padEnd(15)} ${directory.originOf(territory.id)}`);
  for (const login of await demonstrationLogins(connections.db)) console.log(`\n  Log in as ${login.role}: ${login.email}  ·  ${login.password}`);
  console.log("\nCtrl-C stops it.\n");
}
