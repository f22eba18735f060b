import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contrast, type Oklch } from "./colour.ts";

const tokens = new Map([...readFileSync("src/ui/styles/tokens.css", "utf8").matchAll(/--([\w-]+): light-dark\((oklch\([^()]*(?:\([^()]*\))?[^()]*\)), (oklch\([^()]*(?:\([^()]*\))?[^()]*\))\);/g)].map(([, name = "", light = "", dark = ""]) => [name, { light, dark }]));

/** A token's colour in one scheme, for a territory of this hue. */
function colour(name: string, scheme: "light" | "dark", hue: number): Oklch {
  const [, l, c, h] = /oklch\(([\d.]+)% ([\d.]+) (.+)\)/.exec(tokens.get(name)?.[scheme] ?? "") ?? [];
  if (!l || !c || !h) throw new Error(`No token ${name}`);
  return { l: Number(l) / 100, c: Number(c), h: h === "var(--hue)" ? hue : Number(h) };
}

/** The pairs whose contrast is less than `least`, whatever hue a territory chose. */
function tooFaint(pairs: readonly (readonly [string, string])[], least: number): string[] {
  return pairs.flatMap(([front, back]) => (["light", "dark"] as const).flatMap((scheme) => Array.from({ length: 360 }, (_, hue) => hue)
    .filter((hue) => contrast(colour(front, scheme, hue), colour(back, scheme, hue)) < least).map((hue) => `${front} on ${back}, ${scheme}, ${hue}°`)));
}

test("text is readable on every ground, in both schemes, in all the colours that a territory may choose", () => {
  const texts = ["ink", "soft", "accent", "alarm", "good"];
  expect(tooFaint([...texts.flatMap((text) => ["paper", "sheet", "wash"].map((ground) => [text, ground] as const)), ["on-accent", "accent"], ["alarm", "alarm-wash"]], 4.5)).toEqual([]);
});

test("the edges of fields and the ring of focus are seen on every ground", () => {
  expect(tooFaint(["edge", "focus"].flatMap((line) => ["paper", "sheet"].map((ground) => [line, ground] as const)), 3)).toEqual([]);
});

test("contrast is measured as WCAG does", () => {
  expect(contrast({ l: 1, c: 0, h: 0 }, { l: 0, c: 0, h: 0 })).toBeCloseTo(21, 1);
  expect(tooFaint([["line", "paper"]], 4.5).length).toBe(720);
});
