/** JSON as it leaves: what is absent isn't there, never null. Strict readers stop at a null. */
export type WireValue = string | number | boolean | readonly WireValue[] | WireObject;
export interface WireObject {
  readonly [key: string]: WireValue;
}

/** An object of those parts that there are. */
export function said(parts: Readonly<Record<string, WireValue | null | undefined>>): WireObject {
  return Object.fromEntries(Object.entries(parts).filter((part): part is [string, WireValue] => part[1] !== null && part[1] !== undefined));
}

/** Whom something public is for. Written whole: `as:Public` is read by some only. */
export const everybody = "https://www.w3.org/ns/activitystreams#Public";

export interface Addressing {
  readonly to: readonly string[];
  readonly cc: readonly string[];
}

/** To everybody, and told to those who follow its author, and to these. */
export function publicly(author: string, told: readonly string[] = []): Addressing {
  return { to: [everybody], cc: [...new Set([`${author}/followers`, ...told])].filter((each) => each !== author) };
}

/** UTC, without fractions of a second. */
export function moment(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: "second" });
}
