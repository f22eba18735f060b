export type Cell = string | number | null;

/** RFC 4180. A cell that a spreadsheet would take for a formula is given as text. */
function row(cells: readonly Cell[]): string {
  return cells.map((cell) => {
    const text = cell === null ? "" : String(cell);
    // The wide forms too: spreadsheets of some countries read them as the narrow ones.
    const safe = typeof cell === "string" && /^\s*[=+\-@＝＋－＠\t\r]/u.test(text) ? `'${text}` : text;
    return /[",\r\n;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }).join(",");
}

/** A table in UTF-8 that says so, for spreadsheets. */
export function csvTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${[row(head), ...rows.map(row)].join("\r\n")}\r\n`;
}
