import { foldLetters } from "../../platform/text/slug.ts";
import { instantOf } from "../../platform/time.ts";

const months = ["jan", "fev", "mar", "avr", "mai", "jui", "jul", "aou", "sep", "oct", "nov", "dec"];
const english: Readonly<Record<string, number>> = { jan: 1, feb: 2, mar: 3, apr: 4, may: 5, jun: 6, jul: 7, aug: 8, sep: 9, oct: 10, nov: 11, dec: 12 };
const zones: Readonly<Record<string, string>> = { ut: "+00:00", gmt: "+00:00", z: "+00:00", est: "-05:00", edt: "-04:00", cst: "-06:00", cdt: "-05:00", mst: "-07:00", mdt: "-06:00", pst: "-08:00", pdt: "-07:00", cet: "+01:00", cest: "+02:00" };

/** A feed's date: RFC 822, then ISO 8601, then French words, then day first. Null rather than a guess. */
export function readFeedDate(typed: string, zone: string): Temporal.Instant | null {
  const text = typed.trim().slice(0, 60);
  const found = readRfc822(text) ?? readIso(text, zone) ?? readFrench(text, zone);
  // Nothing was published on the web before 1900, nor after 2200.
  return found && Math.abs(found.epochMilliseconds) < 7_258_118_400_000 && found.epochMilliseconds > -2_208_988_800_000 ? found : null;
}

function readRfc822(text: string): Temporal.Instant | null {
  const found = /^(?:[a-z]+,?\s+)?(\d{1,2})[\s-]([a-z]{3})[a-z]*[\s-](\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([a-z]{1,4}|[+-]\d{2}:?\d{2})?/i.exec(text);
  if (!found) return null;
  const [, day = "", name = "", year = "", hour = "", minute = "", second = "0", offset = "GMT"] = found;
  const month = english[name.toLowerCase()];
  if (!month) return null;
  const full = year.length === 2 ? (Number(year) < 70 ? 2000 : 1900) + Number(year) : Number(year);
  const shift = /^[+-]/.test(offset) ? offset.replace(/^([+-]\d{2}):?(\d{2})$/, "$1:$2") : zones[offset.toLowerCase()];
  return shift ? instant(`${full}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${two(second)}${shift}`) : null;
}

function readIso(text: string, zone: string): Temporal.Instant | null {
  const found = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(text);
  if (!found) return null;
  const [, year, month, day = "01", hour = "00", minute = "00", second = "00", offset] = found;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  if (offset) return instant(local + (offset.toUpperCase() === "Z" ? "Z" : offset.replace(/^([+-]\d{2}):?(\d{2})$/, "$1:$2")));
  return atZone(local, zone);
}

function readFrench(text: string, zone: string): Temporal.Instant | null {
  const folded = foldLetters(text);
  const words = /(\d{1,2})(?:er)?\s+([a-z]{3,9})\.?\s+(\d{4})(?:\D+(\d{1,2})[:h](\d{2})?)?/.exec(folded);
  if (words) {
    const [, day = "", name = "", year, hour = "0", minute = "0"] = words;
    const key = name.startsWith("juil") ? "jul" : name.slice(0, 3);
    const month = months.indexOf(key) + 1;
    return month > 0 ? atZone(`${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`, zone) : null;
  }
  const digits = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:\s+(\d{1,2})[:h](\d{2}))?/.exec(folded);
  if (!digits) return null;
  const [, day = "", month = "", year, hour = "0", minute = "0"] = digits;
  return atZone(`${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`, zone);
}

const two = (value: string | number) => String(value).padStart(2, "0");

function instant(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return null;
  }
}

function atZone(local: string, zone: string): Temporal.Instant | null {
  try {
    return instantOf(Temporal.PlainDateTime.from(local, { overflow: "reject" }), zone);
  } catch {
    return null;
  }
}
