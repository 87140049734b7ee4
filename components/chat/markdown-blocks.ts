/**
 * The blocks an answer is drawn from, read again only where text was added. A block
 * keeps its identity as long as it says the same, so that a renderer can tell. Pure.
 */

import { hasMath, mathSource } from './markdown-math';
import { type Piece, scanPieces } from './markdown-pieces';

/** What is drawn as one. `key` is the place in the text at which it begins. */
export type MarkdownBlock =
  | { kind: 'text'; key: number; source: string; math: boolean }
  | { kind: 'code'; key: number; code: string; language: string | undefined; open: boolean }
  | { kind: 'table'; key: number; head: string; rows: string[]; math: boolean };

/** A footnote: its name in the source, its number by first mention, its text as a block. */
export interface Note {
  id: string;
  number: number;
  block: MarkdownBlock | null;
}

/** What a text is made of. */
export interface MarkdownText {
  blocks: MarkdownBlock[];
  notes: Note[];
}

/** What an address is called elsewhere in the text (`[name]: address`), by name. */
type Definitions = ReadonlyMap<string, string>;

interface Read {
  piece: Piece;
  source: string;
  definitions: [string, string][];
  mentions: string[];
  /** The block, and the definitions it was made with. */
  made: { block: MarkdownBlock; added: string } | null;
}

const DEFINITION = /^ {0,3}\[([^\]^][^\]]*)\]:[ \t]*\S.*$/gm;
const MENTION = /\[\^([^\]\s]+)\](?!:)/g;
const NOTE = /^ {0,3}\[\^([^\]\s]+)\]:[ \t]?/;

/** A reader of one text that grows: give it the whole text each time. */
export function createBlockReader(): (text: string) => MarkdownText {
  let before = '';
  let reads: Read[] = [];
  return (text) => {
    // The last is read again; if its first line had not ended, it may join the one before.
    const last = reads.at(-1);
    const begun = last && !before.slice(last.piece.start).includes('\n');
    const from = reads.at(begun ? -2 : -1)?.piece.start ?? 0;
    const same = from > 0 && text.startsWith(before.slice(0, from));
    reads = same ? reads.slice(0, begun ? -2 : -1) : [];
    reads = reads.concat(scanPieces(text, same ? from : 0).map((piece) => readPiece(text, piece)));
    before = text;
    return assemble(reads);
  };
}

function readPiece(text: string, piece: Piece): Read {
  const source = text.slice(piece.start, piece.end);
  if (piece.kind === 'code') return { piece, source, definitions: [], mentions: [], made: null };
  const definitions = source.includes(']:')
    ? Array.from(source.matchAll(DEFINITION), (found): [string, string] => [
        (found[1] ?? '').toLowerCase(),
        found[0],
      ])
    : [];
  const mentions = source.includes('[^')
    ? Array.from(source.matchAll(MENTION), (found) => found[1] ?? '')
    : [];
  return { piece, source, definitions, mentions, made: null };
}

function assemble(reads: Read[]): MarkdownText {
  const definitions: Definitions = new Map(reads.flatMap((read) => read.definitions));
  const numbers = new Map<string, Note>();
  for (const id of reads.flatMap((read) => read.mentions)) {
    if (!numbers.has(id)) numbers.set(id, { id, number: numbers.size + 1, block: null });
  }
  const blocks: MarkdownBlock[] = [];
  for (const read of reads) {
    const block = blockOf(read, definitions);
    const id = read.piece.kind === 'note' ? (NOTE.exec(read.source)?.[1] ?? '') : null;
    if (id === null) blocks.push(block);
    else {
      const note = numbers.get(id);
      if (note && !note.block) note.block = block;
    }
  }
  return { blocks, notes: [...numbers.values()] };
}

function blockOf(read: Read, definitions: Definitions): MarkdownBlock {
  const added = additions(read, definitions);
  if (read.made?.added === added) return read.made.block;
  const block = makeBlock(read, added);
  read.made = { block, added };
  return block;
}

/** Lines that must stand below a block for its short links and footnotes to be read as such. */
function additions({ piece, source, definitions: own, mentions }: Read, all: Definitions): string {
  if (piece.kind === 'code') return '';
  const lines = [...new Set(mentions)].map((id) => `[^${id}]: .`);
  if (all.size > 0 && source.includes('[')) {
    const said = source.toLowerCase();
    for (const [name, line] of all) {
      if (said.includes(`[${name}]`) && !own.some(([mine]) => mine === name)) lines.push(line);
    }
  }
  return lines.map((line) => `\n\n${line}`).join('');
}

function makeBlock({ piece, source }: Read, added: string): MarkdownBlock {
  const key = piece.start;
  if (piece.kind === 'code') return codeBlock(piece, source);
  const math = hasMath(source);
  const readable = math ? mathSource(source) : source;
  if (piece.kind === 'table' && added === '') {
    const [title = '', delimiter = '', ...rows] = readable.split('\n');
    return { kind: 'table', key, head: `${title}\n${delimiter}`, rows, math };
  }
  const text = piece.kind === 'note' ? readable.replace(NOTE, '') : readable;
  return { kind: 'text', key, source: text + added, math };
}

function codeBlock({ start, closed }: Piece, source: string): MarkdownBlock {
  const [opener = '', ...rest] = source.split('\n');
  const indent = opener.search(/\S/);
  const lines = closed ? rest.slice(0, -1) : rest;
  const code =
    indent > 0 ? lines.map((line) => outdent(line, indent)).join('\n') : lines.join('\n');
  // Until its line has ended a name may still grow: "ja", "java", "javascript".
  const named = source.includes('\n') ? /^[`~]+\s*([^\s`{]+)/.exec(opener.trim()) : null;
  const language = named?.[1];
  return { kind: 'code', key: start, code, language, open: !closed };
}

function outdent(line: string, indent: number): string {
  return line.slice(Math.min(indent, line.search(/\S|$/)));
}
