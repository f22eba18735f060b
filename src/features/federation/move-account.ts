import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { record, type Touch } from "../../platform/facts.ts";
import type { MemberId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { ActorId, OtherActor, OwnActor } from "./actor.ts";
import type { AddressesChanged, Moved } from "./facts.ts";
import { lockAliases, setAliases, setBack, setLed, setMoved } from "./move-store.ts";

/** Followers are led from address to address once in so many days: else whoever moves to and fro would wear out everybody's server. */
const againDays = 7;
export const mostAliases = 10;

const touches = (own: OwnActor): readonly Touch[] => [`member:${own.subject}`];

async function tell(tx: Transaction, own: OwnActor): Promise<void> {
  await record<AddressesChanged>(tx, { kind: "member.addresses_changed", territory: own.territory, subject: own.subject as MemberId }, touches(own));
}

/** A member says that an address elsewhere is theirs too: what may move here names them. Callers have seen that somebody is there. */
export async function addAlias(db: Database, own: OwnActor, uri: string): Promise<Outcome<null, "full">> {
  return inTransaction(db, async (tx): Promise<Outcome<null, "full">> => {
    const aliases = await lockAliases(tx, own.id);
    if (aliases.includes(uri)) return done(null);
    if (aliases.length >= mostAliases) return refused("full");
    await setAliases(tx, own.id, [...aliases, uri]);
    await tell(tx, own);
    return done(null);
  });
}

export async function removeAlias(db: Database, own: OwnActor, uri: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const aliases = await lockAliases(tx, own.id);
    if (!aliases.includes(uri)) return;
    await setAliases(tx, own.id, aliases.filter((each) => each !== uri));
    await tell(tx, own);
  });
}

/** A member goes to live at another server, whose account says that it was theirs here: callers have read it there. */
export async function moveAway(db: Database, own: OwnActor, to: OtherActor, at: Temporal.Instant): Promise<Outcome<null, "not-named" | "too-soon">> {
  if (!to.alsoKnownAs.includes(own.uri)) return refused("not-named" as const);
  return inTransaction(db, async (tx): Promise<Outcome<null, "too-soon">> => {
    if (!(await setLed(tx, own.id, to.uri, at.subtract({ hours: 24 * againDays }), at))) return refused("too-soon");
    await setMoved(tx, own.id, to.uri);
    await record<Moved>(tx, { kind: "member.moved", territory: own.territory, subject: own.subject as MemberId, to: to.uri }, touches(own));
    return done(null);
  });
}

/** A member who had moved lives here again: nobody is led on any more. */
export async function comeBack(db: Database, own: OwnActor): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (await setBack(tx, own.id)) await tell(tx, own);
  });
}

/** Somebody of another server moved, as both addresses say; false when they did so a short while ago, to elsewhere. */
export async function takeMove(db: Database, from: ActorId, target: string, at: Temporal.Instant): Promise<boolean> {
  return inTransaction(db, (tx) => setLed(tx, from, target, at.subtract({ hours: 24 * againDays }), at));
}
