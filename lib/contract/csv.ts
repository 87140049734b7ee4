/** Tables as comma-separated values, safe to open in a spreadsheet. */

/** Spreadsheets take a cell that begins so for a formula, in full width and behind blanks too. */
const FORMULA = /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/;
const NUMBER = /^[-+]?\d[\d., ]*%?$/;

/** Comma-separated values with CRLF between rows (RFC 4180). No cell is read as a formula. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map(csvRow).join('\r\n');
}

/** One row of {@link toCsv}, without its line break: for tables that are written as they are read. */
export function csvRow(cells: readonly string[]): string {
  return cells.map(csvCell).join(',');
}

function csvCell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
