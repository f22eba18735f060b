import type { Shade } from "./landscapes.ts";
import { add, cellAt, layered, mix, scale, smooth, step, type Colour } from "./noise.ts";

export const cells: Shade = (x, y) => {
  const [u, v] = [x * 6 + layered(x * 6, y * 6, 4, 2) * 0.5, y * 6 + layered(x * 6 + 40, y * 6, 5, 2) * 0.5];
  const cell = cellAt(u, v, 31, 0.75);
  const wall = step(0.16, 0.02, cell.border);
  const grain = layered(x * 60, y * 60, 8, 3);
  const nucleus = Math.hypot(cell.dx + (cell.own - 0.5) * 0.2, cell.dy * 1.15);
  let colour = mix([238, 196, 216], [206, 140, 188], cell.distance * 1.2 + (grain - 0.5) * 0.5);
  colour = mix(colour, [126, 62, 140], wall * 0.75);
  colour = mix(colour, [82, 36, 116], step(0.21, 0.15, nucleus) * (0.75 + 0.25 * grain));
  colour = mix(colour, [52, 20, 84], step(0.06, 0.03, Math.hypot(cell.dx - 0.05, cell.dy + 0.03)) * 0.8);
  return mix(colour, [246, 236, 240], step(0.62, 0.85, layered(x * 2, y * 2, 77)) * 0.5);
};

export const leaf: Shade = (x, y) => {
  const rib = y - 0.52 - 0.16 * (x - 0.8);
  const along = x * 7 - Math.abs(rib) * 8.5 + layered(x * 3, y * 3, 6, 3) * 0.5;
  const side = Math.abs(along - Math.round(along));
  const vein = Math.max(step(0.018, 0.004, Math.abs(rib)), step(0.075, 0.012, side) * step(0.62, 0.05, Math.abs(rib)));
  const net = step(0.1, 0.01, cellAt(x * 26, y * 26, 12).border) * 0.55 + step(0.12, 0.01, cellAt(x * 80, y * 80, 14).border) * 0.3;
  const light = 0.72 + 0.5 * layered(x * 1.4, y * 1.4, 9, 3) - 0.22 * Math.abs(rib);
  const blade = mix([42, 104, 34], [142, 190, 62], layered(x * 20, y * 20, 3, 3));
  return scale(mix(blade, [224, 240, 156], Math.min(1, vein * 0.9 + net)), light);
};

export const crystals: Shade = (x, y) => {
  let colour: Colour = [16, 22, 44];
  for (const [grain, seed, weight] of [[4, 3, 0.7], [9, 8, 0.45]] as const) {
    const cell = cellAt(x * grain + y * 0.6, y * grain * 0.7 - x * 0.4, seed);
    const facet = Math.sin(cell.own * 40 + cell.dx * (3 + cell.own * 7) + cell.dy * 4) * 0.5 + 0.5;
    const hue = mix(mix([40, 92, 190], [216, 92, 170], cell.own), mix([246, 214, 120], [70, 206, 206], 1 - cell.own), facet);
    colour = add(colour, scale(hue, weight * (0.25 + facet * 0.75) * step(0, 0.05, cell.border)));
    colour = add(colour, scale([235, 244, 255], step(0.035, 0.005, cell.border) * 0.35 * weight));
  }
  return scale(colour, 0.62 + 0.4 * layered(x * 40, y * 40, 5, 2));
};

export const plankton: Shade = (x, y) => {
  let colour = mix([4, 18, 30], [10, 54, 66], layered(x * 2, y * 2, 2, 4));
  for (const [grain, seed, spokes] of [[3.1, 61, 16], [5.3, 67, 24], [9, 71, 10]] as const) {
    const one = cellAt(x * grain, y * grain, seed, 0.8);
    if (one.own < 0.3) continue;
    const angle = Math.atan2(one.dy, one.dx);
    const long = one.own > 0.72 ? Math.hypot(one.dx * 1.9 + one.dy * 0.6, one.dy * 0.55 - one.dx * 0.2) : one.distance;
    const radius = 0.2 + one.own * 0.12;
    const shell = Math.exp(-(((long - radius) / 0.018) ** 2));
    const rays = (Math.cos(angle * spokes + one.own * 9) * 0.5 + 0.5) * step(radius, radius * 0.7, long) * step(0.05, 0.12, long);
    const inside = step(radius, radius - 0.03, long) * 0.35;
    const tint = mix([146, 224, 196], [246, 208, 132], (one.own * 7) % 1);
    colour = add(colour, scale(tint, Math.min(1, shell * 0.85 + rays * 0.42 + inside + step(0.055, 0.02, long) * 0.7) * 0.75));
  }
  const speck = cellAt(x * 60, y * 60, 5);
  return add(colour, scale([190, 230, 224], Math.exp(-((speck.distance / 0.1) ** 2)) * step(0.8, 1, speck.own) * 0.6));
};

