import { makeDirectory, type Directory } from "../features/territories/directory.ts";
import { listTerritoriesAnywhere } from "../features/territories/list-territories.ts";
import type { Database } from "../platform/database.ts";
import type { Log } from "../platform/log.ts";
import type { PageCache } from "../platform/page-cache.ts";

export interface KeptDirectory {
  readonly directory: () => Directory;
  /** The territories changed: resolves once they have been read. */
  read(): Promise<void>;
  /** The line of changes is up, or cut. */
  up(): void;
  down(): void;
}

const againMillis = 300;

/**
 * The territories, in memory. Every page leans on them, so no page is kept from the moment that they change until they
 * have been read again: one rendered in between would show the old ones.
 */
export async function keepDirectory(db: Database, baseUrl: string, cache: PageCache, log: Log): Promise<KeptDirectory> {
  const load = async () => makeDirectory(await listTerritoriesAnywhere(db), baseUrl);
  const state = { directory: await load(), connected: false, asked: 0 };
  const read = async () => {
    cache.suspend();
    const mine = ++state.asked;
    try {
      const loaded = await load();
      if (mine !== state.asked) return;
      state.directory = loaded;
      if (state.connected) cache.resume();
    } catch (error) {
      log.error({ err: error }, "the territories could not be read again");
      setTimeout(() => mine === state.asked && void read(), againMillis).unref();
    }
  };
  return {
    directory: () => state.directory,
    read,
    up() {
      state.connected = true;
      void read();
    },
    down() {
      state.connected = false;
      state.asked++;
      cache.suspend();
    },
  };
}
