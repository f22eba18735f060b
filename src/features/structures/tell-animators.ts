import { inTransaction, type Database } from "../../platform/database.ts";
import type { StructureId, TerritoryId } from "../../platform/ids.ts";
import type { OutgoingMail } from "../mails/mail.ts";
import { sendMail } from "../mails/send-mail.ts";
import { listAnimatorsToTellAnywhere, takeLeft } from "./forget-store.ts";

export interface LeftJob {
  readonly structure: StructureId;
}

/** An animator to write to about a structure for which nobody acts any more. */
export interface ToldOfLeft {
  readonly email: string;
  readonly locale: "fr" | "en";
  readonly structure: { readonly name: string; readonly slug: string; readonly territory: TerritoryId };
}

/** Writes, once, to the animators of a structure's territory that it is nobody's any more; not when somebody has claimed it since. */
export async function tellAnimators(db: Database, structure: StructureId, compose: (told: ToldOfLeft) => OutgoingMail): Promise<void> {
  await inTransaction(db, async (tx) => {
    const left = await takeLeft(tx, structure);
    if (!left) return;
    for (const animator of await listAnimatorsToTellAnywhere(tx, left.territory)) await sendMail(tx, compose({ ...animator, structure: left }));
  });
}
