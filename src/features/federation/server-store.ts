import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { emptyDocument } from "../../platform/text/document.ts";
import { touch } from "../../platform/facts.ts";
import { sendJob } from "../../platform/jobs.ts";
import { wideWorld } from "../territories/territory.ts";
import type { ServerId } from "./actor.ts";
import type { Server, SignatureForm } from "./server.ts";
import { holdTrust, renewRestrictions } from "./trust-store.ts";

const serverColumns = sql`s.id, s.host, s.name, s.software, s.trust, s.signature, s.closed_until as "closedUntil"`;

/** A server by its host, written down when it is met for the first time: what was decided of its domain holds for it, and it is asked what it is. */
export async function meetServer(tx: Transaction, host: string, at: Temporal.Instant): Promise<Server> {
  const known = await readServer(tx, host);
  if (known) return known;
  await holdTrust(tx, "meeting");
  const { numAffectedRows } = await sql`insert into federation.servers (id, host, created_at) values (${newId<ServerId>()}, ${host}, ${at}) on conflict (host) do nothing`.execute(tx);
  const server = await readServer(tx, host);
  if (!server) throw new Error(`The server ${host} was not written down`);
  if (Number(numAffectedRows) > 0) {
    await renewRestrictions(tx, host);
    await sendJob(tx, "look-at-server", { server: server.id }, { key: `look-at-server-${server.id}` });
  }
  return server;
}

async function readServer(tx: Transaction, host: string): Promise<Server | null> {
  const { rows } = await sql<Server>`select ${serverColumns} from federation.servers s where s.host = ${host}`.execute(tx);
  return rows[0] ?? null;
}

/** What a server says that it is. */
export interface Node {
  readonly name: string;
  readonly software: string;
  readonly version: string;
}

/** What a server says of itself; unsaid, what it said before stands. */
export async function writeNode(tx: Transaction, server: ServerId, node: Node | null, at: Temporal.Instant): Promise<void> {
  await sql`update federation.servers set asked_at = ${at} ${node ? sql`, name = ${node.name}, software = ${node.software}, version = ${node.version}` : sql``} where id = ${server}`.execute(tx);
}

export async function setSignatureForm(tx: Transaction, server: ServerId, form: SignatureForm): Promise<void> {
  await sql`update federation.servers set signature = ${form} where id = ${server} and signature <> ${form}`.execute(tx);
}

/** Those that weren't asked what they are since, and were heard or reached after they were. */
export async function readServersToAsk(tx: Transaction, before: Temporal.Instant, limit: number): Promise<ServerId[]> {
  const { rows } = await sql<{ id: ServerId }>`select id from federation.servers where coalesce(asked_at, created_at) < ${before} and greatest(heard_at, last_success_at) > coalesce(asked_at, created_at) order by asked_at nulls first limit ${limit}`.execute(tx);
  return rows.map((row) => row.id);
}

/** Writes down, once, the territory where all stand who are of no territory of the network. */
export async function ensureWideWorld(tx: Transaction, name: string, at: Temporal.Instant): Promise<void> {
  const nothing = json(emptyDocument);
  const { numAffectedRows } = await sql`insert into territories (id, slug, name, perimeter, hue, structure_name, about, editorial_line, legal_notice, latitude, longitude, created_at, elsewhere)
    values (${wideWorld}, 'ailleurs', ${name}, '[]', 200, '', ${nothing}, ${nothing}, ${nothing}, 46.5, 2.5, ${at}, true) on conflict do nothing`.execute(tx);
  if (Number(numAffectedRows) > 0) await touch(tx, ["territories"]);
}

/** Forgets servers of which nobody is known any more and of which nobody said anything. How many they were. */
export async function deleteIdleServers(tx: Transaction, before: Temporal.Instant, most: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from federation.servers where id in (select s.id from federation.servers s
    where s.created_at < ${before} and s.trust = 'open' and s.reason = ''
      and not exists (select from federation.actors a where a.server_id = s.id) and not exists (select from federation.deliveries d where d.server_id = s.id) and not exists (select from federation.received r where r.server_id = s.id)
      and not exists (select from federation.territory_trusts t where t.server_id = s.id) and not exists (select from federation.decisions e where e.server_id = s.id)
    limit ${most})`.execute(tx);
  return Number(numAffectedRows);
}
