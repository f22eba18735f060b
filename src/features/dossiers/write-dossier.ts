import { z } from "zod";
import type { Context } from "../../platform/context.ts";
import type { Outcome } from "../../platform/outcome.ts";
import { contentFields, type Intent } from "../contents/input.ts";
import { writeContent, type Target, type WriteRefusal, type Written } from "../contents/write-content.ts";
import { writeContributions } from "./store.ts";

export const dossierInput = z.object({ ...contentFields, contributions: z.enum(["open", "closed"]).default("closed") });
export type DossierInput = z.output<typeof dossierInput>;

/** Opens a dossier or corrects its presentation; its contents are put in one by one. */
export function writeDossier(context: Context, target: Target, input: DossierInput, intent: Intent): Promise<Outcome<Written, WriteRefusal>> {
  return writeContent(context, { kind: "dossier", target, genre: null, ...input, ...intent, details: { contributions: input.contributions } }, async (tx, id) => {
    await writeContributions(tx, id, input.contributions);
    return {};
  });
}
