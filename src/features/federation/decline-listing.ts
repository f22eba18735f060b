import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touchContent } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canEdit, canSee } from "../contents/policy.ts";
import type { ListingDeclined } from "./facts.ts";
import { lockListed, markDeclined } from "./listing-store.ts";

/** Asks a dossier of another server to take a content out. Asked twice, it is asked once. */
export async function declineListing({ db, viewer, now }: Context, id: ContentId, dossier: string): Promise<Outcome<null, { readonly kind: "unknown" | "forbidden" }>> {
  return inTransaction(db, async (tx): Promise<Outcome<null, { readonly kind: "unknown" | "forbidden" }>> => {
    const content = await lockListed(tx, id);
    if (!content || !canSee(viewer, content, now())) return refused({ kind: "unknown" });
    if (!canEdit(viewer, content)) return refused({ kind: "forbidden" });
    if (await markDeclined(tx, id, dossier)) await record<ListingDeclined>(tx, { kind: "content.listing_declined", territory: content.territory, subject: id, dossier }, [touchContent(id)]);
    return done(null);
  });
}
