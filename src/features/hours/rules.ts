/**
 * The part of OpenStreetMap's `opening_hours` that is taken: what its specification calls rules of months, weeks, days, hours,
 * holidays and comments; hours of the sun aren't. Checked before the library reads a text, since on some texts outside of it it never returns.
 */
const day = String.raw`(?:mo|tu|we|th|fr|sa|su|ph|sh)(?:\[-?[1-5](?:,-?[1-5]){0,4}\])?`;
const days = `${day}(?:(?:-|, ?)${day}){0,9}`;
const month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";
const year = String.raw`20\d\d`;
const date = String.raw`(?:${year} )?${month}(?: \d{1,2})?`;
const dates = String.raw`${date}(?:-(?:${date}|\d{1,2}))?`;
const period = String.raw`(?:${dates}(?:, ?${dates}){0,9}|${year}(?:-${year})?|week \d{1,2}(?:-\d{1,2})?)`;
const clock = String.raw`(?:[01]?\d|2[0-9])(?::[0-5]\d)?`;
const span = `${clock}-${clock}`;
const hours = String.raw`(?:${span}(?:, ?${span}){0,5}|24/7|off|closed|open|unknown)`;
const comment = String.raw`"[^"\\]{1,100}"`;
const ruleForm = new RegExp(`^(?:${period}:? )?(?:(?:sh|ph):? )?(?:${days} )?(?:${hours}|${hours} ${comment}|${comment})$`, "i");

const longest = 500;
const mostRules = 20;

/** Null when every rule is of this kind; otherwise the first that isn't. */
export function strangeRule(text: string): string | null {
  // A separator inside a comment would be one for the library too.
  const rules = text.split(/;|\|\|/).map((rule) => rule.trim());
  if (text.length > longest || rules.length > mostRules) return rules[mostRules] ?? text.slice(longest);
  return rules.find((rule) => !ruleForm.test(rule)) ?? null;
}
