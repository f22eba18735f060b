import { expect, test } from "vitest";
import { stopwatch } from "../../../tests/support/stopwatch.ts";
import { fromMarkdown } from "./from-markdown.ts";
import { mentionsIn, mostMentions, splitMentions, withoutMention } from "./mentions.ts";
import { plainText } from "./plain.ts";
import { renderText } from "./render.ts";

const links = { image: () => "", tableLabel: "", mention: (handle: string) => (handle === "camille-roux" ? { href: "/membres/camille-roux", name: "Camille <Roux>" } : null) };

test("a text names whoever stands after an @, wherever it stands but in code, in links and in addresses", () => {
  const text = "Merci @Camille-Roux, et @la-casemate@grenoble !\n\n- puis (@le_lab)\n\n> @camille-roux encore\n\n`@code` https://exemple.org/@ailleurs moi@exemple.org [@lien](https://exemple.org)\n\n```\n@bloc\n```";

  expect(mentionsIn(fromMarkdown(text))).toEqual(["camille-roux", "la-casemate@grenoble", "le_lab"]);
});

test("a name followed by a full stop is the name, and a thousand names are thirty", () => {
  expect(mentionsIn(fromMarkdown("Voir @zoe-martin. Ou @a, non ?"))).toEqual(["zoe-martin", "a"]);
  expect(mentionsIn(fromMarkdown(Array.from({ length: 1000 }, (_, n) => `@m${n}`).join(" ")))).toHaveLength(mostMentions);
});

test("a name that somebody bears leads to them, another stays words, and nothing is let through as it is", () => {
  const html = renderText(fromMarkdown("**@camille-roux** et @personne <b>"), links);

  expect(html).toBe(`<p><strong><a href="/membres/camille-roux" title="Camille &#60;Roux&#62;">@camille-roux</a></strong> et @personne &#60;b&#62;</p>`);
});

test("a handle is taken out of a text, and only that one", () => {
  const text = withoutMention(fromMarkdown("@zoe et @zoe-martin, `@zoe`\n\n- @zoe"), "zoe", "@…");

  expect(plainText(text)).toBe("@… et @zoe-martin, @zoe\n@…");
});

test("a line of a hundred thousand signs is cut in no time", () => {
  const spent = stopwatch();
  for (const sign of ["@", "@a-", "@a@", "a.", "@a_"]) splitMentions(sign.repeat(100_000 / sign.length));

  expect(spent()).toBeLessThan(1000);
});
