import { add, cellAt, layered, mix, scale, smooth, step, type Colour } from "./noise.ts";

/** The colour of a point: x from 0 to 1.6, y from 0 (top) to 1. Components from 0 to 255. */
export type Shade = (x: number, y: number) => Colour;

export const starfield: Shade = (x, y) => {
  const across = y - 0.2 - x * 0.42 + (layered(x * 3, y * 3, 11) - 0.5) * 0.25;
  const glow = Math.exp(-(across * across) / 0.035);
  const dust = step(0.48, 0.7, layered(x * 5 + 3, y * 5, 23, 6));
  let colour: Colour = add([7, 10, 26], scale([24, 26, 52], 1 - y));
  colour = add(colour, scale(mix([128, 112, 160], [232, 196, 158], layered(x * 4, y * 4, 7)), glow * (0.75 - 0.6 * dust) * layered(x * 9, y * 9, 5)));
  for (const [grain, size, seed] of [[26, 0.075, 41], [64, 0.11, 42], [150, 0.2, 43]] as const) {
    const star = cellAt(x * grain, y * grain, seed);
    const bright = Math.exp(-((star.distance / size) ** 2)) * step(0.55 - glow * 0.4, 1, star.own);
    colour = add(colour, scale(mix([180, 205, 255], [255, 226, 190], smooth(x * grain, y * grain, seed + 9)), bright));
  }
  const hill = 0.86 + (layered(x * 3.2, 0, 71, 6) - 0.5) * 0.22;
  return mix(colour, [4, 6, 10], step(hill - 0.004, hill + 0.004, y));
};

export const ridges: Shade = (x, y) => {
  let colour = mix([250, 214, 176], [170, 196, 222], step(0.55, 0, y) );
  const sun = Math.hypot(x - 1.08, y - 0.34);
  colour = add(colour, scale([90, 62, 20], Math.exp(-((sun / 0.2) ** 2))));
  for (let plane = 0; plane < 6; plane++) {
    const line = 0.34 + plane * 0.115 + (layered(x * (2.6 - plane * 0.18) + plane * 7, plane, 101 + plane, 6) - 0.5) * (0.42 - plane * 0.03);
    if (y < line) continue;
    const near = plane / 5;
    const rock = mix([150, 172, 198], [26, 40, 44], near);
    const mist = Math.max(0, 1 - (y - line) / 0.3) * 0.25 + (1 - near) * 0.1 * layered(x * 4, y * 6, 88);
    const side = (layered(x * 14 + y * 9, y * 14, 61 + plane) - 0.5) * 34 * near;
    colour = mix(add(rock, [side, side, side]), [226, 206, 192], step(line, line + 0.5, y) * (1 - near) * 0.8 + (1 - mist) * (1 - near) * 0.12);
  }
  return colour;
};

export const waves: Shade = (x, y) => {
  const horizon = 0.3;
  if (y < horizon) {
    const cloud = step(0.45, 0.8, layered(x * 2.2, y * 7, 51, 6));
    return mix(mix([96, 122, 160], [252, 190, 128], step(0, horizon, y)), [248, 226, 208], cloud * 0.55);
  }
  const depth = 1 / (y - horizon + 0.035);
  const [u, v] = [(x - 0.8) * depth * 1.5, depth * 6];
  const swell = layered(u * 0.9 + layered(u, v * 0.4, 13) * 2, v, 17, 4);
  const slope = swell - layered(u * 0.9 + layered(u, v * 0.4, 13) * 2, v + 0.28, 17, 4);
  const gleam = Math.exp(-(((x - 0.8) / (0.1 + (y - horizon) * 0.5)) ** 2));
  let colour = mix([14, 46, 68], [70, 120, 140], 0.5 + slope * 2.4);
  colour = add(colour, scale([255, 182, 110], gleam * step(0.02, 0.2, slope) * 1.1));
  return mix([214, 168, 132], colour, step(0, 0.12, y - horizon));
};

export const dunes: Shade = (x, y) => {
  const crest = 0.36 + 0.18 * Math.sin(x * 2.1 + 0.5) + (layered(x * 2, 0, 19, 3) - 0.5) * 0.1;
  if (y < crest) {
    const far = 0.25 + 0.05 * Math.sin(x * 3 + 2);
    return y < far ? mix([112, 160, 204], [222, 226, 222], step(0, far, y)) : mix([222, 178, 124], [206, 156, 104], (y - far) * 4);
  }
  const wander = (layered(x * 2, y * 2, 29, 3) - 0.5) * 5;
  const ripple = Math.sin(64 * Math.log(y + 0.12) + x * 9 + wander) * 0.8 + Math.sin(190 * Math.log(y + 0.12) + x * 15 + wander * 2) * 0.2;
  const light = 0.62 + 0.17 * ripple * step(0, 0.2, y - crest) + 0.5 * (layered(x * 2 - y, y * 2, 37, 4) - 0.5) + (smooth(x * 420, y * 420, 3) - 0.5) * 0.12;
  const shadow = step(0.05, 0.5, Math.sin(x * 2.1 + 0.5 + y * 2.6));
  return mix(scale([150, 92, 54], light + 0.3), scale([246, 196, 132], light + 0.35), 1 - shadow * 0.75);
};

export const strata: Shade = (x, y) => {
  const fold = y + 0.13 * Math.sin(x * 2.4 + 0.6) + (layered(x * 1.6, y * 1.6, 3, 4) - 0.5) * 0.2;
  const fault = x + y * 0.25 > 1.02 ? fold + 0.09 : fold;
  const band = smooth(0, fault * 26, 7) * 0.7 + smooth(0, fault * 90, 9) * 0.3;
  const palette: readonly Colour[] = [[112, 74, 52], [196, 148, 98], [226, 196, 152], [150, 96, 66], [92, 78, 74], [208, 168, 122]];
  const at = (fault * 9 + smooth(0, fault * 9, 4) * 2) % palette.length;
  const colourAt = (index: number): Colour => palette[index % palette.length] ?? [0, 0, 0];
  const [low, high] = [colourAt(Math.floor(at)), colourAt(Math.floor(at) + 1)];
  const rough = layered(x * 26, y * 60 + fault * 30, 15, 4);
  const crack = step(0.05, 0, cellAt(x * 5, fault * 16, 27).border) * 0.5 + (Math.abs(x + y * 0.25 - 1.02) < 0.004 ? 0.6 : 0);
  return scale(mix(low, high, step(0.3, 0.7, at % 1)), (0.55 + 0.35 * band + 0.4 * rough) * (1 - crack * 0.7));
};
