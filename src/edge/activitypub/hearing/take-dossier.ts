import { dossierInput, writeDossier } from "../../../features/dossiers/write-dossier.ts";
import type { Intent } from "../../../features/contents/input.ts";
import type { Target, Written, WriteRefusal } from "../../../features/contents/write-content.ts";
import type { Context } from "../../../platform/context.ts";
import type { Outcome } from "../../../platform/outcome.ts";
import { emptyDocument } from "../../../platform/text/document.ts";
import type { HeardDossier } from "../heard/dossier.ts";
import { ownWords } from "./take-kind.ts";

/** A dossier of another of our servers, without what it holds. Who isn't its curator proposes to it, whatever it takes: its own server decides. */
export async function writeHeardDossier(context: Context, target: Target, heard: HeardDossier, common: object, intent: Intent): Promise<Outcome<Written, WriteRefusal> | "unreadable"> {
  const said = { ...common, body: emptyDocument, contributions: "closed" };
  const own = dossierInput.safeParse({ ...said, ...ownWords(heard.details ?? {}, ["contributions"]) });
  const parsed = own.success ? own : dossierInput.safeParse(said);
  if (!parsed.success) return "unreadable";
  const contributions = parsed.data.contributions === "closed" ? "closed" : "suggested";
  return writeDossier(context, target, { ...parsed.data, contributions }, intent);
}