export const circuit: Shade = (x, y) => {
  const lanes = 22;
  const warp = cellAt(x * 3, y * 3, 17, 0.9);
  const turned = warp.own > 0.62 ? x + y : warp.own > 0.3 ? y : x;
  const lane = turned * lanes;
  const off = Math.abs(lane - Math.round(lane));
  const track = step(0.24, 0.18, off) * (smooth(Math.round(lane) * 1.7, warp.own * 30, 3) > 0.35 ? 1 : 0);
  const pad = cellAt(x * 13, y * 13, 23, 0.35);
  const board = scale(mix([8, 66, 52], [14, 92, 66], layered(x * 3, y * 3, 4)), 0.85 + 0.2 * smooth(x * 300, y * 300, 2));
  let colour = mix(board, [58, 140, 92], track * 0.75);
  if (pad.own > 0.62) {
    colour = mix(colour, scale([230, 186, 108], 0.8 + 0.4 * layered(x * 50, y * 50, 6, 2)), step(0.26, 0.22, pad.distance));
    colour = mix(colour, [22, 26, 24], step(0.12, 0.09, pad.distance));
  }
  const chip = Math.max(Math.abs(x - 1.06) / 0.25, Math.abs(y - 0.48) / 0.25);
  if (chip < 1) colour = mix(scale([38, 40, 44], 0.9 + 0.2 * layered(x * 90, y * 90, 7, 2)), [70, 72, 78], step(0.94, 0.99, chip));
  return scale(colour, 0.72 + 0.55 * Math.exp(-((Math.hypot(x - 0.5, y - 0.2) / 0.7) ** 2)));
};

export const metal: Shade = (x, y) => {
  const [dx, dy] = [x - 0.82, y - 0.5];
  const radius = Math.hypot(dx, dy);
  const angle = Math.atan2(dy, dx);
  const teeth = 0.37 + 0.03 * step(-0.15, 0.25, Math.sin(angle * 28));
  const turned = smooth(radius * 260, 0, 5) * 0.35 + smooth(radius * 60, angle, 8) * 0.25;
  const sheen = (Math.cos(angle * 2 + 0.8) * 0.5 + 0.5) ** 2 + 0.35 * (Math.cos(angle * 6 + 2) * 0.5 + 0.5);
  const steel = scale(mix([96, 100, 108], [226, 222, 212], sheen * 0.6 + turned * 0.6), 0.9);
  const bench = scale(mix([64, 40, 28], [122, 80, 50], layered(x * 2, y * 40, 9, 4)), 0.55 + 0.35 * (1 - y));
  let colour = mix(bench, scale(bench, 0.35), step(0.52, 0.4, Math.hypot(dx + 0.03, dy - 0.05)));
  colour = mix(colour, steel, step(teeth + 0.003, teeth - 0.003, radius));
  for (let hole = 0; hole < 6; hole++) {
    const at = (hole * Math.PI) / 3 + 0.3;
    const away = Math.hypot(dx - 0.22 * Math.cos(at), dy - 0.22 * Math.sin(at));
    colour = mix(colour, scale(bench, 0.3), step(0.058, 0.053, away));
    colour = add(colour, scale([120, 116, 108], Math.exp(-(((away - 0.06) / 0.006) ** 2)) * 0.5));
  }
  return mix(colour, [24, 20, 18], step(0.068, 0.062, radius));
};

export const fringes: Shade = (x, y) => {
  const wobble = (layered(x * 2, y * 2, 8, 4) - 0.5) * 0.05;
  const first = Math.hypot(x - 0.55, y - 1.3);
  const second = Math.hypot(x - 1.05, y - 1.3);
  const light = (Math.cos((first - second + wobble) * 95) * 0.5 + 0.5) ** 1.4;
  const beam = Math.exp(-(((x - 0.8) / 0.62) ** 2)) * (0.45 + 0.55 * (1 - y * 0.6));
  const speckle = 0.65 + 0.7 * smooth(x * 230, y * 230, 6) * smooth(x * 110, y * 110, 16);
  return add([8, 6, 14], scale(mix([196, 24, 40], [255, 150, 128], light * beam), light * beam * speckle));
};
