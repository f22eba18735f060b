import type { Transaction } from "../../platform/database.ts";
import { deleteMailsNaming } from "./store.ts";

/** Mails to this address, or that say it: neither kept nor sent. */
export function forgetAddress(tx: Transaction, email: string): Promise<void> {
  return deleteMailsNaming(tx, email);
}
