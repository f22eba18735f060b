import fc from "fast-check";
import { expect, test } from "vitest";
import { htmlProblems } from "../../../../tests/federation/lint-html.ts";
import { readDocument, type Block, type TextDocument } from "../../../platform/text/document.ts";
import { fromMarkdown } from "../../../platform/text/from-markdown.ts";
import { wireHtml, type Leads } from "./html.ts";
import { hashtagOf, nameOf, sayingIn, summaryOf } from "./words.ts";

const origin = "https://grenoble.example";
const leads: Leads = {
  origin,
  url: `${origin}/articles/lichens`,
  picture: (media) => (media.startsWith("a") ? { url: `${origin}/media/${media}-800.webp`, mediaType: "image/webp", alt: "Un lichen", width: 800, height: 600 } : null),
  file: (file) => (file.startsWith("a") ? { href: `${origin}/media/${file}/fiche.pdf`, name: "fiche.pdf" } : null),
  embed: () => null,
  card: (content) => (content.startsWith("a") ? { href: `${origin}/evenements/nuit`, title: "Nuit <des> lichens" } : null),
  mention: (handle) => (handle === "camille" ? { actor: `${origin}/ap/members/1`, handle: "camille@grenoble.example", href: `${origin}/membres/camille` } : null),
};
const say = sayingIn("fr");
const id = "a0000000-0000-7000-8000-000000000001";

function html(...content: Block[]): string {
  return wireHtml({ type: "doc", content }, leads, say);
}

test("a text keeps its headings, lists, quotations and pictures, and its links lead there from anywhere", () => {
  const written = wireHtml(fromMarkdown("## Observer\n\nDes *lichens* et [nos articles](/articles), [plus bas](#notes).\n\n- un\n- deux\n\n> Une citation"), leads, say);

  expect(written).toBe(`<h2>Observer</h2><p>Des <em>lichens</em> et <a href="${origin}/articles">nos articles</a>, <a href="${origin}/articles/lichens#notes">plus bas</a>.</p><ul><li>un</li><li>deux</li></ul><blockquote><p>Une citation</p></blockquote>`);
  expect(html({ type: "image", attrs: { media: id, alt: "", credit: "C. Durand", caption: "Xanthoria" } })).toBe(`<figure><img src="${origin}/media/${id}-800.webp" alt="Un lichen"><figcaption>Xanthoria – © C. Durand</figcaption></figure>`);
});

test("what others don't know is said in what they do: players, files, cards, tables, formulae and notes", () => {
  expect(html({ type: "embed", attrs: { url: "https://www.youtube.com/watch?v=abcdefghijk" } })).toBe('<p><a href="https://www.youtube.com/watch?v=abcdefghijk">Voir la vidéo (YouTube)</a></p>');
  expect(html({ type: "file", attrs: { file: id, name: "" } })).toBe(`<p><a href="${origin}/media/${id}/fiche.pdf">fiche.pdf</a></p>`);
  expect(html({ type: "card", attrs: { content: id, title: "" } })).toBe(`<p><a href="${origin}/evenements/nuit">Nuit &lt;des&gt; lichens</a></p>`);
  expect(html({ type: "formulaBlock", attrs: { latex: "a<b" } })).toBe("<p><code>a&lt;b</code></p>");
  expect(wireHtml(fromMarkdown("| Espèce | Lieu |\n|---|---|\n| Xanthoria | Mur |"), leads, say)).toBe("<ul><li><strong>Espèce</strong> · <strong>Lieu</strong></li><li>Xanthoria · Mur</li></ul>");
  expect(html({ type: "paragraph", content: [{ type: "text", text: "Un fait" }, { type: "footnote", content: [{ type: "text", text: "Une source" }] }] })).toBe("<p>Un fait [1]</p><h2>Notes</h2><ol><li>Une source</li></ol>");
});

