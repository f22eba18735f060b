/** Smooth and cellular randomness of the plane, the same for the same seed. Coordinates are in units of one grain. */

function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x | 0, 374_761_393) ^ Math.imul(y | 0, 668_265_263) ^ Math.imul(seed, 2_246_822_519);
  h = Math.imul(h ^ (h >>> 13), 1_274_126_177);
  return ((h ^ (h >>> 16)) >>> 0) / 4_294_967_296;
}

const ease = (t: number) => t * t * (3 - 2 * t);

/** From 0 to 1, without steps. */
export function smooth(x: number, y: number, seed: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [ease(x - left), ease(y - top)];
  const above = hash(left, top, seed) * (1 - u) + hash(left + 1, top, seed) * u;
  const below = hash(left, top + 1, seed) * (1 - u) + hash(left + 1, top + 1, seed) * u;
  return above * (1 - v) + below * v;
}

/** Several sizes of grain on top of each other: clouds, rock, dust. */
export function layered(x: number, y: number, seed: number, layers = 5): number {
  let [sum, weight, total] = [0, 1, 0];
  for (let layer = 0; layer < layers; layer++) {
    sum += weight * smooth(x * 2 ** layer, y * 2 ** layer, seed + layer);
    total += weight;
    weight /= 2;
  }
  return sum / total;
}

export interface Cell {
  /** How far the centre is, and how far the border with the next cell. */
  readonly distance: number;
  readonly border: number;
  /** A number of this cell's own, 0 to 1. */
  readonly own: number;
  /** From the centre. */
  readonly dx: number;
  readonly dy: number;
}

/** The cell of the plane that a point lies in, around scattered centres. */
export function cellAt(x: number, y: number, seed: number, jitter = 1): Cell {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  let [first, second, own, nearX, nearY] = [9, 9, 0, 0, 0];
  for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) {
    const [cx, cy] = [column + dx, row + dy];
    const toX = x - (cx + 0.5 + (hash(cx, cy, seed) - 0.5) * jitter);
    const toY = y - (cy + 0.5 + (hash(cx, cy, seed + 1) - 0.5) * jitter);
    const distance = Math.hypot(toX, toY);
    if (distance < first) {
      second = first;
      [first, own, nearX, nearY] = [distance, hash(cx, cy, seed + 2), toX, toY];
    } else if (distance < second) second = distance;
  }
  return { distance: first, border: second - first, own, dx: nearX, dy: nearY };
}

export type Colour = readonly [red: number, green: number, blue: number];

export function mix(a: Colour, b: Colour, part: number): Colour {
  const t = Math.max(0, Math.min(1, part));
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

export const scale = (colour: Colour, by: number): Colour => [colour[0] * by, colour[1] * by, colour[2] * by];
export const add = (a: Colour, b: Colour): Colour => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
/** 0 below `from`, 1 above `to`, smooth in between. */
export const step = (from: number, to: number, value: number): number => ease(Math.max(0, Math.min(1, (value - from) / (to - from))));
