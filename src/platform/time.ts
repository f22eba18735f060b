/** The only place that touches the calendar. Local time and zone are the truth of an event; instants are derived. */

export type LocalText = string;

// Years that a poster may say: those outside overflow somewhere, here or in the database.
const dateTimeForm = /^[1-8]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;
const dateForm = /^[1-8]\d{3}-\d{2}-\d{2}$/;

/** `2026-12-02T14:00` or `2026-12-02`, strictly; null otherwise. */
export function readLocal(text: LocalText): { readonly at: Temporal.PlainDateTime; readonly wholeDay: boolean } | null {
  const wholeDay = dateForm.test(text);
  if (!wholeDay && !dateTimeForm.test(text)) return null;
  try {
    return { at: Temporal.PlainDateTime.from(wholeDay ? `${text}T00:00` : text, { overflow: "reject" }), wholeDay };
  } catch {
    return null;
  }
}

/** The instant of a wall-clock time. A time that the spring change skips moves forward; a doubled one is the first. */
export function instantOf(local: Temporal.PlainDateTime, zone: string): Temporal.Instant {
  return local.toZonedDateTime(zone, { disambiguation: "compatible" }).toInstant();
}

export function todayIn(zone: string, now: Temporal.Instant): Temporal.PlainDate {
  return now.toZonedDateTimeISO(zone).toPlainDate();
}

export function isZone(zone: string): boolean {
  try {
    Temporal.Now.instant().toZonedDateTimeISO(zone);
    return /^[A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/.test(zone);
  } catch {
    return false;
  }
}

export function readDate(text: string | undefined): Temporal.PlainDate | null {
  if (!text || !dateForm.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" });
  } catch {
    return null;
  }
}

/** An instant in a cursor, in microseconds: the database keeps no finer ones, so that none is passed over. */
export function writeMoment(at: Temporal.Instant): string {
  return String(at.epochNanoseconds / 1000n);
}

/** The instant that a cursor carries; null outside of what is ever kept. */
export function readMoment(text: string | undefined): Temporal.Instant | null {
  const micros = /^\d{1,17}$/.test(text ?? "") ? BigInt(text ?? "") : null;
  return micros !== null && micros <= 32_503_680_000_000_000n ? Temporal.Instant.fromEpochNanoseconds(micros * 1000n) : null;
}

type Language = "fr" | "en";
const locales = { fr: "fr-FR", en: "en-GB" } as const;
/** A way to write a day, in one language. Listings write the same days again and again, so the last ones are kept. */
function dayWriter(options: Intl.DateTimeFormatOptions): (day: Temporal.PlainDate, language: Language) => string {
  const make = (language: Language) => {
    const format = new Intl.DateTimeFormat(locales[language], { ...options, timeZone: "UTC" });
    const written = new Map<number, string>();
    return (day: Temporal.PlainDate) => {
      const millis = utcMillis(day);
      let text = written.get(millis);
      if (text === undefined) {
        if (written.size > 2000) written.clear();
        written.set(millis, (text = format.format(millis)));
      }
      return text;
    };
  };
  const writers = { fr: make("fr"), en: make("en") };
  return (day, language) => writers[language](day);
}

const dayOfYear = dayWriter({ weekday: "long", day: "numeric", month: "long" });
const dayWithYear = dayWriter({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const dateOfYear = dayWriter({ day: "numeric", month: "long" });
const dateWithYear = dayWriter({ day: "numeric", month: "long", year: "numeric" });
const shortDay = dayWriter({ day: "numeric", month: "short", year: "numeric" });
const months = { short: dayWriter({ month: "short" }), long: dayWriter({ month: "long" }) };
const weekdays = { short: dayWriter({ weekday: "short" }), long: dayWriter({ weekday: "long" }) };

/** "mercredi 2 décembre", with the year unless it is the present one. */
export function formatDay(day: Temporal.PlainDate, language: Language, today: Temporal.PlainDate): string {
  const text = (day.year === today.year ? dayOfYear : dayWithYear)(day, language);
  return language === "fr" ? text.replace(/(^|\s)1(?=\s)/, "$11er") : text.replace(",", "");
}

/** "2 décembre", with the year unless it is the present one. */
export function formatDate(day: Temporal.PlainDate, language: Language, today: Temporal.PlainDate): string {
  const text = (day.year === today.year ? dateOfYear : dateWithYear)(day, language);
  return language === "fr" ? text.replace(/^1(?=\s)/, "1er") : text;
}

/** "2 déc. 2026". */
export function formatShortDay(day: Temporal.PlainDate, language: Language): string {
  return shortDay(day, language);
}

export function formatMonth(day: Temporal.PlainDate, language: Language, form: "short" | "long" = "short"): string {
  return months[form](day, language);
}

export function formatWeekday(day: Temporal.PlainDate, language: Language, form: "short" | "long" = "short"): string {
  return weekdays[form](day, language);
}

/** "14 h", "14 h 30"; in English "2 pm", "2.30 pm". */
export function formatTime(time: Temporal.PlainTime | Temporal.PlainDateTime, language: Language): string {
  const minutes = String(time.minute).padStart(2, "0");
  if (language === "fr") return time.minute === 0 ? `${time.hour}\u00a0h` : `${time.hour}\u00a0h\u00a0${minutes}`;
  const hour = time.hour % 12 === 0 ? 12 : time.hour % 12;
  return `${hour}${time.minute === 0 ? "" : `.${minutes}`}\u00a0${time.hour < 12 ? "am" : "pm"}`;
}

/** "– 16 h": the second half of `formatHours`. */
export function formatUntil(start: Temporal.PlainDateTime, end: Temporal.PlainDateTime, language: Language): string {
  return formatHours(start, end, language).slice(formatTime(start, language).length).trim();
}

/** "14 h – 16 h"; the end's day is named when it is another one. */
export function formatHours(start: Temporal.PlainDateTime, end: Temporal.PlainDateTime | null, language: Language): string {
  if (!end) return formatTime(start, language);
  const sameDay = start.toPlainDate().equals(end.toPlainDate()) || (end.since(start).total("hours") < 12 && end.hour < 8);
  const last = sameDay ? formatTime(end, language) : `${formatDay(end.toPlainDate(), language, start.toPlainDate())} ${formatTime(end, language)}`;
  return `${formatTime(start, language)}\u00a0– ${last}`;
}

const agos = { fr: new Intl.RelativeTimeFormat(locales.fr, { numeric: "auto" }), en: new Intl.RelativeTimeFormat(locales.en, { numeric: "auto" }) };

/** "il y a 3 jours", "3 days ago"; "maintenant" within the minute. */
export function formatAgo(then: Temporal.Instant, now: Temporal.Instant, language: Language): string {
  const seconds = (then.epochMilliseconds - now.epochMilliseconds) / 1000;
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [["year", 31_557_600], ["month", 2_629_800], ["week", 604_800], ["day", 86_400], ["hour", 3600], ["minute", 60]];
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 60];
  return agos[language].format(Math.trunc(seconds / size), unit);
}

/** ISO 8601 with the offset that the zone has then: `2026-12-02T14:00:00+01:00`. */
export function isoWithOffset(instant: Temporal.Instant, zone: string): string {
  return instant.toZonedDateTimeISO(zone).toString({ timeZoneName: "never", fractionalSecondDigits: 0 });
}

function utcMillis(day: Temporal.PlainDate): number {
  return Date.UTC(day.year, day.month - 1, day.day);
}
