import { z } from "zod";
import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { emailsOfAnywhere } from "../accounts/find-account.ts";
import { emailSchema, personNameSchema } from "../accounts/input.ts";
import { findStandingAnywhere } from "./show-announcement.ts";
import { whenWritingTo } from "./policy.ts";

export const messageInput = z.object({
  name: personNameSchema,
  /** Where the authors answer: they see it, and the sender is told so. */
  email: emailSchema,
  message: z.string().transform((text) => text.replace(/(?!\n)\p{Cc}/gu, "").trim()).pipe(z.string().min(1, "required").max(5000, "too_long")),
});
export type MessageInput = z.output<typeof messageInput>;

export type PassRefusal = { readonly kind: "unknown" | "closed" };

/** Passes a message on to the authors of an announcement, by mail: neither the page nor its answer says their addresses. */
export async function passMessage({ db, viewer, now }: Context, content: ContentId, send: (tx: Transaction, to: string) => Promise<void>): Promise<Outcome<null, PassRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<null, PassRefusal>> => {
    const announcement = await findStandingAnywhere(tx, content);
    if (!announcement) return refused({ kind: "unknown" });
    const verdict = whenWritingTo(viewer, announcement, now());
    if (verdict !== "passed-on") return refused({ kind: verdict });
    for (const to of await emailsOfAnywhere(tx, announcement.authors)) await send(tx, to);
    return done(null);
  });
}
