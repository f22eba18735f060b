import { expect, test } from "vitest";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { shortcomingsOf } from "./shortcomings.ts";

const kindsIn = (body: string, more: object = {}) => shortcomingsOf({ summary: "Un résumé.", lead: "", leadAlt: "", body: fromMarkdown(body), ...more }).map((each) => each.kind);
const media = "0198c1de-0000-7000-8000-000000000001";

test("a text with nothing to say against is said nothing against", () => {
  expect(kindsIn(`## Titre\n\n### Sous-titre\n\nUn mot, [le programme](https://exemple.org), ![La mare](media:${media}) et $x$.`)).toEqual([]);
});

test.each([
  ["a picture without words", `![](media:${media})`, "picture-without-alt"],
  ["a link called here", "Lisez **[ici](https://exemple.org)**.", "link-words"],
  ["an address as the words of a link", "https://exemple.org/une/tres/longue/adresse/que/personne/ne/lit", "link-address"],
  ["a level of headings left out", "## Un\n\n#### Deux", "heading-order"],
  ["a formula that can't be read", "$\\frac{x$", "formula-unreadable"],
  ["sentences that never end", "Un mot en entraîne un autre, puis un autre encore, et l’on ne sait plus très bien où la phrase a commencé ni quand elle pourra finir un jour. ".repeat(4), "long-sentences"],
])("%s is noticed", (_, body, kind) => {
  expect(kindsIn(body)).toContain(kind);
});

test("a missing summary, and a lead picture without words, are noticed at their fields", () => {
  expect(shortcomingsOf({ summary: " ", lead: media, leadAlt: "", body: fromMarkdown("Un mot.") }).map((each) => each.field)).toEqual(["summary", "lead_alt"]);
});
