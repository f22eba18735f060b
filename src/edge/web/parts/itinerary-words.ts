import type { WebContext } from "../../env.ts";

type Width = "long" | "short";

function unit(c: WebContext, value: number, name: string, width: Width, digits = 0): string {
  return new Intl.NumberFormat(c.get("locale"), { style: "unit", unit: name, unitDisplay: width, maximumFractionDigits: digits }).format(value);
}

/** "850 m", "3,4 km". */
export function lengthWords(c: WebContext, metres: number, width: Width = "short"): string {
  if (metres === 0) return "";
  if (metres < 1000) return unit(c, metres < 100 ? metres : Math.round(metres / 10) * 10, "meter", width);
  return unit(c, metres / 1000, "kilometer", width, metres < 100_000 ? 1 : 0);
}

/** "2 h 30 min"; in full, "2 heures 30 minutes". */
export function durationWords(c: WebContext, minutes: number, width: Width = "short"): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? unit(c, hours, "hour", width) : "", rest > 0 ? unit(c, rest, "minute", width) : ""].filter(Boolean).join(" ");
}
