import type { Block, ImageBlock, Inline, ListItem, TextDocument, Words } from "./document.ts";

/** Structured text as Markdown, for the form without JavaScript and for exports. Notes come last. */
export function toMarkdown(document: TextDocument): string {
  const notes: string[] = [];
  const blocks = document.content.map((block) => blockOf(block, notes));
  return [...blocks, ...notes.map((note, index) => `[^${index + 1}]: ${note}`)].join("\n\n");
}

function blockOf(block: Block, notes: string[]): string {
  switch (block.type) {
    case "paragraph":
      return escapeStart(inlineOf(block.content, notes));
    case "heading":
      return `${"#".repeat(block.attrs.level)} ${inlineOf(block.content, notes)}`;
    case "bulletList":
      return block.content.map((item) => listItem(item, "- ", notes)).join("\n");
    case "orderedList":
      return block.content.map((item, index) => listItem(item, `${(block.attrs?.start ?? 1) + index}. `, notes)).join("\n");
    case "blockquote":
      return block.content.map((each) => blockOf(each, notes)).join("\n\n").split("\n").map((line) => (line ? `> ${line}` : ">")).join("\n");
    case "codeBlock":
      return `\`\`\`\n${(block.content ?? []).map((piece) => (piece.type === "text" ? piece.text : "\n")).join("")}\n\`\`\``;
    case "horizontalRule":
      return "---";
    case "image":
      return imageOf(block);
    case "gallery":
      return block.content.map(imageOf).join("\n");
    case "file":
      return `![${escapeText(block.attrs.name)}](fichier:${block.attrs.file})`;
    case "card":
      return `![${escapeText(block.attrs.title)}](contenu:${block.attrs.content})`;
    case "embed":
      return block.attrs.url;
    case "formulaBlock":
      return `$$${block.attrs.latex}$$`;
    case "table":
      return tableOf(block, notes);
  }
}

function imageOf({ attrs: { alt, media, caption, credit } }: ImageBlock): string {
  const title = [caption, credit].some(Boolean) ? ` "${`${caption} | ${credit}`.replaceAll('"', "”")}"` : "";
  return `![${escapeText(alt)}](media:${media}${title})`;
}

function listItem(item: ListItem, marker: string, notes: string[]): string {
  const text = item.content.map((each) => blockOf(each, notes)).join("\n\n");
  return marker + text.split("\n").map((line, index) => (index === 0 || line === "" ? line : " ".repeat(marker.length) + line)).join("\n");
}

function tableOf(table: Extract<Block, { type: "table" }>, notes: string[]): string {
  const rows = table.content.map((row) => `| ${row.content.map((cell) => cell.content.map((each) => blockOf(each, notes)).join(" ").replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`);
  const columns = table.content[0]?.content.length ?? 1;
  return [rows[0], `|${" --- |".repeat(columns)}`, ...rows.slice(1)].join("\n");
}

function inlineOf(content: readonly Inline[] | undefined, notes: string[]): string {
  return (content ?? []).map((piece) => {
    if (piece.type === "hardBreak") return "\\\n";
    if (piece.type === "formula") return `$${piece.attrs.latex}$`;
    if (piece.type === "footnote") return `[^${notes.push(noteOf(piece.content))}]`;
    return marked(piece);
  }).join("");
}

/** The words of one line, as they are typed in a field of their own. */
export function noteOf(content: readonly Words[]): string {
  return content.map((piece) => (piece.type === "hardBreak" ? " " : marked(piece))).join("").trim();
}

function marked(piece: Extract<Inline, { type: "text" }>): string {
  const marks = piece.marks ?? [];
  const code = marks.some((mark) => mark.type === "code");
  let text = code ? `\`${piece.text.replaceAll("`", "'")}\`` : escapeText(piece.text);
  for (const mark of [...marks].reverse()) {
    // Emphasis must touch its words: blanks at either end stay outside.
    const inner = text.trim();
    if (!inner) continue;
    const before = text.slice(0, text.length - text.trimStart().length);
    const after = text.slice(text.trimEnd().length);
    if (mark.type === "bold") text = `${before}**${inner}**${after}`;
    if (mark.type === "italic") text = `${before}*${inner}*${after}`;
    if (mark.type === "link") text = `[${text}](${mark.attrs.href.replaceAll("(", "%28").replaceAll(")", "%29")})`;
  }
  return text;
}

function escapeText(text: string): string {
  return text.replace(/[\\`*_[\]<>|$]/g, "\\$&");
}

function escapeStart(line: string): string {
  return line.replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/, (_, blank: string, sign: string) => `${blank}${/^\d/.test(sign) ? sign.replace(/[.)]$/, "\\$&") : `\\${sign}`}`).replace(/^([-=]{3,})$/, "\\$1");
}
