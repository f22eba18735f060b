/**
 * Spaces that a line must not break at, where French puts one: before « : ; ! ? » and inside guillemets. Only spaces that
 * were typed change, so other languages come out as they went in.
 */
export function keepTogether(text: string): string {
  return text.replace(/ (?=[:;!?»%€])/g, "\u00a0").replace(/« /g, "«\u00a0");
}
