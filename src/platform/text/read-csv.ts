/** The rows of a table in RFC 4180, with commas or, where its head has none, semicolons: as spreadsheets and other servers write them. */
export function readCsv(text: string): string[][] {
  const source = text.replace(/^\ufeff/, "");
  const head = source.slice(0, source.search(/[\r\n]|$/));
  const comma = !head.includes(",") && head.includes(";") ? ";" : ",";
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${comma}\\r\\n][^${comma}\\r\\n]*)|)(${comma}|\\r\\n|\\n|\\r|$)`, "y");
  const rows: string[][] = [];
  for (let row: string[] = []; cell.lastIndex < source.length || row.length > 0; ) {
    const [, quoted, plain = "", end] = cell.exec(source) ?? [];
    // What isn't such a table ends where it stops being one.
    if (end === undefined) return rows;
    row.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'));
    if (end === comma) continue;
    rows.push(row);
    row = [];
  }
  return rows.filter((each) => each.some(Boolean));
}
