import type { Block, Inline, ListItem, TextDocument } from "./document.ts";

/** Structured text as Markdown, for the form without JavaScript and for exports. */
export function toMarkdown(document: TextDocument): string {
  return document.content.map(blockOf).join("\n\n");
}

function blockOf(block: Block): string {
  switch (block.type) {
    case "paragraph":
      return escapeStart(inlineOf(block.content));
    case "heading":
      return `${"#".repeat(block.attrs.level)} ${inlineOf(block.content)}`;
    case "bulletList":
      return block.content.map((item) => listItem(item, "- ")).join("\n");
    case "orderedList":
      return block.content.map((item, index) => listItem(item, `${(block.attrs?.start ?? 1) + index}. `)).join("\n");
    case "blockquote":
      return block.content.map(blockOf).join("\n\n").split("\n").map((line) => (line ? `> ${line}` : ">")).join("\n");
    case "codeBlock":
      return `\`\`\`\n${(block.content ?? []).map((piece) => (piece.type === "text" ? piece.text : "\n")).join("")}\n\`\`\``;
    case "horizontalRule":
      return "---";
    case "image": {
      const { alt, media, caption, credit } = block.attrs;
      const title = [caption, credit].some(Boolean) ? ` "${`${caption} | ${credit}`.replaceAll('"', "”")}"` : "";
      return `![${escapeText(alt)}](media:${media}${title})`;
    }
    case "table":
      return tableOf(block);
  }
}

function listItem(item: ListItem, marker: string): string {
  const text = item.content.map(blockOf).join("\n\n");
  return marker + text.split("\n").map((line, index) => (index === 0 || line === "" ? line : " ".repeat(marker.length) + line)).join("\n");
}

function tableOf(table: Extract<Block, { type: "table" }>): string {
  const rows = table.content.map((row) => `| ${row.content.map((cell) => cell.content.map(blockOf).join(" ").replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`);
  const columns = table.content[0]?.content.length ?? 1;
  return [rows[0], `|${" --- |".repeat(columns)}`, ...rows.slice(1)].join("\n");
}

function inlineOf(content: readonly Inline[] | undefined): string {
  return (content ?? []).map((piece) => (piece.type === "hardBreak" ? "\\\n" : marked(piece))).join("");
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
  return text.replace(/[\\`*_[\]<>|]/g, "\\$&");
}

function escapeStart(line: string): string {
  return line.replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/, (_, blank: string, sign: string) => `${blank}${/^\d/.test(sign) ? sign.replace(/[.)]$/, "\\$&") : `\\${sign}`}`).replace(/^([-=]{3,})$/, "\\$1");
}
