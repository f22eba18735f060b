import { showContentAnywhere } from "../../features/contents/show-content.ts";
import { exportVersionOf, type ExportForm } from "../../features/dossiers/dossier-export.ts";
import type { ExportMaking } from "../../features/dossiers/keep-dossier-export.ts";
import { listOutlineAnywhere } from "../../features/dossiers/list-outline.ts";
import type { ContentId } from "../../platform/ids.ts";
import { messagesFor } from "../../platform/messages.ts";
import { visitor } from "../../platform/viewer.ts";
import { dossierEpub } from "./dossier-epub.ts";
import { dossierPdf } from "./dossier-pdf.ts";
import { mostCharacters, mostPictures, type Print } from "./print.ts";

/** Makes the file of a dossier as the public sees it now; null when the public doesn't see it. Others run between two contents. */
export async function exportDossier(given: Omit<Print, "t" | "locale" | "left">, id: ContentId, form: ExportForm, tell: (progress: number) => Promise<void>): Promise<ExportMaking | null> {
  const dossier = await showContentAnywhere({ db: given.reader, viewer: visitor, now: given.now }, id);
  if (dossier?.kind !== "dossier") return null;
  const sections = await listOutlineAnywhere(given.reader, id);
  const locale = dossier.language === "en" ? "en" : "fr";
  const print: Print = { ...given, t: messagesFor(locale), locale, left: { characters: mostCharacters, pictures: mostPictures } };
  let said = 0;
  const progress = async (done: number) => {
    const now = Math.floor(done * 100);
    if (now >= said + 5) await tell((said = now));
    await new Promise((resolve) => setImmediate(resolve));
  };
  const bytes = form === "pdf" ? await dossierPdf(print, dossier, sections, progress) : await dossierEpub(print, dossier, sections, progress);
  return { version: exportVersionOf(dossier, sections, given.now()), bytes };
}
