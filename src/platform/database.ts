import { Kysely, PostgresDialect, sql, type PostgresCursor, type PostgresPool, type PostgresQueryResult, type RawBuilder, type Transaction as KyselyTransaction } from "kysely";
import pg from "pg";

/** A handle that reads and writes; a transaction is one too. Queries are SQL, each with the type of its rows beside it. */
export type Database = Kysely<unknown>;
export type Transaction = KyselyTransaction<unknown>;

// Counts fit a number; dates and wall-clock times stay the text that PostgreSQL keeps: only platform/time reads them.
// Libraries that bring their own queries (accounts, jobs) keep the driver's types.
const ownTypes = new pg.TypeOverrides();
ownTypes.setTypeParser(pg.types.builtins.INT8, Number);
ownTypes.setTypeParser(pg.types.builtins.DATE, String);
ownTypes.setTypeParser(pg.types.builtins.TIMESTAMP, String);
ownTypes.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => Temporal.Instant.from(text.replace(" ", "T")));

// The driver asks a value how it wants to be written by this name.
Object.defineProperty(Temporal.Instant.prototype, "toPostgres", {
  value(this: Temporal.Instant) {
    return this.toString();
  },
});

/** A value for a jsonb column: the driver alone would write an array as a PostgreSQL array. */
export function json(value: unknown): RawBuilder<never> {
  return sql<never>`${JSON.stringify(value)}::jsonb`;
}

/** A text within a statement that can't take values beside it: COPY, or one that is put together. */
export function escapeLiteral(text: string): string {
  return pg.escapeLiteral(text);
}

/** What a process holds of the database: a pool that writes, one that reads as the public reader, and the raw pool for libraries. */
export interface Connections {
  readonly db: Database;
  /** Reads with the role that can see neither secrets nor drafts. */
  readonly reader: Database;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export interface ConnectionOptions {
  readonly url: string;
  readonly max: number;
  readonly onError: (error: Error) => void;
}

/** Opens the pools. Errors of idle clients go to `onError`: a restart of the server must not end the process. */
export function connect(options: ConnectionOptions): Connections {
  const common = { connectionString: options.url, application_name: "echosciences", idleTimeoutMillis: 30_000 };
  const pool = new pg.Pool({ ...common, types: ownTypes, max: options.max });
  // The role is chosen at start-up, so that no query can run before it.
  const readerPool = new pg.Pool({ ...common, types: ownTypes, max: Math.max(2, Math.ceil(options.max / 2)), options: "-c role=echosciences_reader" });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: remembering(pool) }) });
  // For the libraries: accounts, throttles, jobs.
  const plainPool = new pg.Pool({ ...common, max: 6 });
  for (const each of [pool, readerPool, plainPool]) {
    each.on("error", options.onError);
    // One that breaks in somebody's hands, between two queries of a transaction, must not end the process either.
    each.on("connect", (client) => client.on("error", options.onError));
  }
  const reader = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: remembering(readerPool) }) });
  return {
    db,
    reader,
    pool: plainPool,
    async close() {
      await Promise.all([db.destroy(), reader.destroy(), plainPool.end()]);
    },
  };
}

/** One connection of its own: for whoever copies rows within the transaction in which acts write. */
export async function openOne(url: string, application: string): Promise<{ readonly client: pg.Client; readonly db: Database; close(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url, application_name: application, types: ownTypes });
  client.on("error", () => undefined);
  await client.connect();
  function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(asked: string | PostgresCursor<unknown>, values: readonly unknown[] = []): unknown {
    if (typeof asked !== "string") throw new Error("This connection opens no cursors");
    return client.query({ text: asked, values: [...values] });
  }
  const pool: PostgresPool = { connect: () => Promise.resolve({ query, release: () => undefined }), end: () => Promise.resolve() };
  return { client, db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }), close: () => client.end() };
}

// Filters make many statements, and each that a connection remembers takes memory of the server: so many, no more.
const mostRemembered = 300;

/** The same pool, whose connections have the server plan each statement once: planning a listing takes longer than reading it. */
function remembering(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    if (!names.has(text) && names.size < mostRemembered) names.set(text, `s${names.size}`);
    return names.get(text);
  };
  return {
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
      function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
      function query(asked: string | PostgresCursor<unknown>, values: readonly unknown[] = []): unknown {
        if (typeof asked !== "string") throw new Error("This pool opens no cursors");
        return client.query({ text: asked, values: [...values], name: values.length > 0 ? nameOf(asked) : undefined });
      }
      return { query, release: (destroy) => client.release(destroy) };
    },
  };
}

const afterwards = new WeakMap<Transaction, ((db: Database) => void)[]>();

/** Runs `act` in one transaction; joins the one that is open, if any. */
export async function inTransaction<T>(db: Database, act: (tx: Transaction) => Promise<T>): Promise<T> {
  if (db.isTransaction) return act(db as Transaction);
  const waiting: ((db: Database) => void)[] = [];
  const result = await db.transaction().execute((tx) => {
    afterwards.set(tx, waiting);
    return act(tx);
  });
  for (const run of waiting) run(db);
  return result;
}

/** Has this run in this process once the transaction is committed; never, when it isn't. */
export function afterCommit(tx: Transaction, run: (db: Database) => void): void {
  afterwards.get(tx)?.push(run);
}
