/** Formulas in markdown: where there are some, and all ways to write them as one. Pure. */

/** Code in backticks, which is left alone; then each way to write a formula. */
const WRITTEN =
  /(?<code>(`+)[\s\S]*?[^`]\2(?!`))|\\\[(?<display>[\s\S]+?)\\\]|\\\((?<inline>[\s\S]+?)\\\)|(?<!\\)\$\$(?<double>[\s\S]+?)\$\$|(?<![\\$\w])\$(?<single>[^\s$](?:[^$\n]*[^\s\\$])?)\$(?![\d$\w])/g;

/** A dollar sign around this alone is money, not a formula. */
const FIGURE = /^[\d.,]+(?:\s?(?:[kKmMbB]|bn|million|billion))?$/;

/** Whether a formula may be in the text. Cheap; wrong only towards yes. */
export function hasMath(source: string): boolean {
  if (!source.includes('$') && !source.includes('\\(') && !source.includes('\\[')) return false;
  for (const { groups } of source.matchAll(WRITTEN)) {
    if (groups && formulaOf(groups) !== undefined) return true;
  }
  return false;
}

/** The text with each formula between double dollar signs, as the reader of formulas takes it. */
export function mathSource(source: string): string {
  return source.replace(WRITTEN, (whole, ...found) => {
    const groups: Record<string, string | undefined> = found.at(-1);
    const at: number = found.at(-3);
    const formula = formulaOf(groups);
    if (formula === undefined) return whole;
    const indent = groups.display === undefined ? null : indentAt(source, at);
    if (indent === null) return `$$${formula}$$`;
    const lines = ['$$', ...formula.trim().split('\n'), '$$'];
    return `${lines.map((line, n) => (n === 0 ? line : indent + line.trimStart())).join('\n')}\n`;
  });
}

/** The white space before `at`, if nothing else stands before it on its line. */
function indentAt(source: string, at: number): string | null {
  const before = source.slice(source.lastIndexOf('\n', at - 1) + 1, at);
  return before.trim() === '' ? before : null;
}

function formulaOf(groups: Record<string, string | undefined>): string | undefined {
  const { display, inline, double, single } = groups;
  if (single !== undefined && FIGURE.test(single)) return undefined;
  return display ?? inline ?? double ?? single;
}
