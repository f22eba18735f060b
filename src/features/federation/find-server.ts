import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { Server } from "./server.ts";
import { serverColumns } from "./server-store.ts";

/** Another server by its host, with the port where there is one; null when it was never met. */
export async function findServerAnywhere(db: Database, host: string): Promise<Server | null> {
  const { rows } = await sql<Server>`select ${serverColumns} from federation.servers s where s.host = ${host}`.execute(db);
  return rows[0] ?? null;
}
