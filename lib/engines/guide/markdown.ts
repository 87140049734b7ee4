/** Markdown, written safely: text that is not ours cannot become markup. */

/** Text as it is, whatever signs it has. */
export function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#|~$]/g, String.raw`\$&`)
    .replace(/^(\d*)([-+.])(?=\s)/, String.raw`$1\$2`);
}

/** A short expression: as text where it reads well, as code where its signs would be markup. */
export function phrase(text: string): string {
  return /[\\`*_{}[\]<>#|~$^]/.test(text) ? `\`${text.replaceAll('`', '')}\`` : text;
}

/** A table; cells are markdown already. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A number for people: thousands separated, at most `digits` significant digits. */
export function shownNumber(value: number | string, digits = 15): string {
  const text = String(value);
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return text;
  const isLong = text.replace(/\D/g, '').length > digits;
  const plain = isLong && text.includes('.') ? roundedText(Number(text), digits) : text;
  const [whole = '', fraction] = plain.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function roundedText(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(digits));
  return Math.abs(rounded) < 1e-6 ? String(rounded) : rounded.toString();
}

/** "A", "A and B", "A, B and C". */
export function joined(items: string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
