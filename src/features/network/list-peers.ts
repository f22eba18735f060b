import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { Peer } from "./peer.ts";
import { peerColumns, readSelf, type Self } from "./store.ts";

/** A server on this one's list, or that may come on it, with who of ours decided last. */
export interface ListedPeer extends Peer {
  readonly by: string | null;
}

/** Every server that has to do with our network, in the order of what is to be done about it. */
export async function listPeersAnywhere(db: Database): Promise<ListedPeer[]> {
  const { rows } = await sql<ListedPeer>`select ${peerColumns}, (select name from members m where m.id = p.member_id) as by from network.peers p
    order by array_position(array['inviting', 'proposed', 'member', 'invited', 'declined', 'left'], state), host`.execute(db);
  return rows;
}

/** The servers of our network, those alone with whom both sides agreed. */
export async function listMembersAnywhere(db: Database): Promise<Peer[]> {
  const { rows } = await sql<Peer>`select ${peerColumns} from network.peers where state = 'member' order by host`.execute(db);
  return rows;
}

export async function findPeerAnywhere(db: Database, host: string): Promise<Peer | null> {
  const { rows } = await sql<Peer>`select ${peerColumns} from network.peers where host = ${host}`.execute(db);
  return rows[0] ?? null;
}

/** This server as its list shows it; null when it never had to do with a network. */
export async function findSelfAnywhere(db: Database): Promise<Self | null> {
  return readSelf(db);
}
