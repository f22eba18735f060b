import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stopwatch } from "../../../tests/support/stopwatch.ts";
import { longestFormula, readDocument, type Block } from "./document.ts";
import { drawFormula } from "./formula.ts";
import { fromMarkdown } from "./from-markdown.ts";
import { plainText } from "./plain.ts";
import { playerOf } from "./players.ts";
import { renderText } from "./render.ts";
import { toMarkdown } from "./to-markdown.ts";

const options = { image: ({ media }: { media: string }) => `<img ${media}>`, tableLabel: "" };
const id = "0198c1de-0000-7000-8000-000000000001";
const markdown = [
  "Une note[^1] et $E=mc^2$.",
  `![un](media:${id})\n![deux](media:${id})`,
  `![Le guide](fichier:${id})`,
  `![La comète](contenu:${id})`,
  "https://www.youtube.com/watch?v=abcdefghijk",
  "$$\\int_0^1 x\\,dx$$",
  "[^1]: Selon *elle*, [ici](https://exemple.org).",
].join("\n\n");

test("notes, formulae, galleries, files, videos and cards go to Markdown and back unchanged", () => {
  const document = fromMarkdown(markdown);

  expect(document.content.map((block) => block.type)).toEqual(["paragraph", "gallery", "file", "card", "embed", "formulaBlock"]);
  expect(readDocument(document)).toEqual(document);
  expect(toMarkdown(document)).toBe(markdown);
});

test("a reader is given numbered notes with a way back, and MathML without a style", () => {
  const html = renderText(fromMarkdown(markdown), { ...options, notes: { title: "Notes", back: (n) => `Retour ${n}` } });

  expect(html).toContain(`<sup><a href="#note-1" id="note-ref-1" role="doc-noteref">1</a></sup>`);
  expect(html).toContain(`<li id="note-1">Selon <em>elle</em>`);
  expect(html).toContain(`href="#note-ref-1" role="doc-backlink" aria-label="Retour 1"`);
  expect(html).toContain("<math");
  expect(html).not.toMatch(/ style=| class="tml/);
});

test("search, mails and feeds are given words for each of them", () => {
  expect(plainText(fromMarkdown(markdown))).toBe("Une note (Selon elle, ici.) et E=mc^2.\nun\ndeux\nLe guide\nYouTube https://www.youtube.com/watch?v=abcdefghijk\n\\int_0^1 x\\,dx");
});

test("prices in dollars and lone signs stay what they are", () => {
  expect(fromMarkdown("De $20 à $30, ou 5 $.").content).toEqual([{ type: "paragraph", content: [{ type: "text", text: "De $20 à $30, ou 5 $." }] }]);
  expect(toMarkdown(fromMarkdown("Un \\$x\\$ tapé"))).toBe("Un \\$x\\$ tapé");
});

describe("a stored text that lies", () => {
  const doc = (...content: object[]) => ({ type: "doc", content });
  const nested = (depth: number): object => (depth === 0 ? { type: "paragraph" } : { type: "blockquote", content: [nested(depth - 1)] });

  test.each<[string, object]>([
    ["a video of a host that nobody knows", doc({ type: "embed", attrs: { url: "https://exemple.org/video" } })],
    ["a script as a video", doc({ type: "embed", attrs: { url: "javascript:alert(1)//www.youtube.com/watch?v=abcdefghijk" } })],
    ["a host that only looks like one", doc({ type: "embed", attrs: { url: "https://www.youtube.com.exemple.org/watch?v=abcdefghijk" } })],
    ["an address that hides more", doc({ type: "embed", attrs: { url: "https://www.youtube.com/watch?v=abcdefghijk&x=\"><script>" } })],
    ["a formula without end", doc({ type: "formulaBlock", attrs: { latex: "x".repeat(longestFormula + 1) } })],
    ["a note in a note", doc({ type: "paragraph", content: [{ type: "footnote", content: [{ type: "footnote", content: [{ type: "text", text: "x" }] }] }] })],
    ["a note that leads to a script", doc({ type: "paragraph", content: [{ type: "footnote", content: [{ type: "text", text: "x", marks: [{ type: "link", attrs: { href: "javascript:alert(1)" } }] }] }] })],
    ["a gallery of everything", doc({ type: "gallery", content: Array.from({ length: 500 }, () => ({ type: "image", attrs: { media: id } })) })],
    ["a gallery that holds a quote", doc({ type: "gallery", content: [{ type: "blockquote", content: [] }] })],
    ["more cards than anybody reads", doc(...Array.from({ length: 200 }, () => ({ type: "card", attrs: { content: id } })))],
    ["a file that is no id", doc({ type: "file", attrs: { file: "../../etc/passwd", name: "x" } })],
    ["attributes of its own", doc({ type: "card", attrs: { content: id, title: "x", onclick: "alert(1)" } })],
    ["a depth beyond reason", doc(nested(200))],
  ])("is refused: %s", (_, value) => {
    expect(readDocument(value)).toBeNull();
  });
});

test("whatever is typed as a formula, nothing but MathML comes out, in bounded time", () => {
  const spent = stopwatch();
  for (const latex of ["\\def\\a{\\a\\a}\\a", "\\newcommand\\x{\\x}\\x", "\\href{javascript:alert(1)}{x}", "\\html{<script>}", "\\text{<script>alert(1)</script>}", "\\rule{1000em}{1000em}", "\\color{red}{x}", "{".repeat(900), "\\frac".repeat(200), "x_".repeat(400), "\\url{http://x}", "\\includegraphics{http://x/y.png}"]) {
    expect(drawFormula(latex, true) ?? "").not.toMatch(/<(?!\/?(?:m[a-z]+|semantics|annotation)\b)|javascript:|style=|href/i);
  }
  fc.assert(fc.property(fc.string({ maxLength: 60, unit: fc.constantFrom("\\", "{", "}", "^", "_", "&", "<", ">", "\"", "frac", "text", "x", " ", "$") }), (latex) => {
    expect(drawFormula(latex, false) ?? "").not.toMatch(/<(?!\/?(?:m[a-z]+|semantics|annotation)\b)/i);
  }), { numRuns: 200 });

  expect(spent()).toBeLessThan(10_000);
});

test("an unreadable formula is shown as it was typed, escaped", () => {
  expect(renderText({ type: "doc", content: [{ type: "formulaBlock", attrs: { latex: "\\frac{<b>" } }] satisfies Block[] }, options)).toContain(`<code class="unreadable">\\frac{&#60;b&#62;</code>`);
});

test.each([
  ["https://youtu.be/abcdefghijk?si=xyz", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"],
  ["https://m.youtube.com/watch?v=abcdefghijk&t=3", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"],
  ["https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1&autoplay=1"],
  ["https://www.dailymotion.com/video/x8abcde", "https://geo.dailymotion.com/player.html?video=x8abcde"],
  ["https://framatube.org/w/4nLzHYtmeJGzYDaMNjLg5J", "https://framatube.org/videos/embed/4nLzHYtmeJGzYDaMNjLg5J?autoplay=1"],
  ["https://soundcloud.com/quelqu-un/un-son", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fquelqu-un%2Fun-son&auto_play=true"],
  ["https://exemple.org/w/4nLzHYtmeJGzYDaMNjLg5J", undefined],
  ["https://user:secret@www.youtube.com/watch?v=abcdefghijk", undefined],
])("%s is played by the host that readers know", (address, frame) => {
  expect(playerOf(address)?.frame).toBe(frame);
});
