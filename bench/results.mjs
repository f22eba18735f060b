import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../scripts/prepare.mjs";

/** One measure. With a target it is met or not: `under` when less is better; the ratio is judged where there is one. */
export function figure(name, value, unit, { reference = null, ratio = null, target = null, under = false } = {}) {
  const judged = ratio ?? value;
  return { name, value: round(value), unit, reference: reference === null ? null : round(reference), ratio: ratio === null ? null : round(ratio), target, met: target === null ? null : under ? judged <= target : judged >= target };
}

function round(value) {
  return Number(value.toPrecision(4));
}

/** Writes bench/results/<part>.json and prints the same as a table. */
export function writeResults(part, figures, say) {
  const folder = join(root, "bench", "results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${part}.json`), `${JSON.stringify(figures, null, 2)}\n`);
  const cell = (value) => (value === null ? "–" : String(value));
  const rows = [["", "value", "unit", "reference", "ratio", "target", ""], ...figures.map((each) => [each.name, cell(each.value), each.unit, cell(each.reference), cell(each.ratio), cell(each.target), each.met === null ? "" : each.met ? "met" : "NOT MET"])];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  say(`\n${part}\n${rows.map((row) => row.map((each, column) => (column === 0 ? each.padEnd(widths[0]) : each.padStart(widths[column]))).join("  ").trimEnd()).join("\n")}`);
}
