import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";

/**
 * The same pool, for the library of jobs. That a job is done, it tries to write down once more only after some errors, and the
 * death of the database isn't one of them: the process would end by a promise that nobody waits for. Here a connection is waited
 * for until there is one, or until `givenUp`, and one that breaks says so by the code of what is to be tried again.
 */
export function lastingPool(pool: pg.Pool, givenUp: () => boolean): pg.Pool {
  const connect = async () => {
    for (;;) {
      try {
        return lastingClient(await pool.connect());
      } catch (error) {
        if (givenUp() || pool.ending || refusedByTheDatabase(error)) throw error;
        await wait(500);
      }
    }
  };
  // With a callback it is the connection that listens: the library opens that one again by itself.
  return instead(pool, "connect", (...args) => (args.length > 0 ? Reflect.apply(pool.connect, pool, args) : connect()));
}

function lastingClient(client: pg.PoolClient): pg.PoolClient {
  return instead(client, "query", async (...args) => {
    try {
      return await Reflect.apply(client.query, client, args);
    } catch (error) {
      throw refusedByTheDatabase(error) ? error : Object.assign(new Error("The connection to the database was lost", { cause: error }), { code: "40001" });
    }
  });
}

/** What a living server answered; the classes 57P and 08 are said by one that comes or goes. */
function refusedByTheDatabase(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !/^(57P|08)/.test(error.code ?? "");
}

function instead<T extends object>(thing: T, name: keyof T & string, does: (...args: unknown[]) => unknown): T {
  return new Proxy(thing, {
    get(target, asked): unknown {
      if (asked === name) return does;
      const found: unknown = Reflect.get(target, asked, target);
      return typeof found === "function" ? found.bind(target) : found;
    },
  });
}
