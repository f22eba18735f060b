import fc from "fast-check";
import { expect, test } from "vitest";
import { readingMoment, sent } from "../../../../tests/support/wire.ts";
import { stopwatch } from "../../../../tests/support/stopwatch.ts";
import { readDocument, type TextDocument } from "../../../platform/text/document.ts";
import { fromHtml } from "../../../platform/text/from-html.ts";
import { plainText } from "../../../platform/text/plain.ts";
import { textIn } from "./body.ts";
import { hearNote } from "./note.ts";
import { tagsOf } from "./tags.ts";
import { cleanText, lineOf, wordsOf } from "./text.ts";

const id = "https://other.example/n/1";
const body = (content: string, more: object = {}): TextDocument => textIn(sent({ id, content, ...more })).body;
const links = (document: TextDocument) => [...JSON.stringify(document).matchAll(/"href":"([^"]*)"/g)].map(([, href]) => href);

test("X1, X5, X6, X7: nothing that runs, loads or disguises itself is left of a text", () => {
  const attacks = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '<a href="javascript:alert(1)">x</a>', '<a href="data:text/html,<script>x</script>">x</a>', "<svg onload=alert(1)><script>x</script></svg>", "<math><mtext><img src=x onerror=x></mtext></math>",
    '<base href="https://evil.example/">', "<form action=https://evil.example/><input name=password></form>", "<style>body{display:none}</style>", '<iframe srcdoc="<script>x</script>"></iframe>', '<p class="admin-bar" id="csrf" onclick="x" style="position:fixed">mots</p>',
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<math><mi//xlink:href=\"data:x,<script>alert(4)</script>\">", "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">", '<img src="https://evil.example/pixel.gif">', "<video src=x autoplay></video><object data=x></object><embed src=x>",
    '<a href="\u0001java\tscript:alert(1)">x</a>', "<meta http-equiv=refresh content=0;url=https://evil.example/>", "<!--><img src=x onerror=x>-->",
  ];

  for (const attack of attacks) {
    const document = body(`<p>Bonjour</p>${attack}`);
    expect(JSON.stringify(document), attack).not.toMatch(/script:|onerror=alert\(1\)>"|srcdoc|"type":"(?:image|embed|file|card)"|admin-bar|csrf|pixel\.gif|data:text/);
    expect(links(document).filter((href) => !/^(?:https?:|mailto:)/.test(href ?? "")), attack).toEqual([]);
    expect(plainText(document)).toContain("Bonjour");
  }
});

test("X4, A14: a link says where it leads, and none leads to a page of ours", () => {
  const words = (content: string) => plainText(body(content));

  expect(words('<a href="https://evil.example/x">https://bank.example/login</a>')).toBe("https://bank.example/login (evil.example)");
  expect(words('<a href="https://evil.example/x">bank.example</a>')).toBe("bank.example (evil.example)");
  expect(words('<a href="https://evil.example/x"><span class="invisible">https://</span><span>bank.example/lo</span><span class="invisible">gin</span></a>')).toBe("https://bank.example/login (evil.example)");
  expect(words('<a href="https://www.bank.example/login">bank.example/login</a> <a href="https://a.example/">le programme</a>')).toBe("bank.example/login le programme");
  expect(links(body('<a href="/admin">x</a><a href="#top">y</a><a href="//evil.example/">z</a>'))).toEqual(["https://other.example/admin"]);
});

test("D7, C2: a text of any nesting is read in a time that grows with its length", () => {
  const spent = stopwatch();
  for (const content of ["<b>".repeat(50_000), "<a".repeat(100_000), "<b>".repeat(50_000) + "x" + "</b>".repeat(50_000), "<p>a".repeat(60_000), "<![CDATA[".repeat(20_000), "&#".repeat(90_000), `<p>${"<i>a</i>".repeat(20_000)}</p>`, `${"<ul><li>".repeat(30)}x`, "<!--".repeat(50_000), " ".repeat(200_000), `<p>${"a\u0301".repeat(60_000)}</p>`]) {
    expect(readDocument(body(content)), content.slice(0, 20)).not.toBeNull();
  }
  for (const content of ["![".repeat(10_000), "[".repeat(20_000), "`".repeat(20_000), "*a_".repeat(6000), ">".repeat(20_000), "- ".repeat(10_000), "$a".repeat(10_000), "http://a.b/".repeat(1800), "a@b.c ".repeat(3000)]) expect(readDocument(body(content, { mediaType: "text/markdown" }))).not.toBeNull();

  expect(spent()).toBeLessThan(10_000);
});

test("D8: names are bounded, and hold nothing that turns around, hides or piles up", () => {
  expect(cleanText("a\u202eb\u2066c\u200bd\ufeffe\u0007f\u0000g")).toBe("abcdefg");
  expect(cleanText(`a${"\u0301".repeat(1000)}b`)).toBe("a\u0301\u0301\u0301\u0301b");
  expect(cleanText("👩‍🔬 l’été — ça")).toBe("👩‍🔬 l’été — ça");
  expect(lineOf("mot ".repeat(250_000), 200).length).toBeLessThanOrEqual(200);
  expect([lineOf(5, 10), lineOf(null, 10), lineOf(["x"], 10), wordsOf({}, 10)]).toEqual(["", "", "", ""]);
  expect(lineOf("a".repeat(9) + "😀".repeat(9), 10).isWellFormed()).toBe(true);
});

