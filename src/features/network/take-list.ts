import { inTransaction, type Database } from "../../platform/database.ts";
import { touch } from "../../platform/facts.ts";
import { sendJob } from "../../platform/jobs.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { keepTrust } from "./keep-trust.ts";
import { stateAfter, type HeardList, type Peer, type PeerState } from "./peer.ts";
import { countStrangersAnywhere, deletePeer, holdNetwork, readPeer, readPeers, readSelf, writeHeard, writeTrouble } from "./store.ts";

/** Why nothing is believed of a list: it isn't signed as before, it is older than one we took, or it has nothing to do with us. */
export type ListRefusal = "other-key" | "old" | "no-concern";

const mostStrangers = 100;

/** Takes what another server's list says, as it was read at its own address. `host`: of our portal; `toldBy`: a member that has it on its list. */
export async function takeList(db: Database, heard: HeardList, { host, toldBy, at }: { host: string; toldBy: string | null; at: Temporal.Instant }): Promise<Outcome<PeerState | null, ListRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<PeerState | null, ListRefusal>> => {
    await holdNetwork(tx);
    const peer = await readPeer(tx, heard.host);
    if (peer?.state === "member" && peer.key !== heard.key) return refused("other-key");
    if (peer?.issuedAt && Temporal.Instant.compare(heard.issuedAt, peer.issuedAt) < 0) return refused("old");
    const us = { host, network: (await readSelf(tx))?.network ?? null };
    const state = stateAfter(peer, heard, us, toldBy);
    if (!peer && (state === null || (await countStrangersAnywhere(tx)) >= mostStrangers)) return refused("no-concern");
    if (state === null) {
      await deletePeer(tx, heard.host);
      return done(null);
    }
    await writeHeard(tx, heard, state, { listsUs: heard.members.some((each) => each.host === host), toldBy, at });
    const after: Pick<Peer, "host" | "state" | "platforms"> = { ...heard, state };
    if (state === "member" || peer?.state === "member") await keepTrust(tx, peer, after, null, at);
    if (state !== peer?.state) await touch(tx, ["territories", "network"]);
    // Those whom it counts and we don't know yet are asked themselves.
    const known = new Set((await readPeers(tx, ["member", "proposed", "inviting", "invited", "declined"])).map((each) => each.host));
    if (state === "member") for (const each of heard.members) if (each.host !== host && each.network === us.network && !known.has(each.host)) await sendJob(tx, "look-at-peer", { host: each.host, toldBy: heard.host }, { key: `look-at-peer ${each.host}` });
    return done(state);
  });
}

/** Its list can't be read, or isn't believed: written down of those who have to do with us, of nobody else. */
export async function noteTrouble(db: Database, host: string, trouble: string, at: Temporal.Instant): Promise<void> {
  await inTransaction(db, (tx) => writeTrouble(tx, host, trouble, at));
}

/** What the clock does: everybody on our list is looked at again, and whoever doesn't count us yet is told to look at ours. */
export async function lookAtPeers(db: Database): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const { host, state, listsUs } of await readPeers(tx, ["member", "invited", "inviting", "proposed"])) {
      await sendJob(tx, "look-at-peer", { host, toldBy: null }, { key: `look-at-peer ${host}` });
      if (state === "invited" || (state === "member" && !listsUs)) await sendJob(tx, "tell-peer", { host, tries: 0 }, { key: `tell-peer ${host}` });
    }
  });
}

/** A knock that nobody answered is made again later, a few times; after that the clock does. */
export async function tellPeerLater(db: Database, host: string, tries: number, at: Temporal.Instant): Promise<void> {
  await inTransaction(db, (tx) => sendJob(tx, "tell-peer", { host, tries: tries + 1 }, { key: `tell-peer ${host}`, runAt: at.add({ minutes: 2 ** tries }) }));
}
