import type { DomNode } from "./read-html.ts";

interface Line {
  readonly level: number;
  readonly ordered: boolean;
  readonly children: readonly DomNode[];
}

/** Word writes the lines of a list as paragraphs that say their level: here they become lists again, one inside another. */
export function listedWord(nodes: readonly DomNode[]): DomNode[] {
  const out: DomNode[] = [];
  let lines: Line[] = [];
  const flush = () => {
    if (lines.length > 0) out.push(...nested(lines));
    lines = [];
  };
  for (const node of nodes) {
    const level = Number(node.attribs?.["data-level"] ?? 0);
    if (level > 0) lines.push({ level, ordered: node.attribs?.["data-ordered"] === "1", children: node.children ?? [] });
    // What stands between two lines of a list and says nothing.
    else if (node.type === "text" && !(node.data ?? "").trim()) continue;
    else {
      flush();
      out.push(node.children && node.name !== "p" ? { ...node, children: listedWord(node.children) } : node);
    }
  }
  flush();
  return out.length > 0 || nodes.length === 0 ? out : [...nodes];
}

function nested(lines: readonly Line[]): DomNode[] {
  const lists: DomNode[] = [];
  for (let at = 0; at < lines.length; ) {
    const first = lines[at];
    if (!first) break;
    const items: DomNode[] = [];
    while (at < lines.length) {
      const line = lines[at];
      if (!line || line.level < first.level || (line.level === first.level && line.ordered !== first.ordered)) break;
      let end = at + 1;
      while ((lines[end]?.level ?? 0) > first.level) end++;
      const inner = nested(lines.slice(at + 1, end));
      items.push({ type: "tag", name: "li", children: [{ type: "tag", name: "p", children: line.children }, ...inner] });
      at = end;
    }
    lists.push({ type: "tag", name: first.ordered ? "ol" : "ul", children: items });
  }
  return lists;
}
