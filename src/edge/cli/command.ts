import type { Database } from "../../platform/database.ts";

export interface CommandContext {
  readonly db: Database;
  readonly baseUrl: string;
  readonly dataDir: string;
  readonly allowPrivateNetwork: boolean | readonly string[];
  readonly now: () => Temporal.Instant;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

export interface Command {
  readonly usage: string;
  readonly summary: string;
  /** Answers the process's exit code: 0 done, 1 refused, 64 wrongly called. */
  readonly run: (context: CommandContext, args: readonly string[]) => Promise<number>;
}
