import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { record, touchTerritory } from "../../platform/facts.ts";
import { newId, type MemberId, type TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { slugify } from "../../platform/text/slug.ts";
import type { MemberJoined } from "../members/facts.ts";
import { findAccountAnywhere } from "./find-account.ts";
import { hashPassword } from "./password.ts";
import { freeHandle, insertAnimator, insertMember, insertUser, setCoordinator } from "./store.ts";

/** Makes a member with the first free handle that the name gives. */
export async function makeMember(tx: Transaction, now: Temporal.Instant, input: { name: string; home: TerritoryId }): Promise<MemberId> {
  const id = newId<MemberId>();
  await insertMember(tx, { id, handle: await freeHandle(tx, slugify(input.name, "membre").slice(0, 34)), ...input, at: now });
  await record<MemberJoined>(tx, { kind: "member.joined", territory: input.home, subject: id }, [touchTerritory(input.home), "network"]);
  return id;
}

export interface AddedMember {
  readonly name: string;
  readonly email: string;
  /** Null: they come in by a link. */
  readonly password: string | null;
  readonly home: TerritoryId;
  readonly animator: boolean;
  readonly coordinator: boolean;
}

/** The operator adds a member whose address needs no confirmation, an animator of their home or a coordinator if said. */
export async function addMember(db: Database, now: Temporal.Instant, input: AddedMember): Promise<Outcome<MemberId, "email-taken">> {
  const password = input.password === null ? null : await hashPassword(input.password);
  return inTransaction(db, async (tx): Promise<Outcome<MemberId, "email-taken">> => {
    if (await findAccountAnywhere(tx, input.email)) return refused("email-taken");
    const id = await makeMember(tx, now, input);
    await insertUser(tx, { id, email: input.email, password, at: now });
    if (input.animator) await insertAnimator(tx, input.home, id);
    if (input.coordinator) await setCoordinator(tx, id);
    return done(id);
  });
}
