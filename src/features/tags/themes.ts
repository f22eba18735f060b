import { z } from "zod";

/** The network's themes. Their names are in messages (`theme_<code>`); each has a drawn pattern and an icon. */
export const themeCodes = [
  "astronomie", "biologie", "chimie", "climat-environnement", "energie", "histoire-des-sciences", "ingenierie-industrie",
  "mathematiques", "numerique", "physique", "sante", "sciences-humaines", "terre-ocean",
] as const;
export type ThemeCode = (typeof themeCodes)[number];

export const themePatterns = ["cells", "waves", "crystals", "strata", "orbits"] as const;
export type Pattern = (typeof themePatterns)[number];

export const themeIcons = ["star", "leaf", "flask", "cloud", "bolt", "column", "gear", "sum", "chip", "atom", "pulse", "speech", "mountain", "drop", "microscope", "palette"] as const;
export type ThemeIcon = (typeof themeIcons)[number];

export interface ThemeLook {
  readonly pattern: Pattern;
  readonly icon: ThemeIcon;
}

/** A theme of one territory, beside the network's. */
export interface OwnTheme extends ThemeLook {
  readonly code: string;
  readonly fr: string;
  readonly en: string;
  /** Contents keep it; it is no longer proposed. */
  readonly retired: boolean;
}

const looks: Readonly<Record<ThemeCode, ThemeLook>> = {
  "astronomie": { pattern: "orbits", icon: "star" },
  "biologie": { pattern: "cells", icon: "leaf" },
  "chimie": { pattern: "crystals", icon: "flask" },
  "climat-environnement": { pattern: "waves", icon: "cloud" },
  "energie": { pattern: "orbits", icon: "bolt" },
  "histoire-des-sciences": { pattern: "strata", icon: "column" },
  "ingenierie-industrie": { pattern: "crystals", icon: "gear" },
  "mathematiques": { pattern: "crystals", icon: "sum" },
  "numerique": { pattern: "cells", icon: "chip" },
  "physique": { pattern: "waves", icon: "atom" },
  "sante": { pattern: "cells", icon: "pulse" },
  "sciences-humaines": { pattern: "strata", icon: "speech" },
  "terre-ocean": { pattern: "strata", icon: "mountain" },
};

export function lookOf(code: ThemeCode): ThemeLook {
  return looks[code];
}

/** What is drawn for a content without a picture: by the first of its themes, one of the network's or one of these. */
export function patternOf(themes: readonly string[], own: readonly OwnTheme[] = []): Pattern {
  const [first = ""] = themes;
  return isTheme(first) ? looks[first].pattern : (own.find((theme) => theme.code === first)?.pattern ?? "waves");
}

export function isTheme(code: string): code is ThemeCode {
  return (themeCodes as readonly string[]).includes(code);
}

/** A code that may be a theme's: whether it is one, the territory says. */
export const themeCodeSchema = z.string().regex(/^[a-z0-9-]{2,80}$/, "unknown");

/** A theme as an animator writes it. */
export const themeInput = z.object({
  fr: z.string().transform((text) => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim()).pipe(z.string().min(1, "required").max(60, "too_long")),
  en: z.string().transform((text) => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim()).pipe(z.string().min(1, "required").max(60, "too_long")),
  pattern: z.enum(themePatterns, "required"),
  icon: z.enum(themeIcons, "required"),
});
export type ThemeInput = z.output<typeof themeInput>;

/** More than these, nobody reads in a form. */
export const mostOwnThemes = 24;
