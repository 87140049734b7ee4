/** The cells of a table as text for elsewhere. Pure, but for reading them off the page. */

/** The cells as they are read, row by row, the head first. */
export function cellsOf(table: HTMLTableElement): string[][] {
  return Array.from(table.rows, (row) =>
    Array.from(row.cells, (cell) => (cell.textContent ?? '').trim()),
  );
}

/** Spreadsheets take a cell that begins so for a formula, in full width too. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const NUMBER = /^[-+]?\d[\d.,\s]*%?$/;

/** Comma-separated values with CRLF (RFC 4180). No cell is read as a formula. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(csvCell).join(',')).join('\r\n');
}

function csvCell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table in markdown. */
export function toMarkdown(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const line = (row: readonly string[]) =>
    `| ${row.map((text) => text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}
