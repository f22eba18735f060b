import { Parser } from "htmlparser2";

const allowed: Readonly<Record<string, readonly string[]>> = {
  p: [], br: [], a: ["href", "class"], strong: [], em: [], ul: [], ol: [], li: [], blockquote: [], h2: [], h3: [], h4: [], figure: [], figcaption: [], img: ["src", "alt"], code: [], pre: [], span: ["class"],
};
const classes = ["h-card", "u-url", "mention"];

/** What of a piece of HTML others would drop or misread. */
export function htmlProblems(html: unknown, tags: readonly string[] = Object.keys(allowed)): string[] {
  if (typeof html !== "string" || html.trim() === "") return ["is no text"];
  const found: string[] = [];
  const open: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      open.push(name);
      if (!tags.includes(name)) found.push(`<${name}>`);
      for (const [key, value] of Object.entries(attributes)) {
        if (!allowed[name]?.includes(key)) found.push(`${name} ${key}`);
        if (key === "class" && value.split(" ").some((each) => !classes.includes(each))) found.push(`class ${value}`);
        if ((key === "href" || key === "src") && !/^(?:https?:\/\/[^/]|mailto:)/.test(value)) found.push(`${key} ${value}`);
      }
      if (name === "img" && !("alt" in attributes)) found.push("img without alt");
    },
    onclosetag(name, implied) {
      if (implied && name !== "br" && name !== "img") found.push(`${name} is not closed`);
      open.pop();
    },
    ontext(text) {
      if (open.length === 0 && text.trim()) found.push("words outside of a paragraph");
    },
    oncomment: () => void found.push("a comment"),
  });
  parser.write(html);
  parser.end();
  if (/lire la suite|read more/i.test(html)) found.push("says to read on");
  return found;
}
