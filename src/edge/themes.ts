import { isTheme, lookOf, themeCodes, type OwnTheme, type ThemeLook } from "../features/tags/themes.ts";
import type { Territory } from "../features/territories/territory.ts";
import type { Locale, MessageKey } from "../platform/messages.ts";
import { messagesFor } from "../platform/messages.ts";
import { territoryOf, type WebContext } from "./env.ts";

/** Any territory's own theme: codes are the network's. */
export function ownTheme(c: WebContext, code: string): OwnTheme | null {
  for (const territory of c.get("services").directory().territories) {
    const found = territory.themes.find((theme) => theme.code === code);
    if (found) return found;
  }
  return null;
}

/** How a theme is called in a language, the network's or a territory's own; null for a code that is none. */
export function themeNameIn(c: WebContext, code: string, locale: Locale): string | null {
  return isTheme(code) ? messagesFor(locale)(`theme_${code}` as MessageKey) : (ownTheme(c, code)?.[locale] ?? null);
}

/** The same in the reader's language; a code whose theme is gone shows as itself. */
export function themeName(c: WebContext, code: string): string {
  return themeNameIn(c, code, c.get("locale")) ?? code;
}

export function themeLook(c: WebContext, code: string): ThemeLook | null {
  return isTheme(code) ? lookOf(code) : ownTheme(c, code);
}

/** The themes that are proposed on a territory, its own first; the network's alone without one. */
export function proposedThemes(c: WebContext, territory: Territory | null): { value: string; label: string }[] {
  const own = (territory?.themes ?? []).filter((theme) => !theme.retired).map((theme) => theme.code);
  return [...own, ...themeCodes].map((value) => ({ value, label: themeName(c, value) }));
}

/** The themes that a filter of this host offers. */
export function themeOptions(c: WebContext): { value: string; label: string }[] {
  return proposedThemes(c, territoryOf(c));
}
