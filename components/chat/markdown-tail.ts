/**
 * The end of a text that still grows, drawn as it will most likely stand: what is open
 * is closed, what cannot be told yet waits, so that nothing changes its kind on screen. Pure.
 */

import remend from 'remend';
import type { MarkdownBlock } from './markdown-blocks';

/** A line of marks alone may become a list, a rule, a heading, a table or a fence. */
const ONLY_MARKS = /(?:^|\n)[ \t]*(?:[-=*+_~#>|` \t]+|\d{1,9}[.)]?[ \t]*|\[\^?[^\]\n]*\]?:?)$/;
/** A row that has no line of dashes below it yet. */
const TABLE_TOP = /(?:^|\n)[ \t]*\|[^\n]*$/;
const OPEN_IMAGE = /!(?:\[[^\]\n]*(?:\](?:\([^)\n]*)?)?)?$/;
const OPEN_FORMULA = /\\\((?![\s\S]*\\\))|\\\[(?![\s\S]*\\\])/;

/** The last block of a growing text, as it is to be drawn now. */
export function growingBlock(block: MarkdownBlock): MarkdownBlock {
  if (block.kind === 'code') return block.open ? withoutFence(block) : block;
  if (block.kind === 'table') return { ...block, head: wholeHead(block.head) };
  return { ...block, source: growingText(block.source) };
}

function growingText(source: string): string {
  const settled = [ONLY_MARKS, TABLE_TOP, OPEN_IMAGE].reduce(
    (text, unsettled) => text.replace(unsettled, ''),
    withoutFormula(source),
  );
  return remend(settled, { katex: false, linkMode: 'text-only' });
}

/** Up to where a formula begins that has not ended. */
function withoutFormula(source: string): string {
  const opened = OPEN_FORMULA.exec(source)?.index ?? source.length;
  const marks = Array.from(source.matchAll(/\$\$/g), (found) => found.index);
  const last = marks.length % 2 === 1 ? (marks.at(-1) ?? source.length) : source.length;
  return source.slice(0, Math.min(opened, last));
}

type Code = Extract<MarkdownBlock, { kind: 'code' }>;

/** Without a last line that is about to be the fence. */
function withoutFence(block: Code): Code {
  return { ...block, code: block.code.replace(/(^|\n)[ \t]*[`~]+$/, '$1') };
}

/** As many columns in the line of dashes as above it: before, it is no table. */
function wholeHead(head: string): string {
  const [title = '', delimiter = ''] = head.split('\n');
  const columns = cells(title);
  const marks = delimiter.split('|').filter((cell) => cell.includes('-'));
  while (marks.length < columns) marks.push(' --- ');
  return `${title}\n|${marks.join('|')}|`;
}

function cells(row: string): number {
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).length;
}
