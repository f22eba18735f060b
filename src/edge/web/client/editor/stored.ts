interface EditorNode {
  readonly type?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly EditorNode[];
  readonly marks?: unknown;
  readonly text?: string;
}

const keptAttributes: Readonly<Record<string, readonly string[]>> = {
  heading: ["level"],
  link: ["href"],
  image: ["media", "alt", "credit", "caption"],
  file: ["file", "name"],
  embed: ["url"],
  card: ["content", "title"],
  formula: ["latex"],
  formulaBlock: ["latex"],
};

/** The editor's document without what only the editor needs. */
export function stored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stored);
  if (typeof value !== "object" || value === null) return value;
  const node = value as EditorNode;
  if (node.type === "footnote") return { type: "footnote", content: node.attrs?.["note"] };
  const kept: Record<string, unknown> = { type: node.type };
  const attributes = keptAttributes[node.type ?? ""];
  if (attributes) kept["attrs"] = Object.fromEntries(attributes.map((name) => [name, node.attrs?.[name]]));
  if (node.type === "orderedList") kept["attrs"] = { start: node.attrs?.["start"] ?? 1 };
  if (node.text !== undefined) kept["text"] = node.text;
  if (node.marks !== undefined) kept["marks"] = stored(node.marks);
  if (node.content !== undefined) kept["content"] = stored(node.content);
  return kept;
}

/** A stored text as the editor holds it: a note is one thing there, whose words are edited apart. */
export function opened(value: object): object {
  const node = value as EditorNode;
  if (node.type === "footnote") return { type: "footnote", attrs: { note: node.content ?? [] } };
  return node.content ? { ...node, content: node.content.map(opened) } : node;
}
