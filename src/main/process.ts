import { access, constants, mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { startEmbedded } from "../platform/database/embedded.ts";
import { readMigrations } from "../platform/database/migration-files.ts";
import { migrate } from "../platform/database/migrate.ts";
import { serverVersion } from "../platform/health.ts";
import { connect, type Connections } from "../platform/database.ts";
import { makeLog, type Log } from "../platform/log.ts";
import type { Config } from "./config.ts";
import type { Ending } from "./ending.ts";

/** The project's folder: migrations and built files lie there. */
export const root = resolve(import.meta.dirname, "../..");

export interface Ground {
  readonly config: Config;
  readonly log: Log;
  readonly url: string;
  readonly connections: Connections;
}

/** What stops the ground from being opened, in words for the operator. */
export class GroundProblem extends Error {}

/** Opens the database of this configuration: the embedded one, or the one it names; brought to this version unless told otherwise. */
export async function openGround(config: Config, ending: Ending, { migrated = true } = {}): Promise<Ground> {
  const log = makeLog(config.logLevel);
  const folder = resolve(config.dataDir);
  await usable(folder);
  const url = config.databaseUrl ?? (await embedded(folder, ending));
  const unless = (error: unknown) => Promise.reject(explained(config, error));
  if (migrated) await migrate(url, await readMigrations(resolve(root, "migrations"))).catch(unless);
  const connections = connect({ url, max: 12, onError: (error) => log.warn({ err: error }, "an idle connection to the database was lost") });
  ending.add(() => Promise.race([connections.close(), new Promise((resolve) => setTimeout(resolve, 1000).unref())]));
  // Left as found, it must still answer, or say in plain words that it doesn't.
  if (!migrated) await serverVersion(connections.db).catch(unless);
  return { config, log, url, connections };
}

async function usable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new GroundProblem(`DATA_DIR: the folder ${folder} can't be written in (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
}

async function embedded(folder: string, ending: Ending): Promise<string> {
  const starting = startEmbedded(folder);
  // Known before it has started: a Ctrl-C meanwhile waits for it, then stops it.
  ending.add(async () => (await starting.catch(() => null))?.release());
  try {
    return (await starting).url;
  } catch (error) {
    throw new GroundProblem((error as Error).message, { cause: error });
  }
}

function explained(config: Config, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (!config.databaseUrl) return error as Error;
  const { hostname, port, pathname } = new URL(config.databaseUrl);
  const where = `the database ${pathname.slice(1) || "(unnamed)"} at ${hostname}:${port || 5432}`;
  if (code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "ETIMEDOUT") return new GroundProblem(`DATABASE_URL: nobody answers for ${where} (${code})`, { cause: error });
  if (code === "28P01" || code === "28000" || code === "3D000" || code === "42501") return new GroundProblem(`DATABASE_URL: ${where} refuses us: ${message}`, { cause: error });
  return error as Error;
}
