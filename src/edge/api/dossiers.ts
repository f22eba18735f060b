import { listOutlineAnywhere } from "../../features/dossiers/list-outline.ts";
import type { Content } from "../../features/contents/show-content.ts";
import { plainBodyHtml } from "../body-html.ts";
import type { WebContext } from "../env.ts";
import { contentOf } from "./shapes.ts";

/**
 * What a dossier adds: who may add to it, its sections with their entries in order, and all entries flat. An entry whose
 * content is no longer public keeps its place and its note.
 */
export async function dossierOf(c: WebContext, content: Content): Promise<object> {
  const sections = await listOutlineAnywhere(c.get("services").reader, content.id);
  const outline = sections.map((section) => ({
    id: section.id,
    title: section.title || null,
    entries: section.entries.map((entry) => ({
      note: entry.noteWords,
      noteHtml: entry.note ? plainBodyHtml(c, content.territory, entry.note) : "",
      addedAt: entry.addedAt.toString(),
      content: entry.card ? contentOf(c, entry.card) : null,
    })),
  }));
  return { contributions: content.contributions, sections: outline.filter((section) => section.id || section.entries.length > 0), items: outline.flatMap((section) => section.entries.map(({ note, content: of }) => ({ note, content: of }))) };
}
