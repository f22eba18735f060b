import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { startEmbedded, type EmbeddedServer } from "../platform/database/embedded.ts";
import { readMigrations } from "../platform/database/migration-files.ts";
import { migrate } from "../platform/database/migrate.ts";
import { connect, type Connections } from "../platform/database.ts";
import { makeLog, type Log } from "../platform/log.ts";
import type { Config } from "./config.ts";

/** The project's folder: migrations and built files lie there. */
export const root = resolve(import.meta.dirname, "../..");

export interface Ground {
  readonly config: Config;
  readonly log: Log;
  readonly url: string;
  readonly connections: Connections;
  close(): Promise<void>;
}

/** Opens the database of this configuration, migrated: the embedded one, or the one it names. */
export async function openGround(config: Config): Promise<Ground> {
  const log = makeLog(config.logLevel);
  const folder = resolve(config.dataDir);
  await mkdir(folder, { recursive: true });
  const embedded: EmbeddedServer | null = config.databaseUrl ? null : await startEmbedded(folder);
  const url = config.databaseUrl ?? embedded?.url ?? "";
  await migrate(url, await readMigrations(resolve(root, "migrations")));
  const connections = connect({ url, max: 12, onError: (error) => log.warn({ err: error }, "an idle connection to the database was lost") });
  return {
    config,
    log,
    url,
    connections,
    async close() {
      await connections.close();
      await embedded?.release();
    },
  };
}
