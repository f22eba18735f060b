import { done, refused, type Outcome } from "../outcome.ts";
import { longestText, readDocument, type TextDocument } from "./document.ts";
import { wellFormed } from "./well-formed.ts";
import { fromMarkdown } from "./from-markdown.ts";

const longestLine = 20_000;
const mostLines = 10_000;

/** What a form sends of a text: the editor's JSON when it ran, Markdown otherwise. Both become the same. */
export function parseBody(form: { body?: string | undefined; body_json?: string | undefined }): Outcome<TextDocument, "too_long" | "not_a_text"> {
  const { body = "", body_json: structured = "" } = form;
  // What nobody types, but what keeps a parser busy for seconds.
  const lines = body.split("\n");
  if (lines.length > mostLines || lines.some((line) => line.length > longestLine)) return refused("too_long" as const);
  if (body.length > longestText || structured.length > longestText * 3) return refused("too_long" as const);
  if (!structured) return done(fromMarkdown(body));
  const document = readDocument(safeJson(structured));
  return document ? done(withoutEmptyLines(document)) : refused("not_a_text" as const);
}

/** An editor's document ends with an empty line to write on, and people make room with others: they aren't text. */
function withoutEmptyLines(document: TextDocument): TextDocument {
  return { ...document, content: document.content.filter((block) => block.type !== "paragraph" || (block.content?.length ?? 0) > 0) };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown) => (typeof value === "string" ? wellFormed(value) : value));
  } catch {
    return null;
  }
}
