import { createHash } from "node:crypto";

/** Numbers that a seed and a place in the demonstration give: the same always give the same. */
export interface Chance {
  /** 0 included to 1 excluded. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
}

export function chanceOf(...place: readonly (string | number)[]): Chance {
  let state = createHash("sha256").update(place.join("/")).digest().readUInt32LE(0);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    pick<T>(list: readonly T[]): T {
      const found = list[Math.floor(next() * list.length)];
      if (found === undefined) throw new Error("Nothing to pick from");
      return found;
    },
  };
}

/** The identifier of a thing of the demonstration (UUID version 8, RFC 9562: made from a digest). */
export function idAt(...place: readonly (string | number)[]): string {
  const hex = createHash("sha256").update(`echosciences/${place.join("/")}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
