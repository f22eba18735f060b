/** The network's themes. Their names are in messages (`theme_<code>`); each has a drawn pattern. */
export const themeCodes = [
  "astronomie", "biologie", "chimie", "climat-environnement", "energie", "histoire-des-sciences", "ingenierie-industrie",
  "mathematiques", "numerique", "physique", "sante", "sciences-humaines", "terre-ocean",
] as const;
export type ThemeCode = (typeof themeCodes)[number];

export type Pattern = "cells" | "waves" | "crystals" | "strata" | "orbits";

const patterns: Readonly<Record<ThemeCode, Pattern>> = {
  "astronomie": "orbits",
  "biologie": "cells",
  "chimie": "crystals",
  "climat-environnement": "waves",
  "energie": "orbits",
  "histoire-des-sciences": "strata",
  "ingenierie-industrie": "crystals",
  "mathematiques": "crystals",
  "numerique": "cells",
  "physique": "waves",
  "sante": "cells",
  "sciences-humaines": "strata",
  "terre-ocean": "strata",
};

export function patternOf(themes: readonly string[]): Pattern {
  return patterns[(themes[0] ?? "") as ThemeCode] ?? "waves";
}

export function isTheme(code: string): code is ThemeCode {
  return (themeCodes as readonly string[]).includes(code);
}
