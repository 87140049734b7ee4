/**
 * Cuts markdown into pieces that can be drawn one by one: what stands before the last
 * piece never changes while text is added at the end, so it is neither read nor drawn
 * again. A scan over lines, not a parser: it only finds where a piece must end. Pure.
 */

/** A stretch of a text: `[start, end)`, and what its first lines make it. */
export interface Piece {
  kind: 'text' | 'list' | 'code' | 'table' | 'math' | 'note';
  start: number;
  end: number;
  /** The fence, or the end of the formula, has come. Others end where the next begins. */
  closed: boolean;
}

interface Line {
  text: string;
  start: number;
  end: number;
  indent: number;
}

interface Open extends Piece {
  lines: number;
  /** Of code: the fence that ends it. Of a formula: its closing mark. Of a list: that of its items. */
  mark: string;
  /** Of a list: the first number and how many items at its outer level came. */
  first: number;
  items: number;
  gap: boolean;
}

/** A longer list goes on in a second piece, so that a new item does not draw all others. */
const LIST_CHARACTERS = 3_000;

const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const HEADING = /^ {0,3}#{1,6}(\s|$)/;
const ITEM = /^ {0,3}(?:(?<number>\d{1,9})(?=[.)]))?(?<mark>(?<=\d)[.)]|(?<!\d)[-*+])(?:\s|$)/;
const NOTE = /^ {0,3}\[\^[^\]\s]+\]:/;
const DELIMITER = /^ {0,3}\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** The pieces of `text` from `from` on, which must be the start of a piece. */
export function scanPieces(text: string, from = 0): Piece[] {
  const pieces: Open[] = [];
  for (const line of linesOf(text, from)) {
    const last = pieces.at(-1);
    const open = last && !last.closed ? last : null;
    if (open && takesAll(open, line)) continue;
    if (line.text.trim() === '') {
      if (open) open.gap = true;
      continue;
    }
    const next = beginning(open, line);
    if (next) pieces.push(next);
    else if (open) extend(open, line, text);
  }
  return pieces.map(({ kind, start, end, closed }) => ({ kind, start, end, closed }));
}

function* linesOf(text: string, from: number): Generator<Line> {
  for (let start = from; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    const line = text.slice(start, end);
    yield { text: line, start, end, indent: line.search(/\S|$/) };
    start = end + 1;
  }
}

/** Whether an open fence or formula takes the line, whatever it says. */
function takesAll(open: Open, line: Line): boolean {
  if (open.kind !== 'code' && open.kind !== 'math') return false;
  open.end = line.end;
  open.lines++;
  const said = line.text.trim();
  if (open.kind === 'math') open.closed = said.endsWith(open.mark);
  else open.closed = line.indent < 4 && said.startsWith(open.mark) && isOnly(said, open.mark);
  return true;
}

function isOnly(said: string, mark: string): boolean {
  const char = mark.charAt(0);
  for (const one of said) if (one !== char) return false;
  return true;
}

/** The piece that begins with this line; null when the line belongs to the open one. */
function beginning(open: Open | null, line: Line): Open | null {
  const inside = open !== null && line.indent >= 2 && open.kind === 'list';
  if (!inside) {
    const fence = FENCE.exec(line.text)?.[1];
    if (fence) return begin('code', line, fence);
    const formula = formulaMark(line.text.trim());
    if (formula) return begin('math', line, formula);
    if (NOTE.test(line.text)) return begin('note', line);
    if (HEADING.test(line.text)) return begin('text', line);
  }
  const item = itemOf(line.text);
  if (open === null || (open.gap && !goesOn(open, line, item))) {
    return item ? beginList(line, item) : begin('text', line);
  }
  if (!item) return null;
  if (open.kind === 'list') {
    const other = line.indent < 2 && item.mark !== open.mark;
    return other || isFull(open, line, item) ? beginList(line, item) : null;
  }
  const interrupts = (Number.isNaN(item.number) || item.number === 1) && open.kind !== 'note';
  return interrupts ? beginList(line, item) : null;
}

/** The mark of a list's item and its number, `NaN` where it has none. */
interface Item {
  mark: string;
  number: number;
}

function itemOf(line: string): Item | null {
  const { mark, number } = ITEM.exec(line)?.groups ?? {};
  return mark === undefined ? null : { mark, number: Number(number ?? Number.NaN) };
}

function begin(kind: Piece['kind'], { start, end }: Line, mark = ''): Open {
  return { kind, start, end, closed: false, lines: 1, mark, first: 0, items: 0, gap: false };
}

function beginList(line: Line, { mark, number }: Item): Open {
  return { ...begin('list', line, mark), first: number, items: 1 };
}

/** A formula that begins with this line and goes on below: what will end it. */
function formulaMark(said: string): string | undefined {
  if (said.startsWith('$$')) return said.indexOf('$$', 2) === -1 ? '$$' : undefined;
  if (said.startsWith('\\[')) return said.includes('\\]') ? undefined : '\\]';
  return undefined;
}

/** Whether the piece goes on after blank lines. */
function goesOn(open: Open, line: Line, item: Item | null): boolean {
  if (open.kind === 'list') return line.indent >= 2 || item?.mark === open.mark;
  return line.indent >= 4 && open.kind !== 'table';
}

/** A long list is cut between two items, if the second part would count on by itself. */
function isFull(open: Open, line: Line, { number }: Item): boolean {
  if (line.indent > 0) return false;
  const long = line.start - open.start > LIST_CHARACTERS;
  return long && (Number.isNaN(number) || number === open.first + open.items);
}

function extend(open: Open, line: Line, text: string): void {
  if (open.kind === 'text' && open.lines === 1 && !open.gap && DELIMITER.test(line.text)) {
    const isTable = line.text.includes('-') && text.slice(open.start, open.end).includes('|');
    if (isTable) open.kind = 'table';
  }
  if (open.kind === 'list' && line.indent === 0 && itemOf(line.text)) open.items++;
  open.end = line.end;
  open.lines++;
  open.gap = false;
}
