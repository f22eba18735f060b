import { sql } from "kysely";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type pg from "pg";
import type { Database } from "./database.ts";

/** `left` tries until the count begins anew, in `resetSeconds`. */
export type Allowance = { readonly ok: true; readonly left: number; readonly resetSeconds: number } | { readonly ok: false; readonly retryAfterSeconds: number };

export interface Throttle {
  /** Counts one try for this key. */
  take(key: string): Promise<Allowance>;
}

/** What the clock does: counters whose time is over go. */
export async function forgetThrottles(db: Database, now: Temporal.Instant): Promise<void> {
  await sql`delete from throttles where expire < ${now.epochMilliseconds}`.execute(db);
}

/** `points` tries in `seconds`, counted over all processes; in this process alone while the database is away. */
export function makeThrottle(pool: pg.Pool, name: string, points: number, seconds: number): Throttle {
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: "pool",
    tableName: "throttles",
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
    clearExpiredByTimeout: false,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
  });
  return { take: (key) => consume(limiter, key) };
}

/** Counts in this process alone, for what is only read: an answer to a reader must not cost a write. */
export function makeQuotas(): (name: string, points: number, seconds: number) => Throttle {
  const limiters = new Map<string, RateLimiterMemory>();
  return (name, points, seconds) => {
    const limiter = limiters.get(name) ?? new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
    limiters.set(name, limiter);
    return { take: (key) => consume(limiter, key) };
  };
}

async function consume(limiter: RateLimiterMemory | RateLimiterPostgres, key: string): Promise<Allowance> {
  try {
    const { remainingPoints, msBeforeNext } = await limiter.consume(key.slice(0, 200));
    return { ok: true, left: remainingPoints, resetSeconds: Math.ceil(msBeforeNext / 1000) };
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return { ok: false, retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1000) };
    throw refusal;
  }
}
