import fc from "fast-check";
import { expect, test } from "vitest";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { toMarkdown } from "../../platform/text/to-markdown.ts";
import { mergeTexts, settleTexts } from "./merge-texts.ts";

const merged = (base: string, mine: string, theirs: string) => mergeTexts(fromMarkdown(base), fromMarkdown(mine), fromMarkdown(theirs));

test("two people who mend different paragraphs have nothing to choose", () => {
  const stretches = merged("Un.\n\nDeux.\n\nTrois.", "Un, revu.\n\nDeux.\n\nTrois.", "Un.\n\nDeux.\n\nTrois.\n\nQuatre.");

  expect(stretches.every((each) => each.is === "settled")).toBe(true);
  expect(toMarkdown(settleTexts(stretches, []))).toBe("Un, revu.\n\nDeux.\n\nTrois.\n\nQuatre.");
});

test("two people who mend the same paragraph choose one, the other, or both", () => {
  const stretches = merged("Un.\n\nDeux.\n\nTrois.", "Un.\n\nDeux à moi.\n\nTrois.", "Un.\n\nDeux à elle.\n\nTrois.");

  expect(stretches.filter((each) => each.is === "disputed")).toHaveLength(1);
  expect(toMarkdown(settleTexts(stretches, ["mine"]))).toBe("Un.\n\nDeux à moi.\n\nTrois.");
  expect(toMarkdown(settleTexts(stretches, ["theirs"]))).toBe("Un.\n\nDeux à elle.\n\nTrois.");
  expect(toMarkdown(settleTexts(stretches, ["both"]))).toBe("Un.\n\nDeux à moi.\n\nDeux à elle.\n\nTrois.");
});

test("whatever two people write, keeping both loses no paragraph that either added", () => {
  const paragraphs = fc.array(fc.constantFrom("Un.", "Deux.", "Trois.", "Quatre.", "Cinq."), { maxLength: 6 }).map((words) => words.join("\n\n"));

  fc.assert(fc.property(paragraphs, paragraphs, paragraphs, (base, mine, theirs) => {
    const stretches = merged(base, mine, theirs);
    const all = toMarkdown(settleTexts(stretches, stretches.map(() => "both"))).split("\n\n");
    const added = [...mine.split("\n\n"), ...theirs.split("\n\n")].filter((word) => word && !base.split("\n\n").includes(word));
    expect(added.filter((word) => !all.includes(word))).toEqual([]);
  }));
});
