import type { Naming } from "../../features/leaving/leaving.ts";
import type { Database } from "../../platform/database.ts";
import type { Migration } from "../../platform/database/migrate.ts";
import type { FileStore } from "../../platform/files/file-store.ts";

export interface CommandContext {
  readonly db: Database;
  /** Reads as the public reader: what it can't see is in no export. */
  readonly reader: Database;
  /** Of the database. */
  readonly url: string;
  readonly baseUrl: string;
  readonly dataDir: string;
  readonly smtpUrl: string | null;
  readonly files: FileStore;
  readonly migrations: readonly Migration[];
  /** What the database still waits for. */
  readonly pendingMigrations: () => Promise<string[]>;
  readonly allowPrivateNetwork: boolean | readonly string[];
  /** Looks at another server's list of its network, at its own address. */
  readonly lookAtPeer: (host: string) => Promise<void>;
  /** How what is published here is called; after everybody and everything has a name. */
  readonly nameEverything: () => Promise<Naming>;
  readonly naming: () => Promise<Naming>;
  readonly now: () => Temporal.Instant;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

export interface Command {
  readonly usage: string;
  readonly summary: string;
  /** What --help adds. */
  readonly details?: string;
  /** "as found": the database isn't brought to this version before the command runs. */
  readonly ground?: "as found";
  /** Says what is wrong with the arguments before anything is opened. */
  readonly check?: (args: readonly string[]) => string | null;
  /** Answers the process's exit code: 0 done, 1 refused, 64 wrongly called. */
  readonly run: (context: CommandContext, args: readonly string[]) => Promise<number>;
}

/** The command was called in a way that it doesn't know: said with its usage, exit code 64. */
export class WronglyCalled extends Error {}
