/** What a server makes of what it is sent: what it shows, and what got lost on the way; or nothing, in silence. A crash is thrown. */
export type Reading = { readonly kind: "taken"; readonly sees: Readonly<Record<string, unknown>>; readonly lost: readonly string[] } | { readonly kind: "ignored"; readonly why: string };

export type Json = Readonly<Record<string, unknown>>;

export function taken(sees: Readonly<Record<string, unknown>>, lost: readonly string[] = []): Reading {
  return { kind: "taken", sees, lost };
}

export function ignored(why: string): Reading {
  return { kind: "ignored", why };
}

export function isMap(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a dynamic language does with what it believed to be a list. */
export function mustBeList(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${name} is no list`);
  return value;
}

export const publicAddress = "https://www.w3.org/ns/activitystreams#Public";
