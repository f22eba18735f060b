/** What was received, read once: frozen, and made of objects without a prototype, so that no key of theirs means anything to the language. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [word: string]: Json | undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One value, several or none, as a list: others write all three. */
export function listOf(value: Json | undefined): readonly Json[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value as Json];
}

export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
