import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { forgetAddress } from "../mails/forget-address.ts";
import { emailOfAnywhere } from "./find-account.ts";
import { deleteUser, leaveHandles } from "./store.ts";

export const forgets = ["accounts.users.id"];

/** The account, and with it sessions, links and personal tokens; mails to its address, sent or waiting; what was asked by address. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  const email = await emailOfAnywhere(tx, member);
  if (email) await forgetAddress(tx, email);
  await leaveHandles(tx, member);
  await deleteUser(tx, member, email);
}
