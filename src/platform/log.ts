import { pino } from "pino";

export type Log = Pick<ReturnType<typeof pino>, "info" | "warn" | "error" | "debug">;

/** JSON lines on standard output. What might hold a secret is never written. */
export function makeLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ["token", "password", "cookie", "authorization", "*.token", "*.password", "*.cookie", "*.authorization"], censor: "[secret]" },
  });
}
