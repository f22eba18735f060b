import { z } from "zod";

/*
 * One file: a tar, compressed by gzip, that ordinary tools open.
 *   manifest.json                 what follows: migrations, tables with their columns, sequences
 *   tables/<schema>.<name>/<n>    the rows as PostgreSQL's COPY writes them, cut into pieces
 *   jobs.jsonl                    what was still to be done, one job a line
 *   files/<key>                   the files of the file store
 *   end.json                      how many of each, and a digest of each table: without it, the file was cut
 */

const tableShape = z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()).min(1) });
export const manifestShape = z.object({
  format: z.literal("echosciences-backup"),
  version: z.literal(1),
  madeAt: z.string(),
  server: z.string(),
  migrations: z.array(z.string()).min(1),
  tables: z.array(tableShape),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), value: z.string() })),
});
export type Manifest = z.output<typeof manifestShape>;
export type BackupTable = z.output<typeof tableShape>;

export const jobShape = z.object({ task: z.string(), payload: z.unknown(), runAt: z.string(), key: z.string().nullable(), priority: z.number(), maxAttempts: z.number() });

const summaryShape = z.object({ tables: z.record(z.string(), z.object({ rows: z.number(), digest: z.string() })), jobs: z.number(), files: z.number() });
/** What a backup holds: rows and a SHA-256 of each table, by `schema.name`. */
export type BackupSummary = z.output<typeof summaryShape>;
export { summaryShape };

export function nameOf(table: Pick<BackupTable, "schema" | "name">): string {
  return `${table.schema}.${table.name}`;
}
