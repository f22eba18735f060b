export type PatternName = "cells" | "waves" | "crystals" | "strata" | "orbits";

/** Deterministic numbers from 0 to 1 that a title gives: the same title always draws the same. */
function numbersOf(seed: string): () => number {
  let state = 2166136261;
  for (const sign of seed) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const width = 320;
const height = 200;
const n = (value: number) => String(Math.round(value));

const drawn = new Map<string, string>();

/** An SVG drawn for a content that has no picture, from its theme and its title. Under 3 kB, decorative. */
export function drawPattern(name: PatternName, title: string): string {
  const seed = `${name}/${title}`;
  const known = drawn.get(seed);
  if (known) return known;
  // A listing shows the same few hundred titles: what was drawn last is kept, about a megabyte.
  if (drawn.size >= 500) drawn.clear();
  const shapes = { cells, waves, crystals, strata, orbits }[name](numbersOf(seed));
  const picture = `<svg class="pattern" viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">${shapes}</svg>`;
  drawn.set(seed, picture);
  return picture;
}

function cells(next: () => number): string {
  return Array.from({ length: 14 }, () => {
    const [x, y, r] = [next() * width, next() * height, 12 + next() * 34];
    return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="currentColor" fill-opacity=".16" stroke="currentColor" stroke-width="2"/><circle cx="${n(x + r / 4)}" cy="${n(y - r / 5)}" r="${n(r / 4)}" fill="currentColor"/>`;
  }).join("");
}

function waves(next: () => number): string {
  const amplitude = 8 + next() * 16;
  const length = 50 + next() * 50;
  return Array.from({ length: 9 }, (_, row) => {
    const y = 12 + row * 22;
    const start = -length + next() * length;
    const bends = Array.from({ length: Math.ceil(width / length) + 2 }, (_, k) => `q${n(length / 4)} ${n(k % 2 ? amplitude : -amplitude)} ${n(length)} 0`).join("");
    return `<path d="M${n(start)} ${n(y)}${bends}" fill="none" stroke="currentColor" stroke-width="${n(2 + next() * 5)}" stroke-opacity="${(0.35 + row / 14).toFixed(2)}"/>`;
  }).join("");
}

function crystals(next: () => number): string {
  return Array.from({ length: 16 }, () => {
    const [x, y, s] = [next() * width, next() * height, 14 + next() * 42];
    const points = [[0, -s], [s * 0.7, -s * 0.2], [s * 0.4, s], [-s * 0.5, s * 0.7], [-s * 0.7, -s * 0.3]].map(([dx = 0, dy = 0]) => `${n(x + dx)},${n(y + dy)}`).join(" ");
    return `<polygon points="${points}" fill="currentColor" fill-opacity="${(0.1 + next() * 0.3).toFixed(2)}" stroke="currentColor" stroke-width="2"/>`;
  }).join("");
}

function strata(next: () => number): string {
  let y = 0;
  return Array.from({ length: 10 }, () => {
    y += 10 + next() * 18;
    const [a, b] = [next() * 30 - 15, next() * 30 - 15];
    return `<path d="M0 ${n(y)}C80 ${n(y + a)} 220 ${n(y + b)} ${width} ${n(y + a / 2)}V${height}H0z" fill="currentColor" fill-opacity="${(0.08 + next() * 0.16).toFixed(2)}"/>`;
  }).join("");
}

function orbits(next: () => number): string {
  const [cx, cy] = [80 + next() * 160, 60 + next() * 80];
  const rings = Array.from({ length: 6 }, (_, k) => {
    const r = 24 + k * 27;
    const angle = next() * Math.PI * 2;
    return `<circle cx="${n(cx)}" cy="${n(cy)}" r="${n(r)}" fill="none" stroke="currentColor" stroke-opacity=".6" stroke-width="2"/><circle cx="${n(cx + r * Math.cos(angle))}" cy="${n(cy + r * Math.sin(angle))}" r="${n(4 + next() * 8)}" fill="currentColor"/>`;
  });
  return `<circle cx="${n(cx)}" cy="${n(cy)}" r="13" fill="currentColor"/>${rings.join("")}`;
}
