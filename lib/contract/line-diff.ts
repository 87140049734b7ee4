/** What differs between two texts, line by line. */

export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** A run of lines to show, or so many unchanged ones that are left out. */
export type DiffPiece = DiffLine | { kind: 'skipped'; lines: number };

/** Beyond this many pairs of lines, what differs is shown as taken out and put in whole. */
const MAX_PAIRS = 4_000_000;

/** The lines of both texts in order: the fewest that are taken out and put in. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (
    end < old.length - start &&
    end < now.length - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  ) {
    end++;
  }
  const same = (text: string): DiffLine => ({ kind: 'same', text });
  return [
    ...old.slice(0, start).map(same),
    ...middle(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    ...old.slice(old.length - end).map(same),
  ];
}

/** Leaves out unchanged lines further than `context` from what changed, where that saves room. */
export function foldSame(lines: readonly DiffLine[], context = 2): DiffPiece[] {
  const near = new Set<number>();
  lines.forEach((line, at) => {
    if (line.kind === 'same') return;
    for (let one = at - context; one <= at + context; one++) near.add(one);
  });
  const pieces: DiffPiece[] = [];
  let skipped: DiffLine[] = [];
  const flush = () => {
    if (skipped.length > 1) pieces.push({ kind: 'skipped', lines: skipped.length });
    else pieces.push(...skipped);
    skipped = [];
  };
  lines.forEach((line, at) => {
    if (near.has(at)) {
      flush();
      pieces.push(line);
    } else skipped.push(line);
  });
  flush();
  return pieces;
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/\r\n?|\n/);
}

/** The longest common subsequence by a table of lengths, walked from its corner. */
function middle(old: readonly string[], now: readonly string[]): DiffLine[] {
  const removed = (text: string): DiffLine => ({ kind: 'removed', text });
  const added = (text: string): DiffLine => ({ kind: 'added', text });
  if (old.length * now.length > MAX_PAIRS) return [...old.map(removed), ...now.map(added)];
  const width = now.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [gone, come] = [old[i], now[j]];
    if (gone !== undefined && gone === come) {
      lines.push({ kind: 'same', text: gone });
      i++;
      j++;
    } else if (gone !== undefined && (come === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(removed(gone));
      i++;
    } else if (come !== undefined) {
      lines.push(added(come));
      j++;
    }
  }
  return lines;
}
