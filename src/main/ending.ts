/** What this process has opened and must close before it ends, the last first. */
export interface Ending {
  add(close: () => Promise<unknown>): void;
  /** Closes all; what hangs or fails keeps nothing else open. Once, however often it is asked. */
  run(): Promise<void>;
}

export function makeEnding(patienceMillis = 20_000): Ending {
  const closers: (() => Promise<unknown>)[] = [];
  let running: Promise<void> | null = null;
  const closeAll = async () => {
    for (let close = closers.pop(); close; close = closers.pop()) {
      const patience = new Promise((resolve) => setTimeout(resolve, patienceMillis).unref());
      await Promise.race([close().catch(() => undefined), patience]);
    }
  };
  return {
    add: (close) => void closers.push(close),
    run: () => (running ??= closeAll()),
  };
}

/** Ends the process on Ctrl-C and its kin, when its launcher dies, and when it is itself broken: never leaving anything behind. */
export function endOnSignals(ending: Ending, code: number, onBroken: (error: unknown) => void): void {
  const end = async (status: number) => {
    await ending.run();
    process.exit(status);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(code));
  if (process.send) process.on("disconnect", () => void end(code));
  process.on("uncaughtException", (error) => {
    onBroken(error);
    void end(70);
  });
}
