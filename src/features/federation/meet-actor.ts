import { inTransaction, type Database } from "../../platform/database.ts";
import { newId, type MemberId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import type { MemberViewer } from "../../platform/viewer.ts";
import { wideWorld } from "../territories/territory.ts";
import type { ActorId, ActorReading, OtherActor } from "./actor.ts";
import { insertStandIn, isUnsettled, writeOtherActor } from "./actor-store.ts";
import { hostOfUri } from "./server.ts";
import { ensureElsewhere } from "./meet-server.ts";
import { meetServer } from "./server-store.ts";

/** Writes down, or again, somebody of another server as their own document at their own address says. */
export async function meetActor(db: Database, reading: ActorReading, at: Temporal.Instant): Promise<OtherActor> {
  const host = hostOfUri(reading.uri);
  if (!host) throw new Error(`No host in ${reading.uri}`);
  return inTransaction(db, async (tx) => {
    const server = await meetServer(tx, host, at);
    const actor = await writeOtherActor(tx, newId<ActorId>(), server.id, reading, at);
    if (await isUnsettled(tx, actor.id)) await sendJob(tx, "settle-stranger", { actor: actor.id }, { key: `settle:${actor.id}` });
    return actor;
  });
}

/** Somebody of another server as who is asking: the same acts and the same rules hold for them as for a member without any role. */
export async function viewerOfActor(db: Database, actor: OtherActor, at: Temporal.Instant): Promise<MemberViewer> {
  const who = { handle: `${actor.handle}@${hostOfUri(actor.uri) ?? ""}`, name: actor.name.slice(0, 100) || actor.handle, home: wideWorld };
  const id = actor.member ?? await inTransaction(db, async (tx) => {
    await ensureElsewhere(tx, at);
    return insertStandIn(tx, actor, { id: newId<MemberId>(), ...who, at });
  });
  return { kind: "member", id, ...who, animates: [], actsFor: [], memberships: [], coordinator: false };
}
