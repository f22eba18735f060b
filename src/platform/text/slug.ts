/** The part of an address that a title gives: ASCII, hyphens, at most 80 characters, never empty. */
export function slugify(title: string, fallback: string): string {
  const words = foldLetters(title).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  if (words.length <= 80) return words || fallback;
  const cut = words.slice(0, 81);
  return cut.slice(0, Math.max(cut.lastIndexOf("-"), 40)).replace(/-+$/, "") || fallback;
}

/** Lower case, without accents or ligatures. */
export function foldLetters(text: string): string {
  return text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").replaceAll("ß", "ss").normalize("NFD").replace(/\p{M}+/gu, "");
}

/** The key of a tag, the same for all the ways to type it; the typed form is kept beside it. Empty when nothing is left. */
export function tagKey(typed: string): string {
  return foldLetters(typed).replace(/^#+/, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 40).replace(/-+$/, "");
}
