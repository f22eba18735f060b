/** Text that a database can keep: without the null character, and with no half of a surrogate pair left alone. */
export function wellFormed(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}