test("what is hidden, or gone, isn't said: not even that there was something", () => {
  const gone = "b0000000-0000-7000-8000-000000000001";

  expect(html({ type: "image", attrs: { media: gone, alt: "Un secret", credit: "", caption: "" } }, { type: "file", attrs: { file: gone, name: "secret.pdf" } }, { type: "card", attrs: { content: gone, title: "Un brouillon" } })).toBe("");
});

test("somebody who is named is marked as all servers mark it; words that only look so stay words", () => {
  expect(html({ type: "paragraph", content: [{ type: "text", text: "Merci @camille, et @personne" }] })).toBe(`<p>Merci <span class="h-card"><a href="${origin}/membres/camille" class="u-url mention">@<span>camille</span></a></span>, et @personne</p>`);
});

const words = fc.array(fc.oneof(
  fc.record({ type: fc.constant("text"), text: fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }), marks: fc.subarray([{ type: "bold" }, { type: "italic" }, { type: "code" }, { type: "link", attrs: { href: "https://a.example/?a=1&b=\"2\"" } }]) }),
  fc.constant({ type: "hardBreak" }), fc.record({ type: fc.constant("formula"), attrs: fc.record({ latex: fc.string({ minLength: 1, maxLength: 20 }).filter((each) => each.trim() !== "") }) }),
), { maxLength: 4 });
const block = fc.letrec((tie) => ({
  block: fc.oneof({ depthSize: "small" },
    fc.record({ type: fc.constant("paragraph"), content: words }), fc.record({ type: fc.constant("heading"), attrs: fc.record({ level: fc.constantFrom(2, 3, 4) }), content: words }),
    fc.constant({ type: "horizontalRule" }), fc.constant({ type: "image", attrs: { media: id, alt: "\"<i>\"", credit: "<b>", caption: "&" } }),
    fc.record({ type: fc.constant("blockquote"), content: fc.array(tie("block"), { maxLength: 3 }) }),
    fc.record({ type: fc.constantFrom("bulletList", "orderedList"), content: fc.array(fc.record({ type: fc.constant("listItem"), content: fc.array(tie("block"), { maxLength: 2 }) }), { maxLength: 3 }) }),
    fc.record({ type: fc.constant("table"), content: fc.array(fc.record({ type: fc.constant("tableRow"), content: fc.array(fc.record({ type: fc.constantFrom("tableHeader", "tableCell"), content: fc.array(tie("block"), { maxLength: 2 }) }), { maxLength: 3 }) }), { maxLength: 2 }) }),
  ),
})).block;

test("whatever is written, nothing leaves but the tags that we would let in, closed, with whole addresses", () => {
  fc.assert(fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (content) => {
    const document = readDocument({ type: "doc", content }) as TextDocument | null;
    const written = document ? wireHtml(document, leads, say) : "";
    if (written) expect(htmlProblems(written)).toEqual([]);
  }), { numRuns: 300 });
});

test("a title is short and plain, and tags are written as one word", () => {
  expect(nameOf("Les <canvas> du web, a < b #climat")).toBe("Les ‹canvas› du web, a < b climat");
  expect(nameOf("a ".repeat(200)).length).toBeLessThanOrEqual(100);
  expect([hashtagOf("culture scientifique"), hashtagOf("Biodiversité"), hashtagOf("l’air & l’eau"), hashtagOf("🌌"), hashtagOf("COVID-19")]).toEqual(["#CultureScientifique", "#Biodiversité", "#LAirLEau", null, "#COVID19"]);
  fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (label) => {
    const made = hashtagOf(label);
    if (made) expect(made).toMatch(/^#[\p{L}\p{M}\p{N}_]{1,39}$/u);
  }));
});

test("a summary stays within what Mastodon shows, its first line before all", () => {
  const long = summaryOf(["📅 Samedi", "mot ".repeat(300)]);

  expect(long.startsWith("<p>📅 Samedi</p><p>mot ")).toBe(true);
  expect(long.replace(/<[^>]*>/g, "").length).toBeLessThanOrEqual(500);
  expect(summaryOf(["", "a & <b>"])).toBe("<p>a &amp; &lt;b&gt;</p>");
});
