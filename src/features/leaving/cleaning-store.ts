import { escapeLiteral } from "../../platform/database.ts";
import { emptyDocument, readDocument, type TextDocument } from "../../platform/text/document.ts";
import type { Run } from "./sets-store.ts";
import { waitingTable } from "./tables.ts";

const texts: Readonly<Record<string, readonly string[]>> = {
  "territories": ["about", "editorial_line", "legal_notice"], "contents": ["body"], "content_versions": ["body"], "comments": ["body"], "comment_versions": ["body"], "communities": ["body"], "structures": ["body"],
  "project_updates": ["body"], "messages": ["body"], "federation.held_notes": ["body"], "dossier_items": ["note_body"], "report_subjects": ["message_body"],
};
const atOnce = 500;

/** Texts that somebody else's server says its people wrote pass where everybody's do: what can't be written here is left out. How many held such. */
export async function cleanTexts(run: Run): Promise<number> {
  let cleaned = 0;
  for (const [table, columns] of Object.entries(texts)) for (const column of columns) cleaned += await cleanColumn(run, waitingTable(table), column);
  return cleaned;
}

async function cleanColumn(run: Run, table: string, column: string): Promise<number> {
  let cleaned = 0;
  for (let place = "(0,0)"; ;) {
    const rows = await run<{ place: string; text: unknown }>(`select ctid::text as place, ${column} as text from ${table} where ctid > '${place}'::tid and ${column} is not null order by ctid limit ${atOnce}`);
    for (const row of rows) {
      if (readDocument(row.text)) continue;
      await run(`update ${table} set ${column} = ${escapeLiteral(JSON.stringify(whatCanStay(row.text)))}::jsonb where ctid = '${row.place}'::tid`);
      cleaned += 1;
    }
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) return cleaned;
    place = last.place;
  }
}

/** Block by block, as long as the whole can be read. */
function whatCanStay(text: unknown): TextDocument {
  const { content } = typeof text === "object" && text !== null ? (text as { readonly content?: unknown }) : {};
  const blocks = (Array.isArray(content) ? content.slice(0, 2000) : []).flatMap((block: unknown) => readDocument({ type: "doc", content: [block] })?.content ?? []);
  return readDocument({ type: "doc", content: blocks }) ?? emptyDocument;
}