test("a text is read in French where it is said in French, else in its own language", () => {
  const read = (more: object) => {
    const text = textIn(sent({ id, content: "brut", ...more }));
    return [plainText(text.body), text.language];
  };

  expect(read({ contentMap: { en: "Hello", "fr-CA": "Bonjour" } })).toEqual(["Bonjour", "fr"]);
  expect(read({ contentMap: { de: "Hallo" } })).toEqual(["Hallo", "de"]);
  expect(read({ contentMap: { en: "Hello", de: "Hallo" }, inLanguage: "de" })).toEqual(["Hallo", "de"]);
  expect(read({ inLanguage: "oc" })).toEqual(["brut", "oc"]);
  expect(read({ language: { identifier: "br", name: "Brezhoneg" } })).toEqual(["brut", "br"]);
  for (const odd of [{ contentMap: [] }, { contentMap: { und: "x" } }, { contentMap: { fr: 5 } }, { inLanguage: "<script>" }, { language: ["x", {}] }, { contentMap: { "en-": "x" } }]) expect(read(odd), JSON.stringify(odd)).toEqual(["brut", null]);
});

test("Markdown of others names no picture, file or content of ours", () => {
  const document = body("Un *mot*\n\n![x](media:0198a2f0-0000-7000-8000-000000000000)\n\n![x](fichier:0198a2f0-0000-7000-8000-000000000000)\n\n![x](contenu:0198a2f0-0000-7000-8000-000000000000)", { mediaType: "text/markdown" });

  expect(document.content.map((block) => block.type)).toEqual(["paragraph"]);
  expect(plainText(body("Un < deux\n\net trois", { mediaType: "text/plain" }))).toBe("Un < deux\net trois");
  expect(plainText(body("📍 Ici\n📅 Demain"))).toBe("📍 Ici\n📅 Demain");
});

test("hashtags are tags of ours, in as many words as their page says", () => {
  const tags = (...tag: unknown[]) => tagsOf(sent({ tag })).map((each) => `${each.key}=${each.label}`);
  const hashtag = (name: unknown, href?: unknown) => ({ type: "Hashtag", name, href });

  expect(tags(hashtag("#Biodiversité"), hashtag("biodiversite"), hashtag("#CultureScientifique", "https://o.example/tags/culture-scientifique"), hashtag("#YouTube", "https://o.example/tags/youtube"))).toEqual(["biodiversite=biodiversite", "culture-scientifique=Culture Scientifique", "youtube=YouTube"]);
  expect(tags(hashtag(5), hashtag("#"), hashtag(null), "x", null, { type: "Mention", name: "@a" }, hashtag("#x", "https://o.example/%E0%A4%A"))).toEqual(["x=x"]);
  expect(tags(...Array.from({ length: 60 }, (_, index) => hashtag(`#t${index}`)))).toHaveLength(12);
});

test("a vote, a private message and an empty one are no comments", () => {
  const note = { id, type: "Note", attributedTo: "https://other.example/u/a", content: "<p>Oui</p>", inReplyTo: "https://grenoble.example/ap/events/1" };
  const hear = (more: object) => {
    const heard = hearNote(sent({ ...note, ...more }), { httpAllowed: false, now: readingMoment });
    return heard.done ? { reply: heard.value.inReplyTo, openness: heard.value.openness, warning: heard.value.warning, mentions: heard.value.mentions, quoted: heard.value.quoted } : heard.refusal;
  };

  expect(hear({ to: "as:Public", tag: [{ type: "Mention", name: "@bank@bank.example", href: "https://evil.example/u/m" }] })).toEqual({ reply: note.inReplyTo, openness: "public", warning: null, mentions: ["https://evil.example/u/m"], quoted: null });
  expect(hear({ cc: ["Public"], sensitive: true, summary: "<b>Attention</b>" })).toMatchObject({ openness: "unlisted", warning: "<b>Attention</b>" });
  expect(hear({ to: ["https://grenoble.example/ap/members/1"] })).toMatchObject({ openness: "closed" });
  expect(hear({ quoteUrl: "https://a.example/1", quote: "https://b.example/2" })).toMatchObject({ quoted: "https://b.example/2" });
  expect([hear({ name: "Oui", content: undefined }), hear({ type: "ChatMessage" }), hear({ content: "<script>x</script>" }), hear({ type: "Question" }), hear({ attributedTo: "https://victim.example/u/a" })]).toEqual(["vote", "private", "no-words", "other-type", "foreign-author"]);
});

test("whatever stands in it, a text becomes one that is kept as it is, and the same again when read again", () => {
  fc.assert(fc.property(fc.array(fc.constantFrom("<p>", "</p>", "<b>", "<a href='/x'>", "</a>", "mot", "&lt;", "<ul>", "<li>", "<table><tr><td>", "\u202e", "😀", "<", "a.example", " ", "<br>", "<pre>"), { maxLength: 40 }), (pieces) => {
    const document = body(pieces.join(""));
    expect(readDocument(document)).toEqual(document);
    expect(plainText(fromHtml(""))).toBe("");
  }), { numRuns: 400 });
});
